// Four communes of one degree each, and what zonings are made of there.
#pragma once

#include "store/journal.hpp"
#include "territory/folder_fixture.hpp"
#include "territory/operations/import_zoning.hpp"
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
class ZoningTest : public TerritoryFolderTest {
 protected:
  void SetUp() override {
    TerritoryFolderTest::SetUp();
    if (IsSkipped()) return;
    write_four_communes();
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
  static std::string collection(std::vector<std::string> const& features) {
    return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})",
                       fmt::join(features, ",\n"));
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
};

}  // namespace pacte::territory
