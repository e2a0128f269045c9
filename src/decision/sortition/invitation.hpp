// Before the draw: to which households to write first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace pacte::decision::sortition {

/// A territory, or any other part of the list of households.
struct Stratum {
  std::string name;
  std::uint64_t households = 0;  // on the list
  std::uint64_t population = 0;  // what its share of the answers should follow
  std::uint64_t answers = 0;     // expected out of `letters`
  std::uint64_t letters = 0;
};

struct Invitations {
  std::size_t stratum = 0;
  /// Places in the list of the stratum, from 0, ascending. Each household has the inclusion
  /// probability `chosen.size() / households`, exactly.
  std::vector<std::uint64_t> chosen;
};

/// `count` households in all. A stratum gets letters in proportion to population / response rate,
/// so that answers follow the population; whole numbers by largest remainders, chance deciding
/// between equal ones; a stratum that has too few households gets all, and the others the rest.
/// Within a stratum, simple random sampling without replacement. Problems, `invalid`: no stratum,
/// a rate of zero or above one, no household, more letters than households.
Result<std::vector<Invitations>> draw_invitations(std::vector<Stratum> const& strata,
                                                  std::uint64_t count, std::string_view seed);

}  // namespace pacte::decision::sortition
