// A point written as a lottery over known panels and new ones, or the proof that it cannot be.
#pragma once

#include <optional>
#include <vector>

#include "decision/sortition/peeling.hpp"
#include "decision/sortition/pricing.hpp"

namespace pacte::decision::sortition {

struct Mixing {
  enum class End { attained, separated };
  End end = End::separated;
  std::vector<WeightedPanel> panels;  // when attained; weights add up to 1
  std::vector<Seats> known;           // all panels met, for who goes on; empty when there is none
};

/// `seats` is by class and adds up to the size of the panel. `separated` means that prices were
/// found at which the point is worth more than any panel.
Mixing mix(SeatModel const& model, std::vector<double> const& seats, std::vector<Seats> known,
           Pricing& pricing, SearchRandom& random, SolverSettings const& settings);

/// The same from nothing: peels first, several times, which most often gives all the panels that
/// are needed.
Mixing attain(SeatModel const& model, std::vector<double> const& seats, Pricing& pricing,
              SolverSettings const& settings);

}  // namespace pacte::decision::sortition
