#include "territory/operations/import_zoning.hpp"

#include "territory/atlas.hpp"
#include "territory/lookup.hpp"
#include "territory/zoning_fixture.hpp"

namespace pacte::territory {
namespace {

using Labels = std::vector<std::string>;

class ImportZoningTest : public ZoningTest {
 protected:
  Result<ZoningImport> import(std::filesystem::path const& file, std::string const& from = "",
                              std::string const& name = "Quartiers") {
    return import_zoning(database(), {.files = {file}, .zoning = "qpv", .name = name, .from = from},
                         "test", noon);
  }
  Result<ZoningImport> import_table(std::string const& text, std::string const& from = "") {
    return import(write("membres.csv", text), from);
  }
  Result<ZoningImport> import_contours(std::vector<std::string> const& features,
                                       std::string const& from = "") {
    return import(write("contours.geojson", collection(features)), from);
  }

  void expect_refused(Result<ZoningImport> const& made, std::string const& place,
                      std::string const& said) {
    ASSERT_FALSE(made);
    ASSERT_FALSE(made.error().fields.empty()) << made.error().detail;
    auto const& fault = made.error().fields.front();
    EXPECT_EQ(fault.field, place);
    EXPECT_NE(fault.message.find(said), std::string::npos) << fault.message;
    EXPECT_TRUE(versions("qpv").empty());
    EXPECT_EQ(last_entry().entry.operation, "import_territories");
  }

