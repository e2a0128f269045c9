// Two people with an account, over the fixture of a room that keeps something for them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "identity/context.hpp"
#include "identity/module.hpp"
#include "identity/operations/add_person.hpp"
#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "store/journal.hpp"

namespace pacte::identity {

/// `Base` is a fixture with a database; its SetUp, or that of the room, migrates identity.
template <class Base> class TwoAccounts : public Base {
 protected:
  /// Once the room is migrated; `kept` is what the room keeps for people.
  void open_accounts(std::vector<PersonalData> kept) {
    accounts_ =
        std::make_unique<Context>(Context{this->database(), [this] { return now; },
                                          Passwords{PasswordCost::least()}, std::move(kept)});
    ada = open_account("ada@exemple.fr", "Ada");
    bob = open_account("bob@exemple.fr", "Bob");
  }

  Context const& accounts() { return *accounts_; }

  /// As if they had signed in.
  web::Principal as(PersonId const& id) {
    auto reading = this->database().read();
    return principal_of(PermissionTable{identity_module().permissions},
                        person_by_id(reading, id).value(), "csrf");
  }

  /// The latest entry of the journal.
  store::JournalRow last_entry() {
    auto reading = this->database().read();
    return store::journal_page(reading, "", 0, 1).at(0);
  }

  static inline std::string const good_password = "une phrase facile à retenir";
  Instant now = *parse_instant("2026-03-01T12:00:00.000Z");
  PersonId ada;
  PersonId bob;

 private:
  PersonId open_account(std::string const& email, std::string const& name) {
    auto const added = add_person(accounts(), command_line(), {email, name, good_password, {}});
    EXPECT_TRUE(added);
    return added.value_or(PersonId{});
  }

  std::unique_ptr<Context> accounts_;
};

}  // namespace pacte::identity
