// A site with the sample rules, the corpus that they cite, and two people with an account.
#pragma once

#include "aid/rule_fixture.hpp"
#include "identity/context.hpp"
#include "identity/operations/add_person.hpp"
#include "identity/permissions.hpp"
#include "identity/store.hpp"
#include "samples.hpp"
#include "simulation/link.hpp"
#include "simulation/module.hpp"
#include "simulation/operations/keep_simulation.hpp"
#include "simulation/sitting.hpp"
#include "simulation/store.hpp"
#include "store/journal.hpp"
#include "territory/module.hpp"

namespace pacte::simulation {

inline std::string const good_password = "une phrase facile à retenir";

class SimulationTest : public aid::RuleTest {
 protected:
  void SetUp() override {
    RuleTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {store::own_migrations(),
                                            {"identity", identity::identity_module().migrations},
                                            {"source", embedded::source_migrations()},
                                            {"territory", territory::territory_module().migrations},
                                            {"plan", embedded::plan_migrations()},
                                            {"aid", embedded::aid_migrations()},
                                            {"simulation", simulation_module().migrations}}));
    context_ = std::make_unique<Context>(Context{database(), [this] { return now; }});
    accounts_ = std::make_unique<identity::Context>(
        identity::Context{database(),
                          [this] { return now; },
                          identity::Passwords{identity::PasswordCost::least()},
                          {kept_simulations()}});
    ada = person("ada@exemple.fr", "Ada");
    bob = person("bob@exemple.fr", "Bob");
  }

  /// The sample rules, in force.
  void load_rules() {
    write("faits.regle", sample_words);
    write("fonds.regle", fund_rules);
    write("pret.regle", loan_rules);
    load();
  }

  Context const& context() { return *context_; }
  identity::Context const& accounts() { return *accounts_; }

  web::Principal as(identity::PersonId const& id) {
    auto reading = database().read();
    return identity::principal_of(
        identity::PermissionTable{identity::identity_module().permissions},
        identity::person_by_id(reading, id).value(), "csrf");
  }

  std::string link(Json const& facts) {
    return make_link({.day = "2026-03-01", .answers = {.facts = facts}}, link_key(context()))
        .value();
  }

  std::vector<KeptSimulation> kept(identity::PersonId const& id) {
    auto reading = database().read();
    return simulations_of(reading, id.value);
  }

  store::JournalRow last_entry() {
    auto reading = database().read();
    return store::journal_page(reading, "", 0, 1).at(0);
  }

  Instant now = aid::noon;
  identity::PersonId ada;
  identity::PersonId bob;

 private:
  identity::PersonId person(std::string const& email, std::string const& name) {
    auto const added = identity::add_person(accounts(), identity::command_line(),
                                            {email, name, good_password, {}});
    EXPECT_TRUE(added);
    return added.value_or(identity::PersonId{});
  }

  std::unique_ptr<Context> context_;
  std::unique_ptr<identity::Context> accounts_;
};

}  // namespace pacte::simulation
