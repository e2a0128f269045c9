#include "territory/contour_file.hpp"

#include <array>
#include <memory>

#include <dlfcn.h>
#include <fmt/format.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

constexpr auto const* library_name = "libgdal.so.32";

struct Close {
  void operator()(void* library) const { dlclose(library); }
};

// The functions of GDAL that are used, under their own names.
class Gdal {
 public:
  static std::unique_ptr<Gdal> open() {
    // Left open at the end: GDAL does not bear being closed and opened again.
    void* library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == nullptr) return nullptr;
    auto gdal = std::make_unique<Gdal>();
    gdal->library_.reset(library);
    bool const complete = gdal->find_functions();
    if (!complete) return nullptr;
    gdal->all_register();
    gdal->set_error_handler(gdal->quiet_error_handler, nullptr);
    return gdal;
  }

  decltype(&GDALAllRegister) all_register = nullptr;
  decltype(&CPLSetErrorHandlerEx) set_error_handler = nullptr;
  CPLErrorHandler quiet_error_handler = nullptr;
  decltype(&CPLErrorReset) error_reset = nullptr;
  decltype(&CPLGetLastErrorMsg) last_error = nullptr;
  decltype(&CPLGetLastErrorType) last_error_type = nullptr;
  decltype(&GDALOpenEx) open_dataset = nullptr;
  decltype(&GDALClose) close_dataset = nullptr;
  decltype(&GDALDatasetGetLayerCount) layer_count = nullptr;
  decltype(&GDALDatasetGetLayer) layer = nullptr;
  decltype(&OGR_L_GetSpatialRef) spatial_reference = nullptr;
  decltype(&OSRGetAuthorityName) authority_name = nullptr;
  decltype(&OSRGetAuthorityCode) authority_code = nullptr;
  decltype(&OGR_L_GetNextFeature) next_feature = nullptr;
  decltype(&OGR_F_Destroy) destroy_feature = nullptr;
  decltype(&OGR_F_GetFieldCount) field_count = nullptr;
  decltype(&OGR_F_GetFieldDefnRef) field_definition = nullptr;
  decltype(&OGR_Fld_GetNameRef) field_name = nullptr;
  decltype(&OGR_F_IsFieldSetAndNotNull) field_is_set = nullptr;
  decltype(&OGR_F_GetFieldAsString) field_text = nullptr;
  decltype(&OGR_F_GetGeometryRef) geometry = nullptr;
  decltype(&OGR_G_GetGeometryType) geometry_type = nullptr;
  decltype(&OGR_GT_Flatten) flatten = nullptr;
  decltype(&OGRGeometryTypeToName) type_name = nullptr;
  decltype(&OGR_G_GetGeometryCount) part_count = nullptr;
  decltype(&OGR_G_GetGeometryRef) part = nullptr;
  decltype(&OGR_G_GetPointCount) point_count = nullptr;
  decltype(&OGR_G_GetX) x = nullptr;
  decltype(&OGR_G_GetY) y = nullptr;

 private:
  template <class F> bool find(F& function, char const* name) {
    function = reinterpret_cast<F>(dlsym(library_.get(), name));
    return function != nullptr;
  }

  bool find_functions() {
    return find(all_register, "GDALAllRegister") &&
           find(set_error_handler, "CPLSetErrorHandlerEx") &&
           find(quiet_error_handler, "CPLQuietErrorHandler") &&
           find(error_reset, "CPLErrorReset") && find(last_error, "CPLGetLastErrorMsg") &&
           find(last_error_type, "CPLGetLastErrorType") && find(open_dataset, "GDALOpenEx") &&
           find(close_dataset, "GDALClose") && find(layer_count, "GDALDatasetGetLayerCount") &&
           find(layer, "GDALDatasetGetLayer") && find(spatial_reference, "OGR_L_GetSpatialRef") &&
           find(authority_name, "OSRGetAuthorityName") &&
           find(authority_code, "OSRGetAuthorityCode") &&
           find(next_feature, "OGR_L_GetNextFeature") && find(destroy_feature, "OGR_F_Destroy") &&
           find(field_count, "OGR_F_GetFieldCount") &&
           find(field_definition, "OGR_F_GetFieldDefnRef") &&
           find(field_name, "OGR_Fld_GetNameRef") &&
           find(field_is_set, "OGR_F_IsFieldSetAndNotNull") &&
           find(field_text, "OGR_F_GetFieldAsString") && find(geometry, "OGR_F_GetGeometryRef") &&
           find(geometry_type, "OGR_G_GetGeometryType") && find(flatten, "OGR_GT_Flatten") &&
           find(type_name, "OGRGeometryTypeToName") && find(part_count, "OGR_G_GetGeometryCount") &&
           find(part, "OGR_G_GetGeometryRef") && find(point_count, "OGR_G_GetPointCount") &&
           find(x, "OGR_G_GetX") && find(y, "OGR_G_GetY");
  }

  std::unique_ptr<void, Close> library_;
};

