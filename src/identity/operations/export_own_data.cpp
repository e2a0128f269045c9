#include "identity/operations/export_own_data.hpp"

#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

Json to_json(Person const& person) {
  auto roles = Json::array();
  for (auto const role : person.roles)
    roles.push_back(names_of(role).name);
  return {{"id", person.id.value},
          {"email", person.email},
          {"name", person.name},
          {"created_at", to_iso(person.created_at)},
          {"password_changed_at", to_iso(person.password_changed_at)},
          {"roles", std::move(roles)}};
}

Json to_json(std::vector<OpenSession> const& sessions) {
  auto list = Json::array();
  for (auto const& open : sessions) {
    list.push_back({{"id", open.id.value},
                    {"browser", open.agent.browser},
                    {"system", open.agent.system},
                    {"created_at", to_iso(open.created_at)},
                    {"last_seen", to_iso(open.last_seen)},
                    {"expires_at", to_iso(open.expires_at)}});
  }
  return list;
}

}  // namespace

Result<Json> export_own_data(Context const& context, web::Principal const& actor) {
  auto const id = signed_in(actor);
  if (!id) return std::unexpected(id.error());
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const person = person_by_id(writing, *id);
  if (!person || !person->active()) {
    return fail(ProblemKind::unauthenticated, "Connectez-vous d’abord.");
  }
  journal.append({id->value, "export_own_data", "person", id->value, Json::object()});
  Json data{{"person", to_json(*person)},
            {"sessions", to_json(sessions_of(writing, *id, now))},
            {"journal", journal_of(writing, *id)}};
  for (auto const& room : context.elsewhere)
    data[room.name] = room.give(writing, id->value);
  writing.commit();
  return data;
}

}  // namespace pacte::identity
