// Addresses typed by hand: with the service, without it, and when it fails.
#include <gmock/gmock.h>

#include "territory/address_lookup.hpp"
#include "territory/address_server.hpp"
#include "territory/operations/import_territories.hpp"
#include "territory/outside_address.hpp"
#include "territory/territory_fixture.hpp"

namespace pacte::territory {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string feature(std::string const& label, std::string const& commune, double lon, double lat) {
  return fmt::format(
      R"({{"type":"Feature","geometry":{{"type":"Point","coordinates":[{},{}]}},"properties":)"
      R"({{"label":"{}","score":0.87,"citycode":"{}","postcode":"34000"}}}})",
      lon, lat, label, commune);
}

std::string collection(std::vector<std::string> const& features) {
  return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", fmt::join(features, ","));
}

TEST(Addresses, TheAnswerOfTheServiceIsRead) {
  auto const hits = parse_addresses(
      collection({feature("12 Rue de la République 34000 Montpellier", "34172", 3.88, 43.6),
                  feature("Nulle part", "34172", -120, 3), feature("", "34172", 3, 43),
                  feature("Sans commune", "", 3, 43), R"({"type":"Feature"})", "3"}),
      5);
  ASSERT_TRUE(hits);
  ASSERT_EQ(hits->size(), 1U);
  EXPECT_EQ(hits->front().commune, "34172");
  EXPECT_EQ(hits->front().postal_code, "34000");
  EXPECT_DOUBLE_EQ(hits->front().score, 0.87);
  EXPECT_DOUBLE_EQ(hits->front().place.latitude, 43.6);
  for (auto const* wrong :
       {"", "[]", "{}", "null", R"({"features":3})", "<html>", "{\"features\":["})
    EXPECT_FALSE(parse_addresses(wrong, 5)) << wrong;
}

TEST(Addresses, LookOtherThanNames) {
  for (auto const* address : {"12 rue de la République, Montpellier", "34000 Montpellier",
                              "place de la Comédie Montpellier", "3 bis av Foch"})
    EXPECT_TRUE(looks_like_address(address)) << address;
  for (auto const* name : {"", "Montpellier", "34000", "Saint-Jean-de-Védas", "clermont lherault"})
    EXPECT_FALSE(looks_like_address(name)) << name;
}

TEST(Addresses, PartsThatMayNameACommune) {
  EXPECT_THAT(commune_parts("12 rue X, 34000 Montpellier"),
              ::testing::IsSupersetOf({"montpellier", "34000", "34000 montpellier"}));
  EXPECT_EQ(commune_parts("12 rue X, 34000 Montpellier").front(), "montpellier");
  EXPECT_THAT(commune_parts("rue Haute, Saint-Gilles"), ::testing::Contains("saint gilles"));
  EXPECT_THAT(commune_parts("Foix"), ElementsAre("foix"));
  EXPECT_TRUE(commune_parts("  ").empty());
}

TEST(AddressServiceFault, OnlyHttpsOrThisMachine) {
  for (auto const* good : {"https://data.geopf.fr/geocodage", "http://127.0.0.1:8080",
                           "http://localhost/x", "http://[::1]:80"})
    EXPECT_EQ(outside_address_fault(good), "") << good;
  for (auto const* wrong :
       {"http://example.org", "ftp://localhost", "", "example", "https://u:p@example.org",
        "https://example.org/?q=1", "file:///etc/passwd", "http://127.evil.example"})
    EXPECT_NE(outside_address_fault(wrong), "") << wrong;
}

class FindAddress : public TerritoryDatabaseTest {
 protected:
  void SetUp() override {
    TerritoryDatabaseTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(import_territories(
        database(), std::filesystem::path(PACTE_SOURCE_DIR) / "data/territory", "test", noon));
  }
  AddressAnswer find(AddressService const& service, std::string_view typed) {
    auto reading = database().read();
    return find_address(reading, keeper_, service, typed);
  }
  static std::vector<std::string> codes(AddressAnswer const& answer) {
    std::vector<std::string> all;
    for (auto const& one : answer.found)
      all.push_back(one.commune.key.code);
    return all;
  }