class FeatureReader {
 public:
  FeatureReader(Gdal const& gdal, std::string projection)
      : gdal_{gdal}, projection_{std::move(projection)} {}

  ContourFeature feature(OGRFeatureH read, std::size_t number) const {
    ContourFeature feature;
    feature.number = number;
    feature.projection = projection_;
    for (int i = 0; i < gdal_.field_count(read); ++i) {
      if (gdal_.field_is_set(read, i) == 0) continue;
      auto const name = fold(gdal_.field_name(gdal_.field_definition(read, i)));
      feature.properties.emplace(name, gdal_.field_text(read, i));
    }
    auto* const geometry = gdal_.geometry(read);
    if (geometry == nullptr) return feature;
    auto const type = gdal_.flatten(gdal_.geometry_type(geometry));
    feature.geometry = gdal_.type_name(type);
    if (type == wkbPolygon) feature.polygons.push_back(polygon(geometry));
    if (type == wkbMultiPolygon) {
      for (int i = 0; i < gdal_.part_count(geometry); ++i)
        feature.polygons.push_back(polygon(gdal_.part(geometry, i)));
    }
    return feature;
  }

 private:
  std::vector<std::vector<Place>> polygon(OGRGeometryH geometry) const {
    std::vector<std::vector<Place>> rings;
    for (int i = 0; i < gdal_.part_count(geometry); ++i) {
      auto* const ring = gdal_.part(geometry, i);
      auto& points = rings.emplace_back();
      for (int j = 0; j < gdal_.point_count(ring); ++j)
        points.push_back({gdal_.x(ring, j), gdal_.y(ring, j)});
    }
    return rings;
  }

  Gdal const& gdal_;
  std::string projection_;
};

std::string projection_of(Gdal const& gdal, OGRLayerH layer) {
  auto* const reference = gdal.spatial_reference(layer);
  if (reference == nullptr) return {};
  char const* name = gdal.authority_name(reference, nullptr);
  char const* code = gdal.authority_code(reference, nullptr);
  return name == nullptr || code == nullptr ? std::string{} : fmt::format("{}:{}", name, code);
}

}  // namespace

Result<std::size_t> read_contours(std::filesystem::path const& file,
                                  std::function<void(ContourFeature const&)> const& take) {
  auto const name = file.filename().string();
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    return fail(ProblemKind::invalid, "Un fichier de contours manque ; rien n’a été chargé.",
                {{name, fmt::format("le fichier {} n’existe pas, ou n’est pas un fichier",
                                    file.string())}});
  }
  auto const gdal = Gdal::open();
  if (!gdal) {
    return fail(ProblemKind::unavailable,
                "La bibliothèque GDAL, qui lit les contours, n’est pas installée : installez le "
                "paquet Debian libgdal32.");
  }
  gdal->error_reset();
  std::array<char const*, 4> const formats{"GeoJSON", "GPKG", "ESRI Shapefile", nullptr};
  auto const dataset = std::unique_ptr<void, decltype(gdal->close_dataset)>{
      gdal->open_dataset(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, formats.data(), nullptr,
                         nullptr),
      gdal->close_dataset};
  auto const unreadable = [&](std::string const& said) {
    return fail(ProblemKind::invalid, "Un fichier de contours ne se lit pas ; rien n’a été chargé.",
                {{name, fmt::format("ce n’est pas un fichier GeoJSON, GeoPackage ou Shapefile "
                                    "lisible{}{}",
                                    said.empty() ? "" : " : ", said)}});
  };
  if (!dataset) return unreadable(gdal->last_error());
  std::size_t number = 0;
  for (int i = 0; i < gdal->layer_count(dataset.get()); ++i) {
    auto* const layer = gdal->layer(dataset.get(), i);
    FeatureReader const reader{*gdal, projection_of(*gdal, layer)};
    gdal->error_reset();
    while (auto* const read = gdal->next_feature(layer)) {
      std::unique_ptr<void, decltype(gdal->destroy_feature)> const owner{read,
                                                                         gdal->destroy_feature};
      take(reader.feature(read, ++number));
    }
    // A file cut short ends like a whole one, but for what GDAL says of it.
    if (gdal->last_error_type() >= CE_Failure) return unreadable(gdal->last_error());
  }
  return number;
}

}  // namespace pacte::territory
