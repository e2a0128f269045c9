// A table of amounts set against the territories: what each place, department and zoning has of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "territory/amounts.hpp"
#include "territory/justice.hpp"

namespace pacte::territory {

/// A territory that a zoning names. `part`: the zoning is a neighbourhood or a site in it.
struct ZoningExtent {
  std::string zoning;
  std::string name;  // French
  Key key;
  bool part = false;
  std::string label{};  // as the document writes it
};

struct JusticeOptions {
  Level groups = Level::department;  // of the split between and within: departments or EPCI
  bool absent_are_zero = true;       // territories that the table does not name; else left out
};

struct GroupShare {
  Key key;
  std::string name;
  std::size_t places = 0;
  std::int64_t population = 0;
  Quantity value = 0;
};

struct ZoningShare {
  std::string zoning;
  std::string name;
  std::size_t members = 0;
  Reach reach;
};

struct JusticeReport {
  Level level = Level::commune;
  std::vector<PlaceShare> places;  // by code
  std::size_t absent = 0;          // not named by the table
  std::int64_t population = 0;
  Quantity total = 0;
  std::optional<Concentration> concentration{};
  std::vector<GroupShare> groups{};
  std::vector<SizeClass> sizes{};
  std::vector<ZoningShare> zonings{};
};

/// `territories`: the whole reference. An EPCI that lies in several departments is counted in that
/// where most of its inhabitants live; departments and EPCI by EPCI are groups of their own.
JusticeReport justice_of(Amounts const& amounts, std::span<Territory const> territories,
                         std::span<ZoningExtent const> zonings, JusticeOptions const& options);

}  // namespace pacte::territory
