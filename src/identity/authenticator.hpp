// Who asks, from the session cookie.
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "identity/permissions.hpp"
#include "store/database.hpp"
#include "web/server.hpp"

namespace pacte::identity {

/// The token in the request's cookie, or empty when there is none of the right shape. Over HTTPS
/// only the `__Host-` cookie is read.
std::string session_token(web::Request const& request);

/// `Set-Cookie` that gives the token, and the one that takes it back.
std::string session_cookie(web::Request const& request, std::string const& token);
std::string no_session_cookie(web::Request const& request);

/// Recognises the person of an open session, with their roles as they are now; anyone else is a
/// visitor. Without a cookie the database is not touched; with one it is read once, and written
/// every 5 minutes. `database` must outlive the result.
web::Authenticator make_authenticator(store::Database& database,
                                      std::shared_ptr<PermissionTable const> table,
                                      Clock clock = system_now);

}  // namespace pacte::identity
