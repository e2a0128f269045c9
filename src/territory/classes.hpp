// Values cut into classes, for maps: where the cuts are, by which method.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace pacte::territory {

enum class Classification {
  quantiles,    // as many territories in each class, as nearly as equal values let
  jenks,        // least variance within classes (Fisher, 1958; Jenks, 1967): the exact optimum
  equal_steps,  // the extent cut into equal parts
};

std::string_view label(Classification method);  // French: "quantiles"

/// Classes of increasing values: each goes from its bound, included, to the next one's, excluded;
/// the last class holds the greatest value. Bounds are the least values of the classes (with
/// `equal_steps`, round parts of the extent), all different: fewer than `count` where there are not
/// enough different values. Empty without a value.
std::vector<double> class_bounds(std::span<double const> values, std::size_t count,
                                 Classification method);

/// The class of a value, from 0; values below the first bound are in the first class.
std::size_t class_of(double value, std::span<double const> bounds);

}  // namespace pacte::territory
