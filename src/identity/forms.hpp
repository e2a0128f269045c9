// The forms of this room, read into the inputs of its operations. They say whether every field has
// the right shape and nothing more was sent; what a value may be is the operation's to decide.
#pragma once

#include "base/problem.hpp"
#include "identity/operations/add_person.hpp"
#include "identity/operations/change_password.hpp"
#include "identity/operations/erase_person.hpp"
#include "identity/operations/grant_role.hpp"
#include "identity/operations/revoke_role.hpp"
#include "identity/operations/revoke_session.hpp"
#include "identity/operations/sign_in.hpp"
#include "web/request.hpp"

namespace pacte::identity {

struct Nothing {};

// What a form cannot say (address, tokens) is left empty for the page to fill in.
Result<SignIn> read_sign_in(web::Parameters const& given, web::Locale locale);  // also `retour`
Result<AddPerson> read_add_person(web::Parameters const& given, web::Locale locale);
Result<ChangePassword> read_change_password(web::Parameters const& given, web::Locale locale);
Result<RevokeSession> read_revoke_session(web::Parameters const& given, web::Locale locale);
Result<GrantRole> read_grant_role(web::Parameters const& given, web::Locale locale);
Result<RevokeRole> read_revoke_role(web::Parameters const& given, web::Locale locale);
/// Of another person's account: names the person.
Result<ErasePerson> read_erase_person(web::Parameters const& given, web::Locale locale);
/// Of one's own: holds the password.
Result<ErasePerson> read_erase_oneself(web::Parameters const& given, web::Locale locale);
/// For the forms of a single button: nothing but the CSRF token.
Result<Nothing> read_nothing(web::Parameters const& given, web::Locale locale);

}  // namespace pacte::identity