  AtlasKeeper keeper_;
};

constexpr auto typed = "12 rue de la République, Montpellier";

TEST_P(FindAddress, WithoutAServiceTheCommuneAloneIsKnown) {
  AddressService const none{""};
  auto const found = find(none, typed);
  EXPECT_THAT(codes(found), ElementsAre("34172"));
  EXPECT_FALSE(found.found[0].place);
  EXPECT_THAT(found.note, HasSubstr("aucun service"));
  EXPECT_THAT(codes(find(none, "3 av. Foch 31000 toulouse")), ElementsAre("31555"));
  EXPECT_THAT(codes(find(none, "4 impasse du Puits 34800")), ::testing::Contains("34079"));
  EXPECT_THAT(codes(find(none, "2 chemin Vert, clermont lherault")), ElementsAre("34079"));
  auto const nowhere = find(none, "12 rue Xyz, Zzzzqqq");
  EXPECT_TRUE(nowhere.found.empty());
  EXPECT_THAT(nowhere.note, HasSubstr("Aucune commune"));
}

TEST_P(FindAddress, TheServiceGivesThePoint) {
  testing::AddressServer server;
  server.answer(
      {collection({feature("12 Rue de la République 34000 Montpellier", "34172", 3.88, 43.6),
                   feature("12 Rue de la République 75011 Paris", "75111", 2.36, 48.86)})});
  AddressService const service{server.base() + "/"};
  auto const found = find(service, typed);
  EXPECT_THAT(codes(found), ElementsAre("34172"));
  EXPECT_EQ(found.note, "");
  ASSERT_TRUE(found.found[0].place);
  EXPECT_DOUBLE_EQ(found.found[0].place->longitude, 3.88);
  EXPECT_THAT(server.asked(),
              ElementsAre("GET /geo/search/?q=12%20rue%20de%20la%20R%C3%A9publique%2C%20"
                          "Montpellier&limit=5 HTTP/1.1"));
}

TEST_P(FindAddress, WhatItDoesNotKnowIsSoughtByCommune) {
  testing::AddressServer server;
  AddressService const service{server.base()};
  server.answer({collection({})});
  EXPECT_THAT(codes(find(service, typed)), ElementsAre("34172"));
  EXPECT_THAT(find(service, typed).note, HasSubstr("ne connaît pas"));
  server.answer({collection({feature("Paris", "75111", 2.36, 48.86)})});
  EXPECT_THAT(find(service, typed).note, HasSubstr("hors de la région"));
}

TEST_P(FindAddress, AServiceThatFailsLeavesTheCommune) {
  testing::AddressServer server;
  testing::AddressServer elsewhere;
  AddressService const service{server.base()};
  elsewhere.answer({collection({feature("12 Rue", "34172", 3.88, 43.6)})});
  for (auto const& wrong : {testing::AddressServer::Answer{"{\"features\":"},
                            {"", 503},
                            {"<html>"},
                            {std::string(300 * 1024, ' ')},
                            {"", 302, fmt::format("Location: {}/search/\r\n", elsewhere.base())}}) {
    server.answer(wrong);
    auto const found = find(service, typed);
    EXPECT_THAT(codes(found), ElementsAre("34172")) << wrong.status;
    EXPECT_THAT(found.note, HasSubstr("ne répond pas")) << wrong.status;
    auto const asked = service.search(typed);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().kind, ProblemKind::unavailable);
  }
  EXPECT_TRUE(elsewhere.asked().empty());
  EXPECT_FALSE(AddressService{"http://127.0.0.1:1"}.search(typed));
}

PACTE_ON_BOTH_DATABASES(FindAddress);

TEST(AddressServiceWait, IsThreeSecondsAtMost) {
  testing::AddressServer server;
  server.answer({.body = collection({}), .wait = std::chrono::milliseconds{3'500}});
  auto const begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(AddressService{server.base()}.search(typed));
  auto const took = std::chrono::steady_clock::now() - begun;
  EXPECT_LT(took, std::chrono::milliseconds{3'400});
}

}  // namespace
}  // namespace pacte::territory
