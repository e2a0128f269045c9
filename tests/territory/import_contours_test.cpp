// Contours and vintages, on a region of four communes that these tests draw.
#include "store/journal.hpp"
#include "territory/contour_store.hpp"
#include "territory/contours_support.hpp"
#include "territory/folder_fixture.hpp"
#include "territory/lookup.hpp"

namespace pacte::territory {
namespace {

namespace fs = std::filesystem;

std::string square_json(double west, double south, double side = 1) {
  return fmt::format("[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]", west, south,
                     west + side, south + side);
}

std::string feature(std::string const& properties, std::string const& rings) {
  return fmt::format(
      R"({{"type":"Feature","properties":{{{}}},"geometry":{{"type":"Polygon","coordinates":{}}}}})",
      properties, rings);
}

std::string code(std::string const& written) {
  return fmt::format(R"("code":"{}")", written);
}

// Four communes of one degree: 09001 and 09002 in the south, 31001 and 31002 in the north.
std::vector<std::string> features() {
  return {feature(code("09001"), square_json(1, 43)), feature(code("09002"), square_json(2, 43)),
          feature(code("31001"), square_json(1, 44)), feature(code("31002"), square_json(2, 44))};
}

class ImportContours : public TerritoryFolderTest {
 protected:
  void SetUp() override {
    TerritoryFolderTest::SetUp();
    if (IsSkipped()) return;
    write_four_communes("Bélesta-l'Étang");
    write("zoning-names.csv", "zoning,name\nrural,Zone rurale\nqpv,Quartiers prioritaires\n");
    write_zonings(
        "rural,commune,09001,whole,Foix-Ville,a.txt,1,\n"
        "qpv,commune,09001,part,Les Tilleuls,a.txt,2,\n"
        "rural,department,09,whole,Ariège,a.txt,3,\n");
  }
  fs::path write_contours(std::vector<std::string> const& all, std::string const& extra = "") {
    write("contours.geojson", fmt::format(R"({{"type":"FeatureCollection",{}"features":[{}]}})",
                                          extra, fmt::join(all, ",\n")));
    return folder_ / "contours.geojson";
  }

  void expect_refused(std::vector<std::string> const& all, std::string const& place,
                      std::string const& said, std::string const& extra = "") {
    auto const report = load({write_contours(all, extra)});
    ASSERT_FALSE(report);
    auto const found = std::ranges::find(report.error().fields, place, &FieldError::field);
    ASSERT_NE(found, report.error().fields.end()) << report.error().fields.at(0).field;
    EXPECT_NE(found->message.find(said), std::string::npos) << found->message;
    auto reading = database().read();
    EXPECT_TRUE(counts(reading).empty());
    EXPECT_TRUE(contours(reading, Level::commune).empty());
    EXPECT_TRUE(store::journal_page(reading, "", 0, 1).empty());
  }

  Result<Located> at(std::string_view lon, std::string_view lat, std::string_view date = "") {
    auto wanted = parse_place(lon, lat, date);
    if (!wanted) return std::unexpected(wanted.error());
    auto reading = database().read();
    return locate(reading, *keeper_.current(reading), *wanted, "2026-03-01");
  }

  AtlasKeeper keeper_;
};

TEST_P(ImportContours, areLoadedWithTheReferenceAndDissolvedUpwards) {
  auto const report = load({write_contours(features())});
  ASSERT_TRUE(report) << report.error().fields.at(0).message;
  EXPECT_FALSE(report->approximate);
  auto reading = database().read();
  EXPECT_EQ(contours(reading, Level::commune).size(), 4U);
  EXPECT_EQ(contours_of_communes(reading, {Level::department, "31"}).size(), 2U);
  auto const west = contours(reading, Level::epci).front();
  EXPECT_TRUE(holds(west.contour, to_vertex({1.5, 44})));
  EXPECT_FALSE(holds(west.contour, to_vertex({2.5, 44})));
  EXPECT_EQ(contours(reading, Level::department).size(), 2U);
  EXPECT_EQ(contours(reading, Level::arrondissement).size(), 2U);
  ASSERT_EQ(contours(reading, Level::region).size(), 1U);
  EXPECT_FALSE(contours(reading, Level::region).front().approximate);
}

TEST_P(ImportContours, importedAgainChangeNothingAndStayWithoutThem) {
  auto const file = write_contours(features());
  ASSERT_TRUE(load({file}));
  ASSERT_TRUE(load({file})->unchanged);
  EXPECT_TRUE(load()->unchanged);
  auto moved = features();
  moved[0] = feature(code("09001"), square_json(1.1, 43, 0.9));
  EXPECT_FALSE(load({write_contours(moved)})->unchanged);
  auto reading = database().read();
  EXPECT_EQ(store::journal_page(reading, "territoires", 0, 10).size(), 2U);
}

TEST_P(ImportContours, areMadeUpWhereNoneAreGiven) {
  auto const report = load();
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->approximate);
  EXPECT_TRUE(report->first);
  auto const found = at("1.5", "43.6");
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->approximate);
  EXPECT_EQ(found->territories.front().key.code, "09001");
  for (auto const& one : found->territories)
    EXPECT_FALSE(one.certain);
  for (auto const& one : found->zonings)
    EXPECT_FALSE(one.certain);
}

