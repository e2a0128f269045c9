#include "identity/forms.hpp"

#include <utility>

#include "web/form.hpp"

namespace pacte::identity {
namespace {

constexpr std::size_t longest_line = 254;
constexpr std::size_t longest_secret = 1'024;
constexpr std::size_t longest_id = 64;
constexpr std::size_t longest_path = 2'000;

template <class T> Result<T> finished(web::FormReader& reader, T input) {
  reader.refuse_unknown();
  if (reader.ok()) return input;
  return fail(ProblemKind::invalid, "Le formulaire n’a pas pu être lu.", reader.errors());
}

}  // namespace

Result<SignIn> read_sign_in(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  SignIn input;
  input.email = reader.text("email", 0, longest_line);
  input.password = reader.secret("password", 0, longest_secret);
  reader.text("retour", 0, longest_path);
  return finished(reader, std::move(input));
}

Result<AddPerson> read_add_person(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  AddPerson input;
  input.email = reader.text("email", 0, longest_line);
  input.name = reader.text("name", 0, longest_line);
  input.password = reader.secret("password", 0, longest_secret);
  if (auto role = reader.text("roles", 0, longest_id); !role.empty()) {
    input.roles.push_back(std::move(role));
  }
  return finished(reader, std::move(input));
}

Result<ChangePassword> read_change_password(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  ChangePassword input;
  input.current = reader.secret("current", 0, longest_secret);
  input.replacement = reader.secret("replacement", 0, longest_secret);
  return finished(reader, std::move(input));
}

Result<RevokeSession> read_revoke_session(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  RevokeSession input;
  if (auto id = reader.text("session", 0, longest_id); !id.empty()) {
    input.session = SessionId{std::move(id)};
  }
  return finished(reader, std::move(input));
}

Result<GrantRole> read_grant_role(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  GrantRole input;
  input.person.value = reader.text("person", 1, longest_id);
  input.role = reader.text("role", 1, longest_id);
  return finished(reader, std::move(input));
}

Result<RevokeRole> read_revoke_role(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  RevokeRole input;
  input.person.value = reader.text("person", 1, longest_id);
  input.role = reader.text("role", 1, longest_id);
  return finished(reader, std::move(input));
}

Result<ErasePerson> read_erase_person(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  ErasePerson input;
  input.person.value = reader.text("person", 1, longest_id);
  return finished(reader, std::move(input));
}

Result<ErasePerson> read_erase_oneself(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  ErasePerson input;
  input.password = reader.secret("password", 1, longest_secret);
  return finished(reader, std::move(input));
}

Result<Nothing> read_nothing(web::Parameters const& given, web::Locale locale) {
  web::FormReader reader{given, locale};
  return finished(reader, Nothing{});
}

}  // namespace pacte::identity
