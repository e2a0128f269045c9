#include "territory/operations/measure_justice.hpp"

#include "territory/contour_store.hpp"
#include "territory/justice_json.hpp"
#include "territory/justice_tables.hpp"
#include "territory/operations/import_territories.hpp"
#include "territory/own_counts.hpp"
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

TEST_P(MeasureJustice, BeforeAndAfterSideBySide) {
  load();
  // Before, all in Lozère; after, as much for everybody of two departments.
  auto const measured = measure_justice(
      database(), {.csv = "code,montant,avant\n09,155722,0\n48,76486,1000\n",
                   .columns = {.territory = "code", .value = "montant", .before = "avant"},
                   .options = {.absent_are_zero = false}});
  ASSERT_TRUE(measured) << measured.error().detail;
  ASSERT_TRUE(measured->before);
  EXPECT_EQ(measured->before->total, 1'000 * unit_quantity);
  EXPECT_GT(measured->before->concentration->gini, 0.6);
  EXPECT_NEAR(measured->report.concentration->gini, 0, 1e-12);
  auto const json = justice_json(*measured);
  EXPECT_DOUBLE_EQ(json.at("before").at("total").get<double>(), 1'000);
  EXPECT_DOUBLE_EQ(json.at("change").at("total").get<double>(), 231'208);
  EXPECT_LT(json.at("change").at("gini").get<double>(), -0.6);
  EXPECT_NEAR(json.at("change").at("gini").get<double>(),
              json.at("gini").get<double>() - json.at("before").at("gini").get<double>(), 1e-12);
  EXPECT_EQ(json.at("change").at("zonings").size(), json.at("zonings").size());
  EXPECT_DOUBLE_EQ(json.at("places").at(1).at("before").get<double>(), 1'000);
  auto const csv = places_csv(*measured);
  EXPECT_TRUE(csv.starts_with("id,name,population,value,per_inhabitant,group,before,before_per_"));
  EXPECT_NE(csv.find("department:48,Lozère,"), std::string::npos);
  EXPECT_TRUE(zonings_csv(*measured).find("before_share_of_value_most") != std::string::npos);
}

TEST_P(MeasureJustice, ATerritoryBesideItsPeers) {
  load();
  JusticeRequest request{.csv = "code,montant\n34172,302454\n34301,1\n31555,5\n",
                         .place = "Montpellier"};
  auto const measured = measure_justice(database(), request);
  ASSERT_TRUE(measured) << measured.error().detail;
  ASSERT_TRUE(measured->place);
  auto const& place = measured->report.places[measured->place->place];
  EXPECT_EQ(place.key.code, "34172");
  EXPECT_EQ(measured->place->peers.places.size(), 20U);
  // The nearest in population is Toulouse or Nîmes, never a village.
  for (auto const peer : measured->place->peers.places)
    EXPECT_GT(measured->report.places[peer].population, 20'000);
  ASSERT_TRUE(measured->place->department);
  EXPECT_EQ(measured->place->department->name, "Hérault");
  EXPECT_EQ(measured->place->department->value, 302'455 * unit_quantity);
  auto const json = justice_json(*measured);
  EXPECT_EQ(json.at("place").at("id"), "commune:34172");
  EXPECT_EQ(json.at("place").at("peers").at("quartiles").size(), 3U);
  EXPECT_EQ(json.at("place").at("department").at("id"), "department:34");

  // A commune stands for what holds it where larger territories are measured.
  request.csv = "code,montant\n34,5\n31,7\n";
  request.place = "commune:34172";
  auto const lifted = measure_justice(database(), request);
  ASSERT_TRUE(lifted) << lifted.error().detail;
  EXPECT_EQ(lifted->report.places[lifted->place->place].key.code, "34");
  EXPECT_FALSE(lifted->place->department);

  auto const refused = [&](std::string asked, std::string const& said) {
    request.place = std::move(asked);
    auto const made = measure_justice(database(), request);
    ASSERT_FALSE(made);
    ASSERT_EQ(made.error().fields.size(), 1U);
    EXPECT_EQ(made.error().fields[0].field, "place");
    EXPECT_NE(made.error().fields[0].message.find(said), std::string::npos)
        << made.error().fields[0].message;
  };
  refused("Nullepart", "donnez son code");
  refused("243400017", "n’est pas du niveau");
  request.options.absent_are_zero = false;
  refused("48", "n’est pas dans le tableau");
}

TEST_P(MeasureJustice, FormerCommunesOfTheDatabase) {
  load();
  {
    auto writing = database().write();
    replace_former(writing, {{"34999", "Vieux-Bourg", "2019-01-01", "34172"}});
    writing.commit();
  }
  auto const measured = measure_justice(database(), {.csv = "code,montant\n34999,5\n34172,1\n"});
  ASSERT_TRUE(measured) << measured.error().detail;
  EXPECT_EQ(measured->report.total, 6 * unit_quantity);
  ASSERT_EQ(measured->notices.size(), 1U);
  EXPECT_NE(measured->notices[0].find("Vieux-Bourg (34999)"), std::string::npos);
}

TEST_P(MeasureJustice, WhatPacteCountsByItself) {
  load();
  std::vector<std::string> ids;
  for (auto const& count : own_counts()) {
    ids.push_back(count.id);
    auto const measured = measure_justice(database(), {.count = &count});
    if (count.id == "lists-commune") {  // no document is loaded here
      ASSERT_FALSE(measured);
      EXPECT_EQ(measured.error().kind, ProblemKind::conflict);
      continue;
    }
    ASSERT_TRUE(measured) << count.id << measured.error().detail;
    EXPECT_GT(measured->report.total, 0) << count.id;
    EXPECT_TRUE(measured->notices.empty()) << count.id;
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"zonings-commune", "zonings-epci", "zonings-department",
                                           "lists-commune"}));
  TerritorialCount const two{.id = "two", .label = "", .method = "", .values = [](store::Session&) {
                               return std::map<std::string, std::int64_t>{
                                   {"department:09", 2 * unit_quantity},
                                   {"department:31", unit_quantity}};
                             }};
  EXPECT_EQ(measure_justice(database(), {.count = &two})->report.total, 3 * unit_quantity);
}

TEST_P(MeasureJustice, RefusalsSpeakEnglish) {
  load();
  auto const faulty = measure_justice(
      database(), {.csv = "code,montant\n75,1\n31,moins\n", .locale = web::Locale::en});
  ASSERT_FALSE(faulty);
  EXPECT_EQ(faulty.error().detail, "The table has 2 faults; nothing was measured.");
  EXPECT_EQ(faulty.error().fields.at(0).field, "line 2");
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
