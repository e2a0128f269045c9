#include "territory/operations/measure_justice.hpp"

#include "territory/justice_json.hpp"
#include "territory/operations/import_territories.hpp"
#include "territory/territory_fixture.hpp"

namespace pacte::territory {
namespace {

class MeasureJustice : public TerritoryDatabaseTest {
 protected:
  void load() {
    ASSERT_TRUE(import_territories(
        database(), std::filesystem::path(PACTE_SOURCE_DIR) / "data/territory", "test", noon));
  }
};

TEST_P(MeasureJustice, OnTheReference) {
  load();
  // Twice the population of each department: everybody has 2.
  auto const measured = measure_justice(
      database(), {.csv = "code;nom;montant\n9;Ariège;311444\n31;Haute-Garonne;100,5\n",
                   .columns = {.territory = "", .value = "montant"}});
  ASSERT_TRUE(measured) << measured.error().detail;
  auto const& report = measured->report;
  EXPECT_EQ(report.level, Level::department);
  EXPECT_EQ(report.places.size(), 13U);
  EXPECT_EQ(report.absent, 11U);
  EXPECT_EQ(report.population, 6'124'653);
  EXPECT_EQ(report.total, 311'544'500'000);
  EXPECT_EQ(measured->notices.size(), 1U);
  EXPECT_GT(report.concentration->gini, 0.9);
  EXPECT_NEAR(report.concentration->theil.within, 0, 1e-12);
  EXPECT_GT(report.zonings.size(), 40U);

  auto const json = justice_json(*measured);
  EXPECT_DOUBLE_EQ(json.at("total").get<double>(), 311'544.5);
  EXPECT_EQ(json.at("places").at(0).at("id"), "department:09");
  EXPECT_DOUBLE_EQ(json.at("places").at(0).at("per_inhabitant").get<double>(), 2);
}

TEST_P(MeasureJustice, TheSameForAllIsNoInequality) {
  load();
  auto const measured =
      measure_justice(database(), {.csv = "code,montant\n09,155722\n11,379648\n",
                                   .columns = {.territory = "code", .value = "montant"},
                                   .options = {.absent_are_zero = false}});
  ASSERT_TRUE(measured) << measured.error().detail;
  EXPECT_EQ(measured->report.places.size(), 2U);
  EXPECT_NEAR(measured->report.concentration->gini, 0, 1e-12);
}

TEST_P(MeasureJustice, Refusals) {
  auto const nothing = measure_justice(database(), {.csv = "code,montant\n09,1\n"});
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().kind, ProblemKind::conflict);
  load();
  auto const faulty = measure_justice(database(), {.csv = "code,montant\n75,1\n31,moins\n"});
  ASSERT_FALSE(faulty);
  EXPECT_EQ(faulty.error().kind, ProblemKind::invalid);
  ASSERT_EQ(faulty.error().fields.size(), 2U);
  EXPECT_EQ(faulty.error().fields[0].field, "ligne 2");
  EXPECT_FALSE(measure_justice(database(), {.csv = ""}));
  EXPECT_FALSE(measure_justice(database(), {.csv = "seule\n31\n"}));
  EXPECT_FALSE(measure_justice(
      database(), {.csv = "code,montant\n31,1\n", .columns = {.territory = "lieu", .value = ""}}));
}

PACTE_ON_BOTH_DATABASES(MeasureJustice);

}  // namespace
}  // namespace pacte::territory
