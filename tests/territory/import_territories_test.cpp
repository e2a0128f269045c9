#include "territory/operations/import_territories.hpp"

#include <fstream>
#include <sstream>

#include "store/journal.hpp"
#include "territory/store.hpp"
#include "territory/territory_fixture.hpp"

namespace pacte::territory {
namespace {

namespace fs = std::filesystem;

fs::path const reference = fs::path(PACTE_SOURCE_DIR) / "data" / "territory";

class ImportTerritories : public TerritoryDatabaseTest {
 protected:
  void SetUp() override {
    TerritoryDatabaseTest::SetUp();
    if (IsSkipped()) return;
    copy_ = fs::temp_directory_path() / ("pacte_territory_" + random_hex(6));
    fs::copy(reference, copy_, fs::copy_options::recursive);
  }
  void TearDown() override {
    TerritoryDatabaseTest::TearDown();
    if (!copy_.empty()) fs::remove_all(copy_);
  }

  Result<TerritoryImport> import(fs::path const& folder) {
    return import_territories(database(), folder, "test", noon);
  }

  void replace(std::string const& file, std::string const& from, std::string const& to) {
    std::ostringstream read;
    read << std::ifstream{copy_ / file, std::ios::binary}.rdbuf();
    auto text = std::move(read).str();
    auto const at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    std::ofstream{copy_ / file, std::ios::binary} << text;
  }

  void expect_refused(std::string const& place, std::string const& said) {
    auto const report = import(copy_);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ProblemKind::invalid);
    auto const found = std::ranges::find(report.error().fields, place, &FieldError::field);
    ASSERT_NE(found, report.error().fields.end()) << report.error().fields.at(0).field;
    EXPECT_NE(found->message.find(said), std::string::npos) << found->message;
    auto reading = database().read();
    EXPECT_TRUE(counts(reading).empty());
    EXPECT_TRUE(store::journal_page(reading, "", 0, 1).empty());
  }

  fs::path copy_;
};

TEST_P(ImportTerritories, loadsTheWholeRegionWithItsLinks) {
  auto const report = import(reference);
  ASSERT_TRUE(report) << report.error().fields.at(0).field << " "
                      << report.error().fields.at(0).message;
  EXPECT_EQ(report->communes, 4446U);
  EXPECT_EQ(report->epci, 164U);
  EXPECT_EQ(report->departments, 13U);
  EXPECT_EQ(report->zoning_members, 201U);
  auto reading = database().read();
  auto const toulouse = territory(reading, {Level::commune, "31555"});
  ASSERT_TRUE(toulouse);
  EXPECT_EQ(toulouse->name, "Toulouse");
  EXPECT_EQ(toulouse->epci, "243100518");
  EXPECT_TRUE(toulouse->place);
  EXPECT_GE(toulouse->postal_codes.size(), 5U);
  EXPECT_EQ(members(reading, {Level::epci, "243100518"}, Level::commune, "", 100).size(), 37U);
  // This EPCI has communes in two departments: both show it.
  for (auto const* department : {"31", "81"}) {
    auto const there = members(reading, {Level::department, department}, Level::epci, "", 100);
    EXPECT_TRUE(std::ranges::any_of(there, [](auto const& t) { return t.key.code == "200034023"; }))
        << department;
  }
  EXPECT_EQ(zonings(reading, {Level::commune, "30007"}).size(), 5U);
}

TEST_P(ImportTerritories, importedAgainChangesNothingAndWritesNothing) {
  ASSERT_TRUE(import(copy_));
  auto const again = import(copy_);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->unchanged);
  {
    auto reading = database().read();
    EXPECT_EQ(store::journal_page(reading, "", 0, 10).size(), 1U);
  }
  replace("communes.csv", "Toulouse,31", "Tolosa,31");
  auto const changed = import(copy_);
  ASSERT_TRUE(changed);
  EXPECT_FALSE(changed->unchanged);
  auto reading = database().read();
  auto const journal = store::journal_page(reading, "territoires", 0, 10);
  ASSERT_EQ(journal.size(), 2U);
  EXPECT_EQ(journal[0].entry.payload["before"], journal[1].entry.payload["digest"]);
  EXPECT_EQ(journal[0].entry.payload["communes"], 4446);
  EXPECT_EQ(territory(reading, {Level::commune, "31555"})->name, "Tolosa");
}

