// Integer programmes, solved by Cbc.
//
// Some programmes make the library abort its process: what must survive calls `solve_guarded`, or
// runs whole in a child (isolation.hpp).
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "decision/sortition/linear.hpp"

namespace pacte::decision::sortition {

struct IntegerColumn {
  double lower = 0;
  double upper = 0;
  double cost = 0;
  bool integer = true;
};

struct IntegerRow {
  double lower = 0;
  double upper = 0;
  std::vector<Entry> entries;  // by column
};

/// Minimises the costs.
struct IntegerProgramme {
  std::vector<IntegerColumn> columns;
  std::vector<IntegerRow> rows;
};

struct IntegerOptions {
  SolverSettings settings{};
  bool any_solution = false;           // the first one found will do
  std::chrono::milliseconds limit{0};  // of processor time; zero: none
};

struct IntegerResult {
  enum class Status { optimal, feasible, infeasible, unknown };
  Status status = Status::unknown;
  double objective = 0;
  std::vector<double> values{};  // by column, integers exact; empty without a solution
};

/// In this process.
IntegerResult solve(IntegerProgramme const& programme, IntegerOptions const& options = {});

/// In a child process, at most `limit` (zero: no limit) of real time each time; when the solver
/// breaks down, again with other settings. `unknown` when none succeeds.
IntegerResult solve_guarded(IntegerProgramme const& programme, std::chrono::milliseconds limit);

/// The settings in the order in which they are tried.
std::span<SolverSettings const> settings_to_try();

}  // namespace pacte::decision::sortition
