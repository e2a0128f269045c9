// A reference in a folder that the test writes.
#pragma once

#include <filesystem>
#include <fstream>

#include "territory/operations/import_territories.hpp"
#include "territory/territory_fixture.hpp"

namespace pacte::territory {

class TerritoryFolderTest : public TerritoryDatabaseTest {
 protected:
  void SetUp() override {
    TerritoryDatabaseTest::SetUp();
    if (IsSkipped()) return;
    folder_ = std::filesystem::temp_directory_path() / ("pacte_territory_" + random_hex(6));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override {
    TerritoryDatabaseTest::TearDown();
    if (!folder_.empty()) std::filesystem::remove_all(folder_);
  }

  std::filesystem::path write(std::string const& file, std::string const& text) {
    std::ofstream{folder_ / file, std::ios::binary} << text;
    return folder_ / file;
  }
  void write_zonings(std::string const& rows) {
    write("zonings.csv", "zoning,level,codes,extent,label,source,lines,note\n" + rows);
  }

  /// 09001 and 09002, of the name given, in the south; 31001 and 31002 in the north; an EPCI in the
  /// west and one in the east. Without zonings.
  void write_four_communes(std::string_view second = "Bélesta") {
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
          fmt::format("code,name,department,arrondissement,epci,population,postal_codes,lon,lat\n"
                      "09001,Foix-Ville,09,091,200000001,10,09000,1.5,43.5\n"
                      "09002,{},09,091,200000002,20,09000,2.5,43.5\n"
                      "31001,Rivière,31,313,200000001,40,31000,1.5,44.5\n"
                      "31002,Montagne,31,313,200000002,30,31000,2.5,44.5\n",
                      second));
  }

  Result<TerritoryImport> load(std::vector<std::filesystem::path> const& contours = {}) {
    return import_territories(database(), folder_, "test", noon, contours);
  }

  std::filesystem::path folder_;
};

}  // namespace pacte::territory
