// Territorial justice: how an amount or a count is shared out between places, whatever it counts.
//
// Everyone of a place is taken to have the place's amount per inhabitant, so that the measures are
// those of a distribution over people, a place counting for as many as live there. Gini: Corrado
// Gini, "Variabilità e mutabilità", 1912. Theil: Henri Theil, "Economics and Information Theory",
// 1967, chapter 4, which splits between and within groups without a rest.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

/// What is shared out, exact: in millionths of what is counted (an euro, a project, a seat).
using Quantity = std::int64_t;
inline constexpr Quantity unit_quantity = 1'000'000;

struct PlaceShare {
  Key key;
  std::string name;
  std::int64_t population = 0;
  Quantity value = 0;        // not negative
  std::string group;         // of the split between and within: a department's code
  std::string department{};  // code; that of most of its inhabitants; its own for a department
};

/// Nothing when nobody lives there.
std::optional<double> per_inhabitant(Quantity value, std::int64_t population);

/// The first `people` (share of all, those who have least per inhabitant first) have `value` of the
/// whole.
struct LorenzPoint {
  double people = 0;
  double value = 0;
};

struct Theil {
  double total = 0;    // 0 when all have the same; natural logarithms, no upper bound
  double between = 0;  // what is left if everyone had the mean of the group
  double within = 0;   // total - between: the groups' own, weighted by their share of the whole
};

struct Concentration {
  std::vector<LorenzPoint> lorenz;  // from (0, 0) to (1, 1)
  double gini = 0;                  // from 0 (all have the same) to 1
  Theil theil;
};

/// Places where nobody lives are left out. Nothing when the whole is 0 or nobody lives anywhere.
std::optional<Concentration> concentration(std::span<PlaceShare const> places);

/// How much of a place belongs to a zoning.
enum class Cover { none, part, whole };

/// What is sure, and what is possible.
template <class Number> struct Bounds {
  Number least{};
  Number most{};
  [[nodiscard]] bool certain() const { return least == most; }
};

struct Reach {
  Bounds<Quantity> value;
  Bounds<std::int64_t> population;
  Bounds<double> share_of_value;       // 0 to 1
  Bounds<double> share_of_population;  // 0 to 1
};

/// `value_cover` says of each place how much of it is in the zoning; `population` is known from
/// smaller places. A place that is partly in it may have all its value there, or none: no guess is
/// made. `total` of people: of the region.
Reach reach(std::span<PlaceShare const> places, std::span<Cover const> value_cover,
            Bounds<std::int64_t> population, std::int64_t total_population);

/// Places by how many live there.
struct SizeClass {
  std::int64_t least = 0;              // inhabitants
  std::optional<std::int64_t> most{};  // none for the largest
  std::size_t places = 0;
  std::int64_t population = 0;
  Quantity value = 0;
};

/// Classes without a place are left out.
std::vector<SizeClass> by_size(std::span<PlaceShare const> places);

/// A place among those of its size.
struct Peers {
  std::vector<std::size_t> places;    // the nearest in population, the place itself left out
  std::array<double, 3> quartiles{};  // of what they have per inhabitant
};

/// At most `count` of them; nothing when there is none or the place is not inhabited.
std::optional<Peers> peers(std::span<PlaceShare const> places, std::size_t place,
                           std::size_t count = 20);

}  // namespace pacte::territory
