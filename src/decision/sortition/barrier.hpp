// The greatest weighted sum of logarithms under linear constraints, by an interior-point method.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "decision/sortition/linear.hpp"

namespace pacte::decision::sortition {

struct BarrierVariable {
  double lower = 0;
  double upper = no_limit;
  double gain = 0;  // the objective has gain x log(variable)
};

struct BarrierRow {
  std::vector<Entry> entries;  // by variable
  double total = 0;
};

/// Values of the variables. Each row adds up to its total. Nothing when it does not converge.
std::optional<std::vector<double>> maximise_logarithms(
    std::vector<BarrierVariable> const& variables, std::vector<BarrierRow> const& rows);

}  // namespace pacte::decision::sortition
