// From seats by class to people: everyone of a class gets the same probability.
#pragma once

#include <cstddef>
#include <vector>

#include "decision/sortition/peeling.hpp"

namespace pacte::decision::sortition {

struct PeoplePanel {
  double weight = 0;
  std::vector<std::size_t> members;  // places in the pool, ascending
};

/// Panels of people with weights adding up to 1. A panel by class is cut in several where its
/// seats must be shared out.
std::vector<PeoplePanel> share_out(SeatModel const& model,
                                   std::vector<WeightedPanel> const& panels);

/// By place in the pool.
std::vector<double> probabilities(std::size_t people, std::vector<PeoplePanel> const& panels);

}  // namespace pacte::decision::sortition