TEST_P(ImportContours, saysWhereAPointIsAndWhatIsCertain) {
  ASSERT_TRUE(load({write_contours(features())}));
  auto const found = at("1.25", "43.75");
  ASSERT_TRUE(found);
  std::vector<std::string> keys;
  for (auto const& one : found->territories) {
    keys.push_back(to_text(one.key));
    EXPECT_TRUE(one.certain);
  }
  EXPECT_EQ(keys, (std::vector<std::string>{"commune:09001", "epci:200000001", "arrondissement:091",
                                            "department:09", "region:76"}));
  std::map<std::string, bool> zonings;
  for (auto const& one : found->zonings)
    zonings[one.zoning.zoning + " " + to_text(one.key)] = one.certain;
  EXPECT_EQ(zonings, (std::map<std::string, bool>{{"qpv commune:09001", false},
                                                  {"rural commune:09001", true},
                                                  {"rural department:09", true}}));
  // A shared border is the eastern commune's; the eastern rim belongs to what it touches.
  EXPECT_EQ(at("2", "43.5")->territories.front().key.code, "09002");
  EXPECT_EQ(at("3", "43.5")->territories.front().key.code, "09002");
  EXPECT_EQ(at("2", "44")->territories.front().key.code, "31002");
  EXPECT_EQ(at("4.5", "43.5").error().kind, ProblemKind::not_found);
}

TEST_P(ImportContours, badPlacesAreExplained) {
  auto const said = [](std::string_view lon, std::string_view lat, std::string_view date = "") {
    auto const wanted = parse_place(lon, lat, date);
    return wanted ? std::string{} : wanted.error().detail;
  };
  EXPECT_EQ(said("1.25", "43.75", "2018-01-01"), "");
  EXPECT_NE(said("", "43").find("Il faut"), std::string::npos);
  EXPECT_NE(said("1,25", "43").find("Il faut"), std::string::npos);
  EXPECT_NE(said("nan", "43").find("Il faut"), std::string::npos);
  EXPECT_NE(said("574357.8", "6279642.7").find("Lambert 93"), std::string::npos);
  EXPECT_NE(said("43.6", "1.44").find("inversées"), std::string::npos);
  EXPECT_NE(said("500", "43").find("degrés"), std::string::npos);
  EXPECT_NE(said("179.9", "-17").find("pas en France"), std::string::npos);
  EXPECT_NE(said("1.25", "43.75", "2018").find("date"), std::string::npos);
  EXPECT_NE(said("1.25", "43.75", "2018-02-30").find("date"), std::string::npos);
}

TEST_P(ImportContours, refusesACrossingAndSaysWhere) {
  auto all = features();
  all[1] = feature(code("09002"), "[[[2,43],[3,44],[3,43],[2,44],[2,43]]]");
  expect_refused(all, "contours.geojson (objet 2)", "se recoupe, en (lon 2.50000, lat 43.50000)");
}

TEST_P(ImportContours, refusesLambert93) {
  auto all = features();
  all[0] = feature(code("09001"), square_json(574357, 6279642, 1000));
  expect_refused(all, "contours.geojson (objet 1)", "Lambert 93");
}

TEST_P(ImportContours, refusesLongitudeAndLatitudeSwapped) {
  auto all = features();
  all[2] = feature(code("31001"), square_json(44, 1));
  expect_refused(all, "contours.geojson (objet 3)", "inversées");
}

