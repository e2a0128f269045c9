// Contours as official files give them, read through GDAL: GeoJSON, GeoPackage, Shapefile.
//
// GDAL and what it stands on are a hundred libraries and 30 MB of memory that no page needs: the
// library is opened when a file is read, and the program runs without it.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// A feature as it is written: nothing is checked, coordinates may be in any system.
struct ContourFeature {
  std::size_t number = 0;                                      // from 1, in its file
  std::map<std::string, std::string, std::less<>> properties;  // names in lower case
  std::string geometry;                                        // "Polygon", "Point"; empty: none
  std::vector<std::vector<std::vector<Place>>> polygons;       // rings: the outer one, then holes
  std::string projection;                                      // of its file: "EPSG:2154", or empty
};

/// Gives each feature of the file, of all its layers, in order; how many there were. The problem
/// says what to do: file that cannot be opened, format unknown, GDAL not installed.
Result<std::size_t> read_contours(std::filesystem::path const& file,
                                  std::function<void(ContourFeature const&)> const& take);

}  // namespace pacte::territory
