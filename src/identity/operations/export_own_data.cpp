#include "identity/operations/export_own_data.hpp"

#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

Json to_json(const Person& person) {
  auto roles = Json::array();
  for (const auto role : person.roles)
    roles.push_back(names_of(role).name);
  return {{"id", person.id.value},
          {"email", person.email},
          {"name", person.name},
          {"created_at", to_iso(person.created_at)},
          {"password_changed_at", to_iso(person.password_changed_at)},
          {"roles", std::move(roles)}};
}

Json to_json(const std::vector<OpenSession>& sessions) {
  auto list = Json::array();
  for (const auto& open : sessions) {
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

Result<Json> export_own_data(const Context& context, const web::Principal& actor) {
  const auto id = signed_in(actor);
  if (!id) return std::unexpected(id.error());
  const auto now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  const auto person = person_by_id(writing, *id);
  if (!person || !person->active()) {
    return fail(ProblemKind::unauthenticated, "Connectez-vous d’abord.");
  }
  journal.append({id->value, "export_own_data", "person", id->value, Json::object()});
  Json data{{"person", to_json(*person)},
            {"sessions", to_json(sessions_of(writing, *id, now))},
            {"journal", journal_of(writing, *id)}};
  writing.commit();
  return data;
}

}  // namespace pacte::identity
