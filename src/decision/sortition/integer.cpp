#include "decision/sortition/integer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <CbcModel.hpp>
#include <CbcSolver.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>
#include <fmt/format.h>

namespace pacte::decision::sortition {
namespace {

void load(IntegerProgramme const& programme, OsiClpSolverInterface& solver) {
  auto const columns = static_cast<int>(programme.columns.size());
  CoinPackedMatrix matrix{false, 0, 0};
  matrix.setDimensions(0, columns);
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  std::vector<int> indices;
  std::vector<double> values;
  for (auto const& row : programme.rows) {
    indices.clear();
    values.clear();
    for (auto const& entry : row.entries) {
      indices.push_back(entry.index);
      values.push_back(entry.value);
    }
    matrix.appendRow(static_cast<int>(indices.size()), indices.data(), values.data());
    row_lower.push_back(std::max(row.lower, -COIN_DBL_MAX));
    row_upper.push_back(std::min(row.upper, COIN_DBL_MAX));
  }
  std::vector<double> lower;
  std::vector<double> upper;
  std::vector<double> cost;
  for (auto const& column : programme.columns) {
    lower.push_back(std::max(column.lower, -COIN_DBL_MAX));
    upper.push_back(std::min(column.upper, COIN_DBL_MAX));
    cost.push_back(column.cost);
  }
  solver.loadProblem(matrix, lower.data(), upper.data(), cost.data(), row_lower.data(),
                     row_upper.data());
  for (int i = 0; i < columns; ++i) {
    if (programme.columns[static_cast<std::size_t>(i)].integer) solver.setInteger(i);
  }
}

std::vector<std::string> arguments(IntegerOptions const& options) {
  std::vector<std::string> words{"cbc", "-log", "0"};
  auto const add = [&](std::string const& name, std::string const& value) {
    words.push_back("-" + name);
    words.push_back(value);
  };
  if (!options.settings.steepest_pivot) add("primalPivot", "dantzig");
  if (!options.settings.perturbation) add("perturbation", "off");
  if (!options.settings.scaling) add("scaling", "off");
  if (!options.settings.presolve) add("presolve", "off");
  if (options.any_solution) add("maxSolutions", "1");
  if (options.limit.count() > 0) {
    add("seconds", fmt::format("{:.3f}", static_cast<double>(options.limit.count()) / 1000));
  }
  // Two panels may differ by very little: the default increment would hide the better one.
  add("ratioGap", "0");
  add("allowableGap", "0");
  add("increment", "1e-9");
  words.emplace_back("-solve");
  words.emplace_back("-quit");
  return words;
}

IntegerResult result_of(CbcModel const& model, IntegerProgramme const& programme) {
  IntegerResult result;
  if (auto const* best = model.bestSolution(); best != nullptr) {
    result.status =
        model.isProvenOptimal() ? IntegerResult::Status::optimal : IntegerResult::Status::feasible;
    for (std::size_t i = 0; i < programme.columns.size(); ++i) {
      auto const& column = programme.columns[i];
      result.values.push_back(column.integer ? std::round(best[i]) : best[i]);
      result.objective += column.cost * result.values.back();
    }
  } else if (model.isProvenInfeasible() || (model.status() == 0 && !model.isAbandoned())) {
    result.status = IntegerResult::Status::infeasible;
  }
  return result;
}

}  // namespace

IntegerResult solve(IntegerProgramme const& programme, IntegerOptions const& options) {
  OsiClpSolverInterface solver;
  load(programme, solver);
  solver.messageHandler()->setLogLevel(0);
  solver.getModelPtr()->setLogLevel(0);
  CbcModel model{solver};
  model.setLogLevel(0);
  CbcSolverUsefulData data;
  data.noPrinting_ = true;
  CbcMain0(model, data);
  auto const words = arguments(options);
  std::vector<char const*> pointers;
  for (auto const& word : words)
    pointers.push_back(word.c_str());
  CbcMain1(
      static_cast<int>(pointers.size()), pointers.data(), model, [](CbcModel*, int) { return 0; },
      data);
  return result_of(model, programme);
}

std::span<SolverSettings const> settings_to_try() {
  static constexpr std::array<SolverSettings, 5> all{{
      {},
      {.steepest_pivot = false},
      {.perturbation = false},
      {.scaling = false},
      {.steepest_pivot = false, .perturbation = false, .scaling = false, .presolve = false},
  }};
  return all;
}

}  // namespace pacte::decision::sortition
