// A site with the sample rules, the corpus that they cite, and two people with an account.
#pragma once

#include "aid/rule_fixture.hpp"
#include "identity/two_accounts.hpp"
#include "samples.hpp"
#include "simulation/link.hpp"
#include "simulation/module.hpp"
#include "simulation/operations/keep_simulation.hpp"
#include "simulation/sitting.hpp"
#include "simulation/store.hpp"

namespace pacte::simulation {

class SimulationTest : public identity::TwoAccounts<aid::RuleTest> {
 protected:
  void SetUp() override {
    RuleTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(store::migrate(database(), {{"simulation", simulation_module().migrations}}));
    context_ = std::make_unique<Context>(Context{database(), [this] { return now; }});
    open_accounts({kept_simulations()});
  }

  /// The sample rules, in force.
  void load_rules() {
    write("faits.regle", sample_words);
    write("fonds.regle", fund_rules);
    write("pret.regle", loan_rules);
    load();
  }

  Context const& context() { return *context_; }

  std::string link(Json const& facts) {
    return make_link({.day = "2026-03-01", .answers = {.facts = facts}}, link_key(context()))
        .value();
  }

  std::vector<KeptSimulation> kept(identity::PersonId const& id) {
    auto reading = database().read();
    return simulations_of(reading, id.value);
  }

 private:
  std::unique_ptr<Context> context_;
};

}  // namespace pacte::simulation
