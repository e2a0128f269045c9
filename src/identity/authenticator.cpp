#include "identity/authenticator.hpp"

#include <chrono>
#include <exception>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "base/text.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"

namespace pacte::identity {
namespace {

struct Found {
  OpenSession open;
  Person person;
};

std::optional<Found> find(store::Database& database, std::string const& token, Instant now) {
  auto reading = database.read();
  auto open = session_by_token(reading, sha256_hex(token));
  if (!open || open->expires_at <= now) return std::nullopt;
  auto person = person_by_id(reading, open->person);
  if (!person || !person->active()) return std::nullopt;
  return Found{*std::move(open), *std::move(person)};
}

// The request goes on when this fails: it is tried again by the next one.
void touch(store::Database& database, OpenSession const& open, Instant now) {
  try {
    auto writing = database.write();
    touch_session(writing, open.id, now, session_end(open.created_at, now));
    writing.commit();
  } catch (std::exception const& error) {
    spdlog::warn("session not prolonged: {}", error.what());
  }
}

std::string cookie(web::Request const& request, std::string_view value,
                   std::chrono::seconds max_age) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{}",
                     session_cookie_name(request.secure), value, max_age.count(),
                     request.secure ? "; Secure" : "");
}

}  // namespace

std::string session_token(web::Request const& request) {
  auto const found = request.cookies.find(std::string{session_cookie_name(request.secure)});
  return found != request.cookies.end() && is_session_token(found->second) ? found->second
                                                                           : std::string{};
}

std::string session_cookie(web::Request const& request, std::string const& token) {
  return cookie(request, token, session_longest);
}

std::string no_session_cookie(web::Request const& request) {
  return cookie(request, "", std::chrono::seconds{0});
}

web::Authenticator make_authenticator(store::Database& database,
                                      std::shared_ptr<PermissionTable const> table, Clock clock) {
  return
      [&database, table = std::move(table), clock = std::move(clock)](web::Request const& request) {
        auto const token = session_token(request);
        if (token.empty()) return visitor(*table);
        auto const now = clock();
        auto found = find(database, token, now);
        if (!found) return visitor(*table);
        if (session_needs_touch(found->open.last_seen, now)) touch(database, found->open, now);
        return principal_of(*table, found->person, std::move(found->open.csrf));
      };
}

}  // namespace pacte::identity
