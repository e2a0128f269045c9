#include "territory/contour_rules.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "territory/code_rules.hpp"
#include "territory/geos.hpp"
#include "territory/place_rules.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t max_faults = 500;
constexpr std::size_t names_shown = 10;

// As official files name them, in the order in which they are looked for: a file of communes also
// gives the codes of what they belong to.
constexpr std::array code_properties{"insee_com",  "code_insee", "codgeo",     "code_commune",
                                     "insee",      "code",       "code_siren", "siren",
                                     "siren_epci", "code_epci",  "insee_dep",  "code_dept"};
constexpr std::array name_properties{"nom_officiel", "nom", "name", "nom_com", "libelle", "nom_m"};

// What a place that is not in France, in degrees, seems to be.
std::string misplaced(Place const& place, std::string const& projection) {
  auto const said = projection.empty() ? "" : fmt::format(" (le fichier annonce {})", projection);
  auto const shown = fmt::format("x = {:.6g}, y = {:.6g}", place.longitude, place.latitude);
  auto const convert = ": convertissez le fichier avec « ogr2ogr -t_srs EPSG:4326 »";
  if (!std::isfinite(place.longitude) || !std::isfinite(place.latitude))
    return "une coordonnée n’est pas un nombre";
  if (lambert_93(place)) {
    return fmt::format("les coordonnées ({}) sont en Lambert 93 (EPSG:2154){}, et non en WGS 84 {}",
                       shown, said, convert);
  }
  if (std::abs(place.longitude) > 180 || std::abs(place.latitude) > 90) {
    return fmt::format("les coordonnées ({}) ne sont pas des degrés{} : il faut du WGS 84 {}",
                       shown, said, convert);
  }
  if (in_french_lands({place.latitude, place.longitude})) {
    return fmt::format("longitude et latitude sont inversées ({}) : la longitude vient d’abord",
                       shown);
  }
  return fmt::format(
      "le point ({}) n’est pas en France : vérifiez l’ordre et le signe des deux "
      "nombres",
      shown);
}

Ring ring_of(std::vector<Place> const& places) {
  Ring ring;
  for (auto const& place : places) {
    auto const vertex = to_vertex(place);
    if (ring.empty() || ring.back() != vertex) ring.push_back(vertex);
  }
  return ring;
}