  std::map<std::string, bool> at(std::string_view lon, std::string_view lat,
                                 std::string_view date = "") {
    auto wanted = parse_place(lon, lat, date);
    auto reading = database().read();
    AtlasKeeper keeper;
    auto const located =
        locate(reading, *keeper.current(reading), std::move(*wanted), "2026-03-01");
    std::map<std::string, bool> found;
    for (auto const& one : located->zonings)
      found[one.zoning.zoning + " " + one.zoning.label] = one.certain;
    return found;
  }
};

TEST_P(ImportZoningTest, ATableOfCodesInFrenchIsAVersion) {
  auto const made =
      import_table("Code;Libellé;Étendue\n9001;;entier\n31001;Le Port;partie\n", "2024-01-01");
  ASSERT_TRUE(made) << made.error().detail;
  EXPECT_EQ(made->members, 2U);
  ASSERT_EQ(made->notices.size(), 1U);
  EXPECT_NE(made->notices[0].find("9001 devient 09001"), std::string::npos);
  EXPECT_EQ(labels("qpv", "2024-01-01"), (Labels{"Foix-Ville", "Le Port"}));
  EXPECT_TRUE(labels("qpv", "2023-12-31").empty());
  auto const entry = last_entry().entry;
  EXPECT_EQ(entry.operation, "import_zoning");
  EXPECT_EQ(entry.payload.at("added").size(), 2U);
  EXPECT_EQ(at("1.5", "43.5"),
            (std::map<std::string, bool>{{"qpv Foix-Ville", true}, {"rural Foix-Ville", true}}));
  EXPECT_EQ(at("1.5", "44.5"), (std::map<std::string, bool>{{"qpv Le Port", false}}));
  EXPECT_TRUE(at("1.5", "44.5", "2020-01-01").empty());
}

TEST_P(ImportZoningTest, TheNextVersionSaysWhatChanges) {
  ASSERT_TRUE(import_table("code\n09001\n31001\n", "2015-01-01"));
  auto const next = import_table("code,extent\n09001,whole\n31002,part\n", "2024-01-01");
  ASSERT_TRUE(next);
  EXPECT_EQ(next->before->from, "2015-01-01");
  ASSERT_EQ(next->difference.added.size(), 1U);
  EXPECT_EQ(next->difference.added[0].label, "Montagne");
  EXPECT_EQ(next->difference.removed.at(0).label, "Rivière");
  EXPECT_EQ(labels("qpv", "2020-06-01"), (Labels{"Foix-Ville", "Rivière"}));
  EXPECT_EQ(labels("qpv", "2026-01-01"), (Labels{"Foix-Ville", "Montagne"}));
  auto const again = import_table("code,extent\n09001,whole\n31002,part\n", "2024-01-01");
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->unchanged);
  EXPECT_EQ(versions("qpv").size(), 2U);
}

TEST_P(ImportZoningTest, ContoursAreLocatedAndMakePointsCertain) {
  auto const made = import_contours({quarter("QN1", "Les Tilleuls", square(1.4, 43.4, 0.2)),
                                     quarter("QN2", "Le Pont", square(1.9, 44.4, 0.2)),
                                     // Its border is shared with the first one: no overlap.
                                     quarter("QN3", "Les Ormes", square(1.6, 43.4, 0.1))});
  ASSERT_TRUE(made) << made.error().fields.at(0).message;
  EXPECT_EQ(made->drawn, 3U);
  auto reading = database().read();
  auto const members = zoning_members(reading, "qpv", 1);
  ASSERT_EQ(members.size(), 3U);
  EXPECT_EQ(members[0].extent, MemberExtent::part);
  ASSERT_EQ(members[0].places.size(), 1U);
  EXPECT_NEAR(*members[0].places[0].share, 0.04, 1e-9);
  ASSERT_EQ(members[1].places.size(), 2U);
  EXPECT_EQ(members[1].places[0].key.code, "31001");
  EXPECT_NEAR(*members[1].places[1].share, 0.02, 1e-9);
  EXPECT_EQ(at("1.5", "43.5").at("qpv Les Tilleuls"), true);
  EXPECT_FALSE(at("1.2", "43.2").contains("qpv Les Tilleuls"));
  EXPECT_EQ(at("2.05", "44.5"), (std::map<std::string, bool>{{"qpv Le Pont", true}}));
}

TEST_P(ImportZoningTest, OverlapsAreRefusedAndSliversAreNot) {
  expect_refused(import_contours({quarter("QN1", "Les Tilleuls", square(1.4, 43.4, 0.2)),
                                  quarter("QN2", "Le Pont", square(1.5, 43.4, 0.2))}),
                 "contours.geojson (objet 2)", "Le Pont (QN2) et de Les Tilleuls (QN1)");
  EXPECT_TRUE(import_contours({quarter("QN1", "Les Tilleuls", square(1.4, 43.4, 0.2)),
                               quarter("QN2", "Le Pont", square(1.5999, 43.4, 0.2))}));
}

TEST_P(ImportZoningTest, BadContoursAreExplained) {
  expect_refused(import_contours({quarter("QN1", "Loin", square(-1, 47, 0.1))}),
                 "contours.geojson (objet 1)", "autre région");
  expect_refused(import_contours({quarter("QN1", "Mètres", square(574357, 6279642, 100))}),
                 "contours.geojson (objet 1)", "Lambert 93");
  expect_refused(import_contours({quarter("QN1", "Fidji", square(179, 43, 0.1))}),
                 "contours.geojson (objet 1)", "pas en France");
  expect_refused(import_contours({quarter("QN1", "Un", square(1.1, 43.1, 0.1)),
                                  quarter("QN1", "Deux", square(1.5, 43.5, 0.1))}),
                 "contours.geojson (objet 2)", "déjà en contours.geojson (objet 1)");
  expect_refused(import_contours({feature("{}", square(1.1, 43.1, 0.1))}),
                 "contours.geojson (objet 1)", "aucun code");
  expect_refused(
      import_contours({quarter(
          "QN1", "Croisé",
          R"({"type":"Polygon","coordinates":[[[1.1,43.1],[1.2,43.2],[1.2,43.1],[1.1,43.2],[1.1,43.1]]]})")}),
      "contours.geojson (objet 1)", "se recoupe");
  expect_refused(
      import_contours({quarter("QN1", "Point", R"({"type":"Point","coordinates":[1.5,43.5]})")}),
      "contours.geojson (objet 1)", "Point");
}

TEST_P(ImportZoningTest, BadTablesAreExplained) {
  expect_refused(import_table("code\n33063\n"), "membres.csv:2", "autre région");
  expect_refused(import_table("code\n09001\n09003\n"), "membres.csv:3", "pas dans le référentiel");
  expect_refused(import_table("code\n09001\n9001\n"), "membres.csv:3", "déjà");
  expect_refused(import_table("nom\nFoix\n"), "membres.csv:1", "« code »");
  expect_refused(import_table("code,niveau\n09001,canton\n"), "membres.csv:2", "canton");
  expect_refused(import_table("code,extent\n09001,moitié\n"), "membres.csv:2", "moitié");
  expect_refused(import_table("code\n\xe9\n"), "membres.csv:2", "UTF-8");
  EXPECT_FALSE(import_table("code\n"));
  EXPECT_FALSE(import(folder_ / "absent.csv"));
  EXPECT_FALSE(import(folder_ / "absent.geojson"));
}

TEST_P(ImportZoningTest, BadRequestsAreRefused) {
  auto const table = write("membres.csv", "code\n09001\n");
  auto const said = [&](ImportZoning const& wanted) {
    auto const made = import_zoning(database(), wanted, "test", noon);
    return made || made.error().fields.empty() ? std::string{} : made.error().fields[0].field;
  };
  EXPECT_EQ(said({.files = {table}, .zoning = "commune", .name = "X"}), "zoning");
  EXPECT_EQ(said({.files = {table}, .zoning = "qpv", .name = "X", .from = "2024-13-01"}), "from");
  EXPECT_EQ(said({.files = {table},
                  .zoning = "qpv",
                  .name = "X",
                  .from = "2024-01-02",
                  .until = "2024-01-01"}),
            "until");
  EXPECT_EQ(said({.files = {table}, .zoning = "qpv"}), "name");
  EXPECT_EQ(said({.files = {}, .zoning = "qpv", .name = "X"}), "files");
  EXPECT_TRUE(versions("qpv").empty());
}

TEST_P(ImportZoningTest, AReferenceLoadedAgainLeavesWhatFilesMade) {
  ASSERT_TRUE(import_table("code\n31001\n"));
  write_zonings("rural,commune,09002,whole,Bélesta,a.txt,1,\n");
  ASSERT_TRUE(load());
  EXPECT_EQ(labels("qpv", "2026-01-01"), (Labels{"Rivière"}));
  EXPECT_EQ(labels("rural", "2026-01-01"), (Labels{"Bélesta"}));
  EXPECT_EQ(versions("rural").size(), 1U);
}

PACTE_ON_BOTH_DATABASES(ImportZoningTest);

}  // namespace
}  // namespace pacte::territory
