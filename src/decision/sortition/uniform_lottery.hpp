// A public draw: a thousand panels of equal chance, so that one number from 000 to 999 decides.
//
// Every panel keeps the quotas and nobody's share of the thousand is a whole panel away from the
// probability computed (compare Flanigan, Kehne, Procaccia, "Fair sortition made transparent",
// NeurIPS 2021).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "decision/sortition/peeling.hpp"

namespace pacte::decision::sortition {

inline constexpr std::size_t lottery_size = 1'000;

struct UniformLottery {
  std::vector<std::vector<std::size_t>> panels;  // by number, places in the pool, ascending
  double largest_deviation = 0;                  // of a person's share, from the probability
};

/// The seed, published, decides how panels are rounded and in which order they are numbered.
UniformLottery make_uniform_lottery(SeatModel const& model,
                                    std::vector<WeightedPanel> const& panels,
                                    std::string_view seed);

}  // namespace pacte::decision::sortition