// One message for the first place that is wrong: the others are wrong in the same way.
std::optional<std::string> misplaced(ContourFeature const& feature) {
  for (auto const& polygon : feature.polygons) {
    for (auto const& ring : polygon) {
      for (auto const& place : ring) {
        if (!in_french_lands(place)) return misplaced(place, feature.projection);
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::expected<Contour, std::string> read_contour(ContourFeature const& feature) {
  if (feature.polygons.empty()) {
    return std::unexpected{
        feature.geometry.empty()
            ? std::string{"l’objet n’a pas de géométrie"}
            : fmt::format("la géométrie est « {} » : il faut un polygone, ou plusieurs",
                          feature.geometry)};
  }
  if (auto wrong = misplaced(feature)) return std::unexpected{std::move(*wrong)};
  Contour contour;
  for (auto const& polygon : feature.polygons) {
    auto& made = contour.polygons.emplace_back();
    for (auto const& places : polygon) {
      auto ring = ring_of(places);
      if (ring.size() < 4 || ring.front() != ring.back()) {
        return std::unexpected{
            std::string{"un tracé n’est pas fermé, ou a moins de trois points distincts"}};
      }
      if (made.outer.empty()) {
        made.outer = std::move(ring);
      } else {
        made.holes.push_back(std::move(ring));
      }
    }
  }
  if (auto const wrong = geometry_fault(contour)) {
    return std::unexpected{
        fmt::format("le contour n’est pas valide : {}, en (lon {:.5f}, lat {:.5f})", wrong->reason,
                    wrong->place.longitude, wrong->place.latitude)};
  }
  return contour;
}

std::string property_of(ContourFeature const& feature, std::span<char const* const> names) {
  for (auto const* name : names) {
    auto const found = feature.properties.find(name);
    if (found != feature.properties.end() && !trim(found->second).empty())
      return std::string{trim(found->second)};
  }
  return {};
}

ContourReading::ContourReading(Reference const& reference) {
  for (auto const& territory : reference.territories)
    territories_.emplace(territory.key, &territory);
  for (auto const& former : reference.former)
    former_.emplace(former.code, &former);
}

void ContourReading::fault(At at, std::string message) {
  if (faults_.size() >= max_faults) return;
  faults_.push_back(
      {fmt::format("{} (objet {})", at.file, at.feature.number), 0, std::move(message)});
}

std::optional<Key> ContourReading::key_of(At at) {
  auto const code = property_of(at.feature, code_properties);
  if (code.empty()) {
    fault(at, "aucun code : donnez-le dans une propriété « code », « INSEE_COM » ou « SIREN »");
    return std::nullopt;
  }
  auto key = key_by_length(code);
  if (!key) {
    fault(at, fmt::format("« {} » n’est pas un code de commune, d’EPCI ni de département",
                          shorten(code, 40)));
    return std::nullopt;
  }
  if (key->code != code && mended_++ == 0) {
    first_mended_ =
        fmt::format("{}, objet {} : {} devient {}", at.file, at.feature.number, code, key->code);
  }
  return key;
}

bool ContourReading::known(At at, Key const& key) {
  if (territories_.contains(key)) return true;
  auto const name = property_of(at.feature, name_properties);
  auto const shown = name.empty() ? key.code : fmt::format("{} ({})", name, key.code);
  if (auto const former = former_.find(key.code);
      key.level == Level::commune && former != former_.end()) {
    fault(at, fmt::format("{} n’est plus une commune {} : son contour est dans celui de "
                          "{}",
                          shown, since_when(*former->second), former->second->into));
  } else if (key.level == Level::commune &&
             !territories_.contains({Level::department, department_of(key.code)})) {
    fault(at, fmt::format("{} est une commune d’une autre région : retirez-la du fichier", shown));
  } else {
    fault(at, fmt::format("{} n’est pas dans le référentiel : un autre millésime, ou un code "
                          "mal écrit",
                          shown));
  }
  return false;
}

std::optional<Contour> ContourReading::contour_of(At at) {
  auto contour = read_contour(at.feature);
  if (contour) return std::move(*contour);
  fault(at, std::move(contour.error()));
  return std::nullopt;
}

void ContourReading::take(std::string const& file, ContourFeature const& feature) {
  At const at{file, feature};
  auto const key = key_of(at);
  if (!key || !known(at, *key)) return;
  auto const [first, added] =
      first_.emplace(*key, fmt::format("{}, objet {}", file, feature.number));
  if (!added) {
    fault(at, fmt::format("le code {} est déjà dans {} : retirez l’un des deux", key->code,
                          first->second));
    return;
  }
  auto contour = contour_of(at);
  if (!contour) return;
  auto const& place = territories_.at(*key)->place;
  if (place && !holds(*contour, to_vertex(*place)) && !touches(*contour, to_vertex(*place))) {
    fault(at, fmt::format("le point de {} (lon {}, lat {}) n’est pas dans ce contour : les codes "
                          "sont-ils décalés d’une ligne ?",
                          territories_.at(*key)->name, place->longitude, place->latitude));
    return;
  }
  contours_.emplace(*key, std::move(*contour));
}

void ContourReading::check_complete() {
  std::set<Level> given;
  for (auto const& [key, place] : first_)
    given.insert(key.level);
  for (auto const level : given) {
    std::vector<std::string> missing;
    std::size_t count = 0;
    for (auto const& [key, territory] : territories_) {
      if (key.level != level || first_.contains(key)) continue;
      if (++count <= names_shown)
        missing.push_back(fmt::format("{} ({})", territory->name, key.code));
    }
    if (count == 0) continue;
    faults_.push_back({"--contours", 0,
                       fmt::format("{} contour{} manque{} au niveau « {} » : {}{}", count,
                                   count > 1 ? "s" : "", count > 1 ? "nt" : "", one(level),
                                   fmt::join(missing, ", "), count > names_shown ? "…" : "")});
  }
  if (given.empty() && faults_.empty())
    faults_.push_back({"--contours", 0, "les fichiers ne donnent aucun contour"});
}

ContourSet ContourReading::finish() {
  check_complete();
  ContourSet set;
  if (!faults_.empty()) return set;
  std::vector<Territory> territories;
  for (auto const& [key, territory] : territories_)
    territories.push_back(*territory);
  set.contours = std::move(contours_);
  if (!std::ranges::any_of(set.contours,
                           [](auto const& one) { return one.first.level == Level::commune; })) {
    auto made = approximate_contours(territories);
    set.approximate = true;
    set.contours.merge(made.contours);
  }
  dissolve_upwards(territories, set.contours);
  return set;
}

std::vector<std::string> ContourReading::notices() const {
  if (mended_ == 0) return {};
  return {fmt::format("{} code{} de contours sans leur zéro de tête, complété{} ({}).", mended_,
                      mended_ > 1 ? "s" : "", mended_ > 1 ? "s" : "", first_mended_)};
}

ContourSet approximate_contours(std::vector<Territory> const& territories) {
  std::vector<Vertex> points;
  std::vector<Key> keys;
  for (auto const& territory : territories) {
    if (territory.key.level != Level::commune || !territory.place) continue;
    points.push_back(to_vertex(*territory.place));
    keys.push_back(territory.key);
  }
  ContourSet set{{}, true};
  auto cells = cells_around(points);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!cells[i].polygons.empty()) set.contours.emplace(keys[i], std::move(cells[i]));
  }
  dissolve_upwards(territories, set.contours);
  return set;
}

void dissolve_upwards(std::vector<Territory> const& territories, std::map<Key, Contour>& contours) {
  std::map<Key, std::vector<Contour const*>> parts;
  auto const give = [&](Key const& whole, Contour const& part) {
    if (!whole.code.empty() && !contours.contains(whole)) parts[whole].push_back(&part);
  };
  for (auto const& territory : territories) {
    if (territory.key.level != Level::commune) continue;
    auto const found = contours.find(territory.key);
    if (found == contours.end()) continue;
    give({Level::epci, territory.epci}, found->second);
    give({Level::arrondissement, territory.arrondissement}, found->second);
  }
  std::map<Key, Contour> made;
  for (auto const& [key, inside] : parts)
    made.emplace(key, united(inside));
  // Arrondissements are parts of departments, and these of the region: unions of unions.
  auto const dissolve = [&](Level of, Level into, auto const& whole) {
    std::map<Key, std::vector<Contour const*>> groups;
    for (auto const& territory : territories) {
      Key const key{into, whole(territory)};
      if (territory.key.level != of || key.code.empty() || contours.contains(key)) continue;
      auto const found = made.find(territory.key);
      auto const given = contours.find(territory.key);
      if (found != made.end()) {
        groups[key].push_back(&found->second);
      } else if (given != contours.end()) {
        groups[key].push_back(&given->second);
      }
    }
    for (auto const& [key, inside] : groups)
      made.emplace(key, united(inside));
  };
  dissolve(Level::arrondissement, Level::department,
           [](Territory const& territory) { return territory.department; });
  std::string region;
  for (auto const& territory : territories) {
    if (territory.key.level == Level::region) region = territory.key.code;
  }
  dissolve(Level::department, Level::region, [&](Territory const&) { return region; });
  contours.merge(made);
}

bool covers(ContourSet const& set, std::vector<Territory> const& territories) {
  return !set.approximate && std::ranges::all_of(territories, [&](Territory const& territory) {
    return territory.key.level != Level::commune || set.contours.contains(territory.key);
  });
}

}  // namespace pacte::territory
