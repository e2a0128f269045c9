// The official territories: from the commune to the region, and the zonings they belong to.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/model.hpp"

namespace pacte::territory {

/// From the widest to the smallest.
enum class Level { region, department, arrondissement, epci, commune };

inline constexpr std::array all_levels{Level::region, Level::department, Level::arrondissement,
                                       Level::epci, Level::commune};

std::string_view name(Level level);  // in the database and the API: "department"
std::string_view slug(Level level);  // in the addresses of pages: "departement"
std::string_view one(Level level);   // French, shown: "Département"
std::optional<Level> level_named(std::string_view name);
std::optional<Level> level_slugged(std::string_view slug);

struct Place {
  double longitude = 0;  // WGS84 degrees
  double latitude = 0;
};

/// Level and official code: INSEE, or SIREN for an EPCI.
struct Key {
  Level level = Level::commune;
  std::string code;
  auto operator<=>(Key const&) const = default;
};

/// "commune:31555"
std::string to_text(Key const& key);
std::optional<Key> parse_key(std::string_view text);

/// Page of a territory, without language prefix: "/territoires/commune/31555".
std::string page_path(Key const& key);
std::string api_path(Key const& key);

struct Territory {
  Key key;
  std::string name;
  std::string type;                      // of an EPCI: CC, CA, CU, METRO; empty otherwise
  std::int64_t population = 0;           // municipal population, inside the region
  std::optional<std::int64_t> communes;  // how many it holds inside the region; none for a commune
  std::optional<std::int64_t> population_total;  // of an EPCI, with its part outside the region
  std::optional<std::int64_t> communes_total;
  std::string department;                // code; empty where there is none
  std::vector<std::string> departments;  // of an EPCI
  std::string arrondissement;
  std::string epci;
  std::string seat;  // commune code of the chief town
  std::vector<std::string> postal_codes;
  std::optional<Place> place;  // a point inside, of a commune
};

/// Whether a commune is the territory of that key, or lies in it; the region holds all of them.
bool lies_in(Territory const& commune, Key const& key);

/// A zoning or role that a document gives to a territory.
struct ZoningMember {
  std::string zoning;                     // "qpv-city"
  std::string zoning_name;                // French
  std::string code;                       // the member's own; empty: known by its territories
  std::string label;                      // as the document writes the member
  std::string note;                       // of the reader; may be empty
  bool whole = false;                     // all of the territory; or a neighbourhood, a site in it
  bool drawn = false;                     // has a contour of its own
  std::vector<source::Citation> sources;  // those whose document is in the corpus
};

}  // namespace pacte::territory
