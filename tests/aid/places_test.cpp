#include "aid/places.hpp"

#include "territory/operations/edit_zoning.hpp"
#include "territory/operations/review_zoning_name.hpp"
#include "territory/reference_folder.hpp"
#include "territory/zoning_fixture.hpp"

namespace pacte::aid {
namespace {

std::string const day = "2026-03-01";

class PlacesTest : public territory::ZoningTest {
 protected:
  std::shared_ptr<Places const> places(std::string const& on = day) {
    auto reading = database().read();
    return keeper_.current(reading, on);
  }
  void add(std::string const& lines, std::string const& from = "2025-01-01") {
    auto const made = territory::edit_zoning(database(), territory::noon, editor(),
                                             {.zoning = "rural",
                                              .revision = revision_of(versions("rural")),
                                              .from = from,
                                              .reason = "arrêté",
                                              .added = lines});
    ASSERT_TRUE(made) << made.error().detail;
  }
  void set_the_open_name_aside() {
    auto const made = territory::review_zoning_name(database(), territory::noon, editor(),
                                                    {.zoning = "rural",
                                                     .label = "Riviere (nom mal écrit)",
                                                     .decision = "set_aside",
                                                     .reason = "faute de frappe"});
    ASSERT_TRUE(made) << made.error().detail;
  }

  PlacesKeeper keeper_;
};

TEST_P(PlacesTest, PopulationIsThatOfTheReference) {
  EXPECT_EQ(places()->population("31001"), 40);
  EXPECT_EQ(places()->population("75056"), std::nullopt);
  EXPECT_EQ(places()->population("n’importe quoi"), std::nullopt);
}

TEST_P(PlacesTest, WhatIsNoCommuneIsToldOnceThereAreTerritories) {
  EXPECT_EQ(places()->exists("31001"), true);
  for (auto const* none : {"31999", "99999", "00000", "Toulouse", ""})
    EXPECT_EQ(places()->exists(none), false) << none;
  EXPECT_EQ(places()->exists("75056"), std::nullopt) << "of another region";
  EXPECT_EQ(Places{PlaceKnowledge{}}.exists("99999"), std::nullopt);
}

TEST_P(PlacesTest, TheReferenceTellsWhoIsInAndNeverWhoIsOut) {
  set_the_open_name_aside();
  EXPECT_EQ(places()->contains("rural", "09001"), true);
  EXPECT_EQ(places()->contains("rural", "31002"), std::nullopt);
  EXPECT_EQ(places()->contains("inconnu", "09001"), std::nullopt);
  EXPECT_EQ(places()->contains("rural", "75056"), std::nullopt);
}

TEST_P(PlacesTest, AListThatAPersonKeepsIsWholeOnceNoNameIsLeftToReview) {
  add("31002 ; Le Port ; partie");
  EXPECT_EQ(places()->contains("rural", "31001"), std::nullopt);
  set_the_open_name_aside();
  EXPECT_EQ(places()->contains("rural", "31001"), false);
  EXPECT_EQ(places()->contains("rural", "31002"), std::nullopt);  // only a part of it is
  EXPECT_EQ(places()->contains("rural", "09001"), true);
  // Before the version of that list, only the reference speaks.
  EXPECT_EQ(places("2024-12-31")->contains("rural", "31001"), std::nullopt);
}

TEST_P(PlacesTest, AFileGivesTheListAsAWhole) {
  auto const made = territory::import_zoning(
      database(),
      {.files = {write("liste.csv", "code,label,extent\n09002,,whole\n31001,Le Port,part\n")},
       .zoning = "qpv-quartier",
       .name = "Quartiers"},
      "test", territory::noon);
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(places()->contains("qpv-quartier", "09002"), true);
  EXPECT_EQ(places()->contains("qpv-quartier", "31001"), std::nullopt);
  EXPECT_EQ(places()->contains("qpv-quartier", "31002"), false);
}

TEST_P(PlacesTest, ACommuneIsInWhatHoldsItsGroup) {
  auto const made = territory::import_zoning(
      database(),
      {.files = {write("liste.csv",
                       "code,level,extent\n200000001,epci,whole\n31,department,part\n")},
       .zoning = "massif",
       .name = "Massif"},
      "test", territory::noon);
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(places()->contains("massif", "09001"), true);
  EXPECT_EQ(places()->contains("massif", "31001"), true);  // by its group, and in part besides
  EXPECT_EQ(places()->contains("massif", "31002"), std::nullopt);
  EXPECT_EQ(places()->contains("massif", "09002"), false);
}

TEST_P(PlacesTest, AnEditIsSeenAndWhatStandsIsKept) {
  auto const before = places();
  EXPECT_EQ(places(), before);
  EXPECT_NE(places("2024-01-01"), before);
  EXPECT_EQ(places(), before);
  add("31001");
  EXPECT_EQ(before->contains("rural", "31001"), std::nullopt);
  EXPECT_EQ(places()->contains("rural", "31001"), true);
  EXPECT_EQ(places("2024-01-01")->contains("rural", "31001"), std::nullopt);
}

TEST_P(PlacesTest, AFormerCommuneIsWhereItWentInto) {
  write("former-communes.csv",
        "code,name,until,or_before,into\n09099,Ancienne,2019-01-01,,09001\n");
  auto const loaded = load();
  ASSERT_TRUE(loaded) << loaded.error().detail;
  EXPECT_EQ(places()->population("09099"), 10);
  EXPECT_EQ(places()->contains("rural", "09099"), true);
}

TEST_P(PlacesTest, KeysOfZoningsToComeAreKnown) {
  EXPECT_EQ(places()->zonings(), (std::vector<std::string>{"massif", "rural"}));
}

TEST_P(PlacesTest, AFolderTellsTheSameAsOnceLoaded) {
  auto const reference = territory::read_folder(folder_);
  ASSERT_TRUE(reference.faults.empty());
  Places const read{places_of(reference)};
  auto const loaded = places();
  for (auto const* commune : {"09001", "09002", "31001", "31002", "75056"}) {
    EXPECT_EQ(read.population(commune), loaded->population(commune)) << commune;
    EXPECT_EQ(read.contains("rural", commune), loaded->contains("rural", commune)) << commune;
  }
  EXPECT_EQ(read.zonings(), loaded->zonings());
}

PACTE_ON_BOTH_DATABASES(PlacesTest);

}  // namespace
}  // namespace pacte::aid
