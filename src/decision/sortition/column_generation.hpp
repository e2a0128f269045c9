// Leximin over real panels, stage by stage, as Flanigan and others do (Nature 2021, supplement),
// with classes in the place of people.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "decision/sortition/peeling.hpp"
#include "decision/sortition/pricing.hpp"
#include "decision/sortition/relaxation.hpp"

namespace pacte::decision::sortition {

struct ColumnLeximin {
  Leximin leximin;
  std::vector<WeightedPanel> panels;
};

/// `known` holds at least one panel. `settled`, if given, hears how many classes are settled.
ColumnLeximin column_leximin(SeatModel const& model, std::vector<Seats> known, Pricing& pricing,
                             SolverSettings const& settings, std::size_t max_stages = SIZE_MAX,
                             std::function<void(std::size_t)> const& settled = {});

}  // namespace pacte::decision::sortition