TEST_P(ImportContours, refusesAContourOutOfFrance) {
  auto all = features();
  all[3] = feature(code("31002"), "[[[-179.9,44],[179.9,44],[179.9,45],[-179.9,45],[-179.9,44]]]");
  expect_refused(all, "contours.geojson (objet 4)", "n’est pas en France");
}

TEST_P(ImportContours, refusesACommuneOfAnotherRegionByItsName) {
  auto all = features();
  all.push_back(feature(R"("INSEE_COM":"33063","NOM":"Bordeaux")", square_json(1, 45)));
  expect_refused(all, "contours.geojson (objet 5)",
                 "Bordeaux (33063) est une commune d’une autre région");
}

TEST_P(ImportContours, refusesAnUnknownCodeAMissingOneAndADuplicate) {
  auto all = features();
  all[0] = feature(code("09099"), square_json(1, 43));
  all.push_back(feature(code("09002"), square_json(2, 43)));
  all.push_back(feature(R"("nom":"sans code")", square_json(2, 43)));
  expect_refused(all, "contours.geojson (objet 1)", "n’est pas dans le référentiel");
  expect_refused(all, "contours.geojson (objet 5)", "déjà dans contours.geojson, objet 2");
  expect_refused(all, "contours.geojson (objet 6)", "aucun code");
  expect_refused(all, "--contours", "Foix-Ville (09001)");
}

TEST_P(ImportContours, refusesAContourThatDoesNotHoldItsPoint) {
  auto all = features();
  all[0] = feature(code("09002"), square_json(1, 43));
  all[1] = feature(code("09001"), square_json(2, 43));
  expect_refused(all, "contours.geojson (objet 1)", "n’est pas dans ce contour");
}

TEST_P(ImportContours, refusesWhatIsNoPolygon) {
  auto all = features();
  all[0] =
      R"({"type":"Feature","properties":{"code":"09001"},"geometry":{"type":"Point","coordinates":[1,43]}})";
  expect_refused(all, "contours.geojson (objet 1)", "il faut un polygone");
}

TEST_P(ImportContours, refusesAFileThatIsNotThereOrNotReadable) {
  EXPECT_EQ(load({folder_ / "none.geojson"}).error().fields.at(0).field, "none.geojson");
  write("junk.geojson", "{\"type\":\"FeatureCollection\",\"features\":[{\"type\"");
  auto const cut = load({folder_ / "junk.geojson"});
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().fields.at(0).field, "junk.geojson");
  write("text.gpkg", "not a database");
  EXPECT_FALSE(load({folder_ / "text.gpkg"}));
}

TEST_P(ImportContours, mendsCodesThatLostTheirZero) {
  auto all = features();
  all[0] = feature(R"("code_insee":9001)", square_json(1, 43));
  auto const report = load({write_contours(all)});
  ASSERT_TRUE(report) << report.error().fields.at(0).message;
  ASSERT_EQ(report->notices.size(), 1U);
  EXPECT_NE(report->notices[0].find("9001 devient 09001"), std::string::npos);
}

