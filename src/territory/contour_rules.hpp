// What must hold in contours before they may be loaded, against the reference they come with.
#pragma once

#include "territory/contour_file.hpp"
#include "territory/geometry.hpp"
#include "territory/rules.hpp"

namespace pacte::territory {

/// Contours of the territories of a reference, real or made up.
struct ContourSet {
  std::map<Key, Contour> contours;
  bool approximate = false;  // those of communes are cells around their points
};

/// The contour of a feature: polygons, valid, in longitudes and latitudes of WGS 84 within the
/// French lands. The error is a French sentence: what is wrong, and how to mend it.
std::expected<Contour, std::string> read_contour(ContourFeature const& feature);

/// The first of the properties, in lower case, that the feature has and that is not blank.
std::string property_of(ContourFeature const& feature, std::span<char const* const> names);

/// Takes features one by one, in the order of the files, and keeps what is right of them.
///
/// A feature is matched by its code, in a property named as the official files do (INSEE_COM,
/// code_insee, code, SIREN…, whatever the case); the length of the code says the level. Each must
/// be a polygon or several, valid, in longitudes and latitudes of WGS 84 within the French lands,
/// of a territory of the reference, given once; a commune's contour must hold the commune's point.
/// A level that is given must be whole.
class ContourReading {
 public:
  explicit ContourReading(Reference const& reference);

  void take(std::string const& file, ContourFeature const& feature);

  /// The contours, with those of wider levels dissolved from the communes where none were given.
  /// Looks first for what is missing: see `faults`.
  ContourSet finish();

  [[nodiscard]] std::vector<ReferenceFault> const& faults() const { return faults_; }
  [[nodiscard]] std::vector<std::string> notices() const;

 private:
  struct At {
    std::string const& file;
    ContourFeature const& feature;
  };
  void fault(At at, std::string message);
  std::optional<Key> key_of(At at);
  bool known(At at, Key const& key);
  std::optional<Contour> contour_of(At at);
  void check_complete();

  std::map<Key, Territory const*> territories_;
  std::map<std::string, FormerCommune const*> former_;
  std::map<Key, Contour> contours_;
  std::map<Key, std::string> first_;  // where each was given
  std::vector<ReferenceFault> faults_;
  std::size_t mended_ = 0;
  std::string first_mended_;
};

/// Cells around the points of the communes, for want of contours, dissolved upwards. A commune
/// without a point has none.
ContourSet approximate_contours(std::vector<Territory> const& territories);

/// Adds to the contours of communes those of the levels above that are absent, as unions.
void dissolve_upwards(std::vector<Territory> const& territories, std::map<Key, Contour>& contours);

/// Whether every commune has a contour that is not made up.
bool covers(ContourSet const& set, std::vector<Territory> const& territories);

}  // namespace pacte::territory
