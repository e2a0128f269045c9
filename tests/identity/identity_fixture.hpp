// An installation with a few people, on each database, with the cheapest hashes and a clock that
// the test moves.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "identity/authenticator.hpp"
#include "identity/context.hpp"
#include "identity/module.hpp"
#include "identity/operations/add_person.hpp"
#include "identity/operations/sign_in.hpp"
#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "refusals.hpp"
#include "store/database_fixture.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

inline Instant const noon = *parse_instant("2026-03-01T12:00:00.000Z");
inline std::string const good_password = "une phrase facile à retenir";
inline std::string const other_password = "une autre phrase, plus longue";

class IdentityTest : public pacte::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(
        database(), {store::own_migrations(), {"identity", identity_module().migrations}}));
    context_ = std::make_unique<Context>(
        Context{database(), [this] { return tick(); }, Passwords{PasswordCost::least()}});
    ada = add("Ada@Exemple.fr", "Ada", {"administrator"});
    bob = add("bob@exemple.fr", "Bob", {});
  }

  Context const& context() { return *context_; }

  PersonId add(std::string const& email, std::string const& name, std::vector<std::string> roles) {
    auto const added =
        add_person(context(), command_line(), {email, name, good_password, std::move(roles)});
    EXPECT_TRUE(added);
    return added.value_or(PersonId{});
  }

  Result<SignedIn> try_sign_in(std::string const& email, std::string const& password,
                               std::string const& remote = "192.0.2.1") {
    return sign_in(context(),
                   {email, password, remote, "Mozilla/5.0 (X11; Linux) Firefox/130.0", ""});
  }

  /// The token of a new session.
  std::string open(std::string const& email) {
    auto const opened = try_sign_in(email, good_password);
    EXPECT_TRUE(opened);
    return opened ? opened->token : "";
  }

  /// Who a token says is asking.
  web::Principal principal(std::string const& token) {
    web::Request request;
    if (!token.empty()) request.cookies["pacte_session"] = token;
    return authenticate_request(request);
  }

  web::Principal authenticate_request(web::Request const& request) {
    auto const table = std::make_shared<PermissionTable const>(identity_module().permissions);
    return make_authenticator(database(), table, context().clock)(request);
  }

  /// As if they had signed in, with the roles they have now.
  web::Principal as(PersonId const& id) {
    auto reading = database().read();
    return principal_of(PermissionTable{identity_module().permissions},
                        person_by_id(reading, id).value(), "csrf");
  }

  Person person(PersonId const& id) {
    auto reading = database().read();
    return person_by_id(reading, id).value();
  }

  std::size_t open_sessions(PersonId const& id) {
    auto reading = database().read();
    return sessions_of(reading, id, now).size();
  }

  /// The latest entry of the journal.
  store::JournalRow last_entry() {
    auto reading = database().read();
    return store::journal_page(reading, "", 0, 1).at(0);
  }

  std::string whole_journal() {
    auto reading = database().read();
    std::string text;
    for (auto const& row : store::journal_page(reading, "", 0, 1'000)) {
      text += row.entry.actor + row.entry.subject + to_line(row.entry.payload) + "\n";
    }
    return text;
  }

  /// Does something, once, the `nth` time from now that an operation asks what time it is: between
  /// two of its transactions.
  void meanwhile(int nth, std::function<void()> act) {
    countdown_ = nth;
    meanwhile_ = std::move(act);
  }

  Instant now = noon;
  PersonId ada;  // administrator
  PersonId bob;  // no role

 private:
  Instant tick() {
    if (countdown_ > 0 && --countdown_ == 0) std::exchange(meanwhile_, nullptr)();
    return now;
  }

  std::unique_ptr<Context> context_;
  int countdown_ = 0;
  std::function<void()> meanwhile_;
};

inline web::Parameters fields(std::string_view encoded) {
  return web::Parameters::parse(encoded).value();
}

}  // namespace pacte::identity