TEST_P(ImportContours, saysWhatANewVintageChanges) {
  ASSERT_TRUE(load({write_contours(features())}));
  // 09002 goes into 09001, and 31001 takes another name.
  write("region.csv", "code,name,seat,population,communes\n76,Occitanie,31001,100,3\n");
  write("departments.csv",
        "code,name,seat,population,communes\n09,Ariège,09001,30,1\n31,Haute-Garonne,31001,70,2\n");
  write("arrondissements.csv",
        "code,name,department,seat,population,communes\n091,Foix,09,09001,30,1\n"
        "313,Toulouse,31,31001,70,2\n");
  write("epci.csv",
        "siren,name,type,population,members,population_total,members_total,departments\n"
        "200000001,CC Ouest,CC,70,2,70,2,09|31\n200000002,CC Est,CC,30,1,30,1,31\n");
  write("communes.csv",
        "code,name,department,arrondissement,epci,population,postal_codes,lon,lat\n"
        "09001,Foix-Ville,09,091,200000001,30,09000,1.5,43.5\n"
        "31001,Rivière-sur-Garonne,31,313,200000001,40,31000,1.5,44.5\n"
        "31002,Montagne,31,313,200000002,30,31000,2.5,44.5\n");
  write("former-communes.csv",
        "code,name,until,or_before,into\n09002,Bélesta-l'Étang,2019-01-01,,09001\n"
        "09003,Vieux-Bourg,1972-01-01,yes,09002\n");
  auto const report = load();
  ASSERT_TRUE(report) << report.error().fields.at(0).message;
  EXPECT_FALSE(report->approximate);  // each commune still has the contour loaded before
  ASSERT_EQ(report->changes.merged.size(), 1U);
  EXPECT_EQ(report->changes.merged[0].code, "09002");
  ASSERT_EQ(report->changes.renamed.size(), 1U);
  EXPECT_EQ(report->changes.renamed[0].after.name, "Rivière-sur-Garonne");
  EXPECT_TRUE(report->changes.added.empty());
  EXPECT_TRUE(report->changes.gone.empty());
  EXPECT_EQ(report->changes.repeopled, 1U);
  {
    // A fact of before on a former commune is found under the one of today, in one step or two.
    auto reading = database().read();
    EXPECT_EQ(successor(reading, "09002"), (Key{Level::commune, "09001"}));
    EXPECT_EQ(successor(reading, "09003"), (Key{Level::commune, "09001"}));
    EXPECT_FALSE(successor(reading, "09001"));
    auto const former = former_communes_of(reading, "09001");
    ASSERT_EQ(former.size(), 2U);
    EXPECT_EQ(since_when(former[0]), "depuis le 2019-01-01");
    EXPECT_EQ(since_when(former[1]), "depuis le 1972-01-01 au plus tard");
    auto const found =
        search_or_nearest(reading, keeper_, "belesta letang", std::nullopt, std::nullopt, 5);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front().territory.key.code, "09001");
  }
  EXPECT_TRUE(at("1.5", "43.5")->territories.front().certain);
  auto const then = at("1.5", "43.5", "2018-06-01");
  EXPECT_FALSE(then->territories.front().certain);
  ASSERT_EQ(then->former.size(), 1U);
  EXPECT_EQ(then->former[0].code, "09002");
  fs::remove(folder_ / "former-communes.csv");
  EXPECT_TRUE(load()->unchanged);  // what became of a commune is not forgotten
}

TEST_P(ImportContours, refusesFormerCommunesThatLeadNowhere) {
  write("former-communes.csv",
        "code,name,until,or_before,into\n09005,A,2019-01-01,,09006\n"
        "09006,B,2020-01-01,,09005\n09001,C,2019,non,31001\n");
  auto const report = load();
  ASSERT_FALSE(report);
  std::map<std::string, std::string> faults;
  for (auto const& one : report.error().fields)
    faults[one.field] += one.message;
  EXPECT_NE(faults["former-communes.csv:2"].find("revient"), std::string::npos);
  EXPECT_NE(faults["former-communes.csv:4"].find("2018-01-01"), std::string::npos);
  EXPECT_NE(faults["former-communes.csv:4"].find("encore dans communes.csv"), std::string::npos);
  EXPECT_NE(faults["former-communes.csv:4"].find("or_before"), std::string::npos);
}

PACTE_ON_BOTH_DATABASES(ImportContours);

class RealContours : public ImportContours {};

TEST_P(RealContours, ofTheWholeRegionAreLoaded) {
  auto const file = testing::real_contours() / "communes.geojson";
  if (!fs::exists(file)) GTEST_SKIP() << "no contours of real communes here";
  auto const report = import_territories(
      database(), fs::path(PACTE_SOURCE_DIR) / "data" / "territory", "test", noon, {file});
  ASSERT_TRUE(report) << report.error().fields.at(0).message;
  EXPECT_FALSE(report->approximate);
  EXPECT_EQ(at("1.4442", "43.6044")->territories.front().key.code, "31555");
  EXPECT_EQ(at("1.9806", "42.4630").error().kind, ProblemKind::not_found);  // Llívia, Spain
  auto reading = database().read();
  EXPECT_EQ(contours(reading, Level::epci).size(), 164U);
  EXPECT_EQ(contours(reading, Level::department).size(), 13U);
  for (auto const& commune : list_territories(reading, Level::commune, std::nullopt, 10'000))
    EXPECT_EQ(keeper_.current(reading)->at(*commune.place), commune.key) << commune.name;
}

PACTE_ON_BOTH_DATABASES(RealContours);

}  // namespace
}  // namespace pacte::territory
