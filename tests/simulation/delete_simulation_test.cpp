#include "simulation/operations/delete_simulation.hpp"

#include "simulation_fixture.hpp"

namespace pacte::simulation {
namespace {

class DeleteSimulationTest : public SimulationTest {
 protected:
  void SetUp() override {
    SimulationTest::SetUp();
    if (IsSkipped()) return;
    id = keep_simulation(context(), as(ada), {.link = link({{"demandeur.statut", "personne"}})})
             .value_or("");
    ASSERT_FALSE(id.empty());
  }

  std::string id;
};

TEST_P(DeleteSimulationTest, removesOnesOwn) {
  ASSERT_TRUE(delete_simulation(context(), as(ada), {.simulation = id}));
  EXPECT_TRUE(kept(ada).empty());
  EXPECT_EQ(last_entry().entry.operation, "delete_simulation");
  auto const again = delete_simulation(context(), as(ada), {.simulation = id});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ProblemKind::not_found);
}

TEST_P(DeleteSimulationTest, refusesAVisitorAndSomebodyElse) {
  EXPECT_EQ(delete_simulation(context(), {}, {.simulation = id}).error().kind,
            ProblemKind::unauthenticated);
  EXPECT_EQ(delete_simulation(context(), as(bob), {.simulation = id}).error().kind,
            ProblemKind::not_found);
  EXPECT_EQ(delete_simulation(context(), as(ada), {.simulation = ""}).error().kind,
            ProblemKind::not_found);
  EXPECT_EQ(kept(ada).size(), 1U);
}

PACTE_ON_BOTH_DATABASES(DeleteSimulationTest);

}  // namespace
}  // namespace pacte::simulation
