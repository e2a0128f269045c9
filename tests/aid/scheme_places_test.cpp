#include "aid/scheme_places.hpp"

#include "aid/scheme_fixture.hpp"
#include "aid/site_fixture.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::aid {
namespace {

using territory::Level;
using territory::Territory;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;

class SchemePlacesTest : public OnSite<SchemeTest> {
 protected:
  void SetUp() override {
    OnSite::SetUp();
    if (IsSkipped()) return;
    territory::Reference reference;
    reference.territories.push_back(place(Level::region, "76", "Occitanie"));
    reference.territories.push_back(place(Level::department, "31", "Haute-Garonne"));
    reference.territories.push_back(place(Level::department, "34", "Hérault"));
    reference.territories.push_back(place(Level::commune, "31555", "Toulouse", "31"));
    reference.territories.push_back(place(Level::commune, "34172", "Montpellier", "34"));
    auto writing = database().write();
    territory::replace_reference(writing, reference, {}, noon);
    territory::put_zoning(writing, {"qpv", "Quartiers prioritaires"});
    std::vector<territory::Member> const members{
        {.label = "Mosson", .places = {{.key = {Level::commune, "34172"}}}}};
    territory::put_version(writing, "qpv", {.number = 1, .from = "2024-01-01"}, members);
    writing.commit();
    describe();
  }

  static Territory place(Level level, std::string const& code, std::string const& name,
                         std::string const& department = "") {
    Territory made;
    made.key = {level, code};
    made.name = name;
    made.department = department;
    return made;
  }

  /// The scheme of the fixture, published with these places.
  void publish(Texts const& places) {
    auto const begun = draft();
    auto content = complete(begun.content);
    content.places = places;
    auto const saved = save_scheme(database(), noon, officer("ada"), {ref(begun), content});
    ASSERT_TRUE(saved);
    auto const waiting = propose_scheme(database(), noon, officer("ada"), ref(*saved));
    ASSERT_TRUE(publish_scheme(database(), noon, officer("bob"), ref(*waiting)));
  }

  std::size_t found(std::string const& commune) {
    return api("/api/v1/schemes?territory=" + commune)["items"].size();
  }
};

TEST_P(SchemePlacesTest, areReadAsTheirAddressesEnd) {
  EXPECT_EQ(parse_place("commune/31555")->territory, (territory::Key{Level::commune, "31555"}));
  EXPECT_EQ(parse_place("zonages/qpv")->zoning, "qpv");
  for (auto const* text : {"Toulouse", "commune/", "ville/31555", "", "/31555"})
    EXPECT_FALSE(parse_place(text)) << text;
}

TEST_P(SchemePlacesTest, aSchemeIsFoundFromTheCommunesThatItsPlacesHold) {
  publish({"departement/31"});
  EXPECT_EQ(found("31555"), 3U);  // and the two that are not limited
  EXPECT_EQ(found("34172"), 2U);
  EXPECT_EQ(found("Toulouse"), 3U);
  EXPECT_EQ(get("/api/v1/schemes?territory=Atlantis").status, 400);
  EXPECT_THAT(get("/dispositifs?territory=31555").body, HasSubstr("aide-au-velo"));
  EXPECT_THAT(get("/dispositifs?territory=montpellier").body, Not(HasSubstr("aide-au-velo")));
  EXPECT_THAT(get("/dispositifs?territory=Atlantis").body,
              HasSubstr("« Atlantis » n’est pas une valeur du critère"));
}

TEST_P(SchemePlacesTest, aZoningHoldsTheCommunesThatItTouches) {
  publish({"zonages/qpv"});
  EXPECT_EQ(found("34172"), 3U);
  EXPECT_EQ(found("31555"), 2U);
}

TEST_P(SchemePlacesTest, areShownWithTheirPages) {
  publish({"commune/34172", "zonages/qpv"});
  auto const page = get("/dispositifs/region/aide-au-velo").body;
  EXPECT_THAT(page, HasSubstr("<a href=\"/territoires/commune/34172\">Montpellier (Commune)</a>"));
  EXPECT_THAT(page, HasSubstr("<a href=\"/territoires/zonages/qpv\">Quartiers prioritaires</a>"));
  EXPECT_EQ(api("/api/v1/schemes/region/aide-au-velo")["content"]["places"][0], "commune/34172");
}

TEST_P(SchemePlacesTest, refusesOneThatDoesNotExist) {
  auto const begun = draft();
  auto content = begun.content;
  for (auto const* place : {"commune/99999", "zonages/perdu", "Toulouse"}) {
    content.places = {place};
    EXPECT_EQ(fields_of(save_scheme(database(), noon, officer("ada"), {ref(begun), content})),
              Fields{"places"})
        << place;
  }
}

PACTE_ON_BOTH_DATABASES(SchemePlacesTest);

}  // namespace
}  // namespace pacte::aid
