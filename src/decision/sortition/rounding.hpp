// A lottery over panels whose weights are whole numbers.
#pragma once

#include <cstddef>
#include <vector>

#include "decision/sortition/peeling.hpp"

namespace pacte::decision::sortition {

/// `count` panels by class, such that everyone's share of them is less than one panel away from
/// `count` times the probability that `panels` give, as long as such panels are found; otherwise as
/// close as was found. Who gains by rounding is left to chance.
///
/// Each panel comes as many whole times as its weight gives. What is left, a point of fractional
/// seats, is rounded at random to a whole point that keeps the limits which all the panels together
/// must keep; then panels are taken off that point one after the other.
std::vector<Seats> round_lottery(SeatModel const& model, std::vector<WeightedPanel> const& panels,
                                 std::size_t count, SearchRandom& random);

}  // namespace pacte::decision::sortition
