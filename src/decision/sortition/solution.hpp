// What solvers find, by class: the part of a draw that runs in a child process.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/sortition/certificate.hpp"
#include "decision/sortition/conflict.hpp"
#include "decision/sortition/linear.hpp"
#include "decision/sortition/peeling.hpp"

namespace pacte::decision::sortition {

struct Solution {
  std::vector<WeightedPanel> panels;
  Certificate certificate;
  std::optional<Infeasibility> infeasibility;  // instead of the rest
};

using Progress = std::function<void(std::string_view)>;

/// `max_stages` 1 stops at maximin.
Solution solve_leximin(SeatModel const& model, SolverSettings const& settings,
                       std::size_t max_stages, Progress const& progress);

std::string pack(Solution const& solution);
Solution unpack(std::string_view bytes);

}  // namespace pacte::decision::sortition
