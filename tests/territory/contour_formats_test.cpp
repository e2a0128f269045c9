// Contours in the formats that administrations hand out, made here out of one GeoJSON by GDAL.
#include <filesystem>

#include <dlfcn.h>
#include <gdal.h>
#include <gdal_utils.h>

#include "territory/contour_file.hpp"
#include "territory/contour_store.hpp"
#include "territory/folder_fixture.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

namespace fs = std::filesystem;

// What `ogr2ogr` does, by the library that Pacte itself opens.
class Converter {
 public:
  Converter() {
    library_ = dlopen("libgdal.so.32", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library_ == nullptr) return;
    find("GDALAllRegister", all_register_);
    find("GDALOpenEx", open_);
    find("GDALClose", close_);
    find("GDALVectorTranslateOptionsNew", options_);
    find("GDALVectorTranslateOptionsFree", free_options_);
    find("GDALVectorTranslate", translate_);
    all_register_();
  }
  [[nodiscard]] bool here() const { return library_ != nullptr; }

  bool convert(fs::path const& from, fs::path const& to, std::vector<std::string> words) const {
    std::vector<char*> argv;
    for (auto& word : words)
      argv.push_back(word.data());
    argv.push_back(nullptr);
    auto* source = open_(from.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
    auto* options = options_(argv.data(), nullptr);
    int wrong = 0;
    auto* made = translate_(to.c_str(), nullptr, 1, &source, options, &wrong);
    bool const good = made != nullptr && wrong == 0;
    if (made != nullptr) close_(made);
    free_options_(options);
    close_(source);
    return good;
  }

 private:
  template <class Function> void find(char const* name, Function& function) {
    function = reinterpret_cast<Function>(dlsym(library_, name));
    if (function == nullptr) library_ = nullptr;
  }

  void* library_ = nullptr;
  decltype(&GDALAllRegister) all_register_ = nullptr;
  decltype(&GDALOpenEx) open_ = nullptr;
  decltype(&GDALClose) close_ = nullptr;
  decltype(&GDALVectorTranslateOptionsNew) options_ = nullptr;
  decltype(&GDALVectorTranslateOptionsFree) free_options_ = nullptr;
  decltype(&GDALVectorTranslate) translate_ = nullptr;
};

// Vertices of a contour, whatever the ring, its first vertex and its direction.
std::multiset<std::pair<std::int32_t, std::int32_t>> vertices(Contour const& contour) {
  std::multiset<std::pair<std::int32_t, std::int32_t>> all;
  auto const add = [&](Ring const& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      all.emplace(ring[i].x, ring[i].y);
  };
  for (auto const& polygon : contour.polygons) {
    add(polygon.outer);
    for (auto const& hole : polygon.holes)
      add(hole);
  }
  return all;
}

class ContourFormats : public TerritoryFolderTest {
 protected:
  void SetUp() override {
    TerritoryFolderTest::SetUp();
    if (IsSkipped()) return;
    if (!converter_.here()) GTEST_SKIP() << "libgdal.so.32 is not installed here";
    write("region.csv", "code,name,seat,population,communes\n76,Occitanie,09001,30,2\n");
    write("departments.csv", "code,name,seat,population,communes\n09,Ariège,09001,30,2\n");
    write("arrondissements.csv",
          "code,name,department,seat,population,communes\n091,Foix,09,09001,30,2\n");
    write("epci.csv",
          "siren,name,type,population,members,population_total,members_total,departments\n"
          "200000001,CC Ouest,CC,30,2,30,2,09\n");
    write("communes.csv",
          "code,name,department,arrondissement,epci,population,postal_codes,lon,lat\n"
          "09001,Foix-Ville,09,091,200000001,10,09000,1.2,43.5\n"
          "09002,Bélesta,09,091,200000001,20,09000,2.5,43.5\n");
    write("zoning-names.csv", "zoning,name\nrural,Zone rurale\n");
    write_zonings("rural,commune,09001,whole,Foix-Ville,a.txt,1,\n");
    // The first commune has a hole and an island, the second one is a plain square.
    write("contours.geojson",
          R"({"type":"FeatureCollection","features":[)"
          R"({"type":"Feature","properties":{"code":"09001","nom":"Foix-Ville"},"geometry":)"
          R"({"type":"MultiPolygon","coordinates":[[[[1,43],[2,43],[2,44],[1,44],[1,43]],)"
          R"([[1.4,43.4],[1.4,43.6],[1.6,43.6],[1.6,43.4],[1.4,43.4]]],)"
          R"([[[1,44.5],[1.5,44.5],[1.5,44.75],[1,44.75],[1,44.5]]]]}},)"
          R"({"type":"Feature","properties":{"code":"09002","nom":"Bélesta"},"geometry":)"
          R"({"type":"Polygon","coordinates":[[[2,43],[3,43],[3,44],[2,44],[2,43]]]}}]})");
  }
  fs::path made(std::string const& name, std::vector<std::string> words) {
    auto file = folder_ / name;
    EXPECT_TRUE(converter_.convert(folder_ / "contours.geojson", file, std::move(words))) << name;
    return file;
  }

  std::map<std::string, std::multiset<std::pair<std::int32_t, std::int32_t>>> loaded() {
    auto reading = database().read();
    std::map<std::string, std::multiset<std::pair<std::int32_t, std::int32_t>>> all;
    for (auto const level : all_levels) {
      for (auto const& one : contours(reading, level)) {
        EXPECT_FALSE(one.approximate);
        all.emplace(to_text(one.key), vertices(one.contour));
      }
    }
    return all;
  }

  Converter converter_;
};

TEST_P(ContourFormats, GeoPackageAndShapefileLoadWhatGeoJsonLoads) {
  auto const first = load({folder_ / "contours.geojson"});
  ASSERT_TRUE(first) << first.error().fields.at(0).message;
  auto const expected = loaded();
  ASSERT_EQ(expected.size(), 6U);
  // Outer ring, hole and island of the first commune.
  EXPECT_EQ(expected.at("commune:09001").size(), 12U);
  for (auto const& file :
       {made("contours.gpkg", {"-f", "GPKG"}),
        made("contours.shp", {"-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"})}) {
    auto const again = load({file});
    ASSERT_TRUE(again) << file << again.error().fields.at(0).message;
    EXPECT_EQ(loaded(), expected) << file;
    std::map<std::string, std::string> names;
    ASSERT_EQ(*read_contours(file,
                             [&](ContourFeature const& feature) {
                               names[feature.properties.find("code")->second] =
                                   feature.properties.find("nom")->second;
                             }),
              2U);
    EXPECT_EQ(names["09002"], "Bélesta") << file;
  }
}

TEST_P(ContourFormats, Lambert93IsRefusedInEveryFormat) {
  for (auto const& file : {made("lambert.gpkg", {"-f", "GPKG", "-t_srs", "EPSG:2154"}),
                           made("lambert.shp", {"-f", "ESRI Shapefile", "-t_srs", "EPSG:2154"})}) {
    auto const refused = load({file});
    ASSERT_FALSE(refused) << file;
    auto const said = std::ranges::any_of(refused.error().fields, [](FieldError const& fault) {
      return fault.message.find("Lambert 93") != std::string::npos &&
             fault.message.find("EPSG:4326") != std::string::npos;
    });
    EXPECT_TRUE(said) << refused.error().fields.at(0).message;
    auto reading = database().read();
    EXPECT_TRUE(counts(reading).empty());
  }
}

PACTE_ON_BOTH_DATABASES(ContourFormats);

}  // namespace
}  // namespace pacte::territory
