// Four communes of one degree each, and what zonings are made of there.
#pragma once

#include <filesystem>
#include <fstream>

#include "store/journal.hpp"
#include "territory/operations/import_territories.hpp"
#include "territory/operations/import_zoning.hpp"
#include "territory/territory_fixture.hpp"
#include "territory/zoning_edit.hpp"

namespace pacte::territory {

inline std::string square(double west, double south, double side) {
  return fmt::format(
      R"({{"type":"Polygon","coordinates":[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]}})",
      west, south, west + side, south + side);
}

inline std::string feature(std::string const& properties, std::string const& geometry) {
  return fmt::format(R"({{"type":"Feature","properties":{},"geometry":{}}})", properties, geometry);
}

inline std::string quarter(std::string const& code, std::string const& label,
                           std::string const& geometry) {
  return feature(fmt::format(R"({{"code_qp":"{}","lib_qp":"{}"}})", code, label), geometry);
}

/// A reference in a folder of its own, loaded with the contours of its communes.
class ZoningTest : public TerritoryDatabaseTest {
 protected:
  void SetUp() override {
    TerritoryDatabaseTest::SetUp();
    if (IsSkipped()) return;
    folder_ = std::filesystem::temp_directory_path() / ("pacte_zoning_" + random_hex(6));
    std::filesystem::create_directories(folder_);
    write("region.csv", "code,name,seat,population,communes\n76,Occitanie,31001,100,4\n");
    write(
        "departments.csv",
        "code,name,seat,population,communes\n09,Ariège,09001,30,2\n31,Haute-Garonne,31001,70,2\n");
    write("arrondissements.csv",
          "code,name,department,seat,population,communes\n091,Foix,09,09001,30,2\n"
          "313,Toulouse,31,31001,70,2\n");
    write("epci.csv",
          "siren,name,type,population,members,population_total,members_total,departments\n"
          "200000001,CC Ouest,CC,50,2,50,2,09|31\n200000002,CC Est,CC,50,2,50,2,09|31\n");
    write("communes.csv",
          "code,name,department,arrondissement,epci,population,postal_codes,lon,lat\n"
          "09001,Foix-Ville,09,091,200000001,10,09000,1.5,43.5\n"
          "09002,Bélesta,09,091,200000002,20,09000,2.5,43.5\n"
          "31001,Rivière,31,313,200000001,40,31000,1.5,44.5\n"
          "31002,Montagne,31,313,200000002,30,31000,2.5,44.5\n");
    write("zoning-names.csv", "zoning,name\nrural,Zone rurale\n");
    write_zonings("rural,commune,09001,whole,Foix-Ville,a.txt,1,\n");
    write("zonings-unmatched.csv",
          "zoning,label,reason_code,reason,candidate_codes,source,lines\n"
          "rural,Riviere (nom mal écrit),ambiguous,,31001,a.txt,4\n"
          "massif,Massif du Nord,perimeter,,,a.txt,5\n");
    write("communes.geojson", collection({feature(R"({"code":"09001"})", square(1, 43, 1)),
                                          feature(R"({"code":"09002"})", square(2, 43, 1)),
                                          feature(R"({"code":"31001"})", square(1, 44, 1)),
                                          feature(R"({"code":"31002"})", square(2, 44, 1))}));
    auto const loaded = load({folder_ / "communes.geojson"});
    ASSERT_TRUE(loaded) << loaded.error().fields.at(0).field << loaded.error().fields.at(0).message;
  }
  void TearDown() override {
    TerritoryDatabaseTest::TearDown();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  static std::string collection(std::vector<std::string> const& features) {
    return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})",
                       fmt::join(features, ",\n"));
  }
  std::filesystem::path write(std::string const& file, std::string const& text) {
    std::ofstream{folder_ / file, std::ios::binary} << text;
    return folder_ / file;
  }
  void write_zonings(std::string const& rows) {
    write("zonings.csv", "zoning,level,codes,extent,label,source,lines,note\n" + rows);
  }
  Result<TerritoryImport> load(std::vector<std::filesystem::path> const& contours = {}) {
    return import_territories(database(), folder_, "test", noon, contours);
  }

  /// The labels of the members in force on the day.
  std::vector<std::string> labels(std::string const& zoning, std::string const& day) {
    auto reading = database().read();
    auto const versions = zoning_versions(reading, zoning);
    std::vector<std::string> found;
    auto const* version = in_force(versions, day);
    if (version == nullptr) return found;
    for (auto const& member : zoning_members(reading, zoning, version->number))
      found.push_back(member.label);
    return found;
  }
  std::vector<ZoningVersion> versions(std::string const& zoning) {
    auto reading = database().read();
    return zoning_versions(reading, zoning);
  }
  store::JournalRow last_entry() {
    auto reading = database().read();
    return store::journal_page(reading, "", 0, 1).at(0);
  }
  web::Principal editor() {
    web::Principal who;
    who.person = "ada";
    who.permissions = {edit_zonings};
    return who;
  }

  std::filesystem::path folder_;
};

}  // namespace pacte::territory
