#include "simulation/operations/keep_simulation.hpp"

#include "identity/operations/erase_person.hpp"
#include "identity/operations/export_own_data.hpp"
#include "simulation_fixture.hpp"

namespace pacte::simulation {
namespace {

class KeepSimulationTest : public SimulationTest {
 protected:
  Result<std::string> keep(identity::PersonId const& who, std::string const& text) {
    return keep_simulation(context(), as(who), {.link = text});
  }

  Json const facts{{"demandeur.statut", "personne"}};
};

TEST_P(KeepSimulationTest, keepsTheAnswersWithTheirDay) {
  auto const id = keep(ada, link(facts));
  ASSERT_TRUE(id);
  auto const list = kept(ada);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].id, *id);
  EXPECT_EQ(list[0].day, "2026-03-01");
  EXPECT_EQ(list[0].answers.at("facts"), facts);
  EXPECT_TRUE(kept(bob).empty());
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "keep_simulation");
  EXPECT_EQ(entry.subject, ada.value);
  EXPECT_EQ(to_line(entry.payload).find("statut"), std::string::npos) << "no answer in the journal";
}

TEST_P(KeepSimulationTest, refusesAVisitor) {
  auto const refused = keep_simulation(context(), {}, {.link = link(facts)});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ProblemKind::unauthenticated);
}

TEST_P(KeepSimulationTest, refusesTheSameTwice) {
  ASSERT_TRUE(keep(ada, link(facts)));
  auto const again = keep(ada, link(facts));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ProblemKind::conflict);
  EXPECT_TRUE(keep(bob, link(facts))) << "somebody else may keep it too";
}

TEST_P(KeepSimulationTest, refusesAForgedOrCutLink) {
  auto forged = link(facts);
  forged[20] = forged[20] == 'A' ? 'B' : 'A';
  for (auto const& bad : {forged, forged.substr(0, 9), std::string{}}) {
    auto const refused = keep(ada, bad);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ProblemKind::invalid);
    EXPECT_EQ(refused.error().fields.at(0).field, "link");
  }
  EXPECT_TRUE(kept(ada).empty());
}

TEST_P(KeepSimulationTest, isGivenWithOwnDataAndErasedWithTheAccount) {
  ASSERT_TRUE(keep(ada, link(facts)));
  ASSERT_TRUE(keep(bob, link(facts)));
  auto const data = identity::export_own_data(accounts(), as(ada));
  ASSERT_TRUE(data);
  ASSERT_EQ(data->at("simulations").size(), 1U);
  EXPECT_EQ(data->at("simulations")[0].at("answers").at("facts"), facts);
  ASSERT_TRUE(identity::erase_person(accounts(), as(ada), {ada, good_password, "192.0.2.1"}));
  EXPECT_TRUE(kept(ada).empty());
  EXPECT_EQ(kept(bob).size(), 1U);
  auto reading = database().read();
  EXPECT_FALSE(store::verify_journal(reading).fault);
}

PACTE_ON_BOTH_DATABASES(KeepSimulationTest);

}  // namespace
}  // namespace pacte::simulation
