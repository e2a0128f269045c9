// A point of fractional panels written as a lottery over real panels, one panel after the other.
#pragma once

#include <vector>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/panel_search.hpp"

namespace pacte::decision::sortition {

struct WeightedPanel {
  double weight = 0;
  Seats seats;
};

/// What could not be written is left: `mass` of probability whose expected seats are `left`.
struct Peeling {
  std::vector<WeightedPanel> panels;
  double mass = 1;
  std::vector<double> left;
};

/// Takes panels away as long as some are found. The sum of `seats` is the size of the panel.
Peeling peel(SeatModel const& model, std::vector<double> const& seats, SearchRandom& random);

/// The same in whole numbers: `start.mass` panels whose seats add up to `start.left`, both whole;
/// the weights of the panels taken are how many times they were. Adds to `start.panels`.
Peeling peel_whole(SeatModel const& model, Peeling start, SearchRandom& random);

}  // namespace pacte::decision::sortition
