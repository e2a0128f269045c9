#include "identity/operations/add_person.hpp"

#include "base/text.hpp"
#include "identity/permissions.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {
namespace {

std::vector<FieldError> faults_of(AddPerson const& input) {
  std::vector<FieldError> faults;
  auto const add = [&](char const* field, std::optional<std::string> fault) {
    if (fault) faults.push_back({field, *std::move(fault)});
  };
  add("email", email_fault(input.email));
  add("name", name_fault(input.name));
  add("password", password_fault(input.password, input.email));
  for (auto const& name : input.roles) {
    auto const role = parse_role(name);
    if (!role || *role == Role::visitor) add("roles", "Choisissez un rôle de la liste.");
  }
  return faults;
}

Person made_of(AddPerson const& input, std::string hash, Instant now) {
  constexpr std::size_t id_bytes = 12;
  Person person;
  person.id = {random_hex(id_bytes)};
  person.email = trim(input.email);
  person.name = trim(input.name);
  person.password_hash = std::move(hash);
  person.created_at = now;
  person.password_changed_at = now;
  for (auto const& name : input.roles)
    person.roles.insert(parse_role(name).value());
  return person;
}

}  // namespace

Result<PersonId> add_person(Context const& context, web::Principal const& actor,
                            AddPerson const& input) {
  auto const manager = holder_of(manage_people, actor);
  if (!manager) return manager;
  if (auto faults = faults_of(input); !faults.empty()) {
    return fail(ProblemKind::invalid, "Le compte n’a pas été créé.", std::move(faults));
  }
  auto hash = context.passwords.hash(input.password);
  auto const now = context.clock();
  auto const person = made_of(input, std::move(hash), now);

  auto writing = context.database.write();
  store::Journal journal{writing, now};
  if (!insert_person(writing, person)) {
    return fail(ProblemKind::conflict, "Le compte n’a pas été créé.",
                {{"email", "Cette adresse électronique a déjà un compte."}});
  }
  auto roles = Json::array();
  for (auto const role : person.roles) {
    insert_role(writing, person.id, role, now);
    roles.push_back(names_of(role).name);
  }
  journal.append(
      {manager->value, "add_person", "person", person.id.value, {{"roles", std::move(roles)}}});
  writing.commit();
  return person.id;
}

}  // namespace pacte::identity