TEST_P(ImportTerritories, findsByNameCodeAndPostalCodeBestFirst) {
  ASSERT_TRUE(import(reference));
  auto reading = database().read();
  auto const first = [&](std::string_view typed) {
    auto const found = search(reading, typed, std::nullopt, std::nullopt, 1);
    return found.empty() ? std::string{} : to_text(found.front().territory.key);
  };
  EXPECT_EQ(first("toulouse"), "commune:31555");
  EXPECT_EQ(first("SETE"), "commune:34301");
  EXPECT_EQ(first("34301"), "commune:34301");
  EXPECT_EQ(first("243100518"), "epci:243100518");
  EXPECT_EQ(first("st girons"), "commune:09261");
  EXPECT_EQ(first("gaudens"), "commune:31483");
  EXPECT_EQ(first("48000"), "commune:48095");
  EXPECT_EQ(first("%_'"), "");
  std::set<Key> seen;
  std::optional<Rank> last;
  for (std::size_t count = 7; count == 7;) {
    auto const page = search(reading, "saint", Level::commune, last, 7);
    count = page.size();
    for (auto const& hit : page)
      EXPECT_TRUE(seen.insert(hit.territory.key).second);
    if (count > 0) last = parse_rank(to_text(page.back().rank));
  }
  EXPECT_GT(seen.size(), 300U);
}

TEST_P(ImportTerritories, refusesAMissingFile) {
  fs::remove(copy_ / "epci.csv");
  expect_refused("epci.csv", "manque");
}

TEST_P(ImportTerritories, refusesAMissingColumn) {
  replace("communes.csv", ",population,", ",habitants,");
  expect_refused("communes.csv:1", "population");
}

TEST_P(ImportTerritories, mendsCodesThatLostTheirZeroAndSaysSo) {
  auto const plain = import(copy_);
  ASSERT_TRUE(plain);
  EXPECT_TRUE(plain->notices.empty());
  replace("communes.csv", "09001,Aigues-Juntes,09,093", "9001,Aigues-Juntes,9,93");
  auto const mended = import(copy_);
  ASSERT_TRUE(mended) << mended.error().fields.at(0).message;
  EXPECT_TRUE(mended->unchanged);
  ASSERT_EQ(mended->notices.size(), 3U);
  EXPECT_NE(mended->notices[2].find("ligne 2"), std::string::npos) << mended->notices[2];
}

TEST_P(ImportTerritories, refusesADuplicateCode) {
  replace("communes.csv", "09002,Aigues-Vives", "09001,Aigues-Vives");
  expect_refused("communes.csv:3", "déjà à la ligne 2");
}

TEST_P(ImportTerritories, refusesACommuneOfNoEpci) {
  replace("communes.csv", "09001,Aigues-Juntes,09,093,200067940",
          "09001,Aigues-Juntes,09,093,200067949");
  expect_refused("communes.csv:2", "200067949");
}

TEST_P(ImportTerritories, refusesACommuneOfNoDepartment) {
  replace("communes.csv", "09001,Aigues-Juntes,09,", "09001,Aigues-Juntes,33,");
  expect_refused("communes.csv:2", "departments.csv");
}

TEST_P(ImportTerritories, refusesABadNumber) {
  replace("communes.csv", "200067940,59,", "200067940,5 9,");
  expect_refused("communes.csv:2", "nombre entier");
}

TEST_P(ImportTerritories, refusesAPointOutOfFrance) {
  replace("communes.csv", "1.48496,43.04647", "43.04647,1.48496");
  expect_refused("communes.csv:2", "lon 43.04647");
}

TEST_P(ImportTerritories, refusesAWholeThatItsCommunesDoNotMake) {
  replace("departments.csv", "155722", "155723");
  expect_refused("departments.csv:2", "155722");
}

TEST_P(ImportTerritories, refusesAZoningOfAnUnknownCommune) {
  replace("zonings.csv", "ami-cma,commune,30028", "ami-cma,commune,33063");
  expect_refused("zonings.csv:6", "33063");
}

TEST_P(ImportTerritories, refusesAnythingThatIsNotUtf8) {
  replace("communes.csv", "Albiès", "Albi\xe8s");
  expect_refused("communes.csv:5", "UTF-8");
}

PACTE_ON_BOTH_DATABASES(ImportTerritories);

}  // namespace
}  // namespace pacte::territory
