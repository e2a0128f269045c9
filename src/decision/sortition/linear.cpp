#include "decision/sortition/linear.hpp"

#include <algorithm>

#include <ClpDualRowSteepest.hpp>
#include <ClpPrimalColumnDantzig.hpp>
#include <ClpSimplex.hpp>

namespace pacte::decision::sortition {
namespace {

constexpr double tolerance = 1e-7;

double limit(double value) {
  return std::clamp(value, -COIN_DBL_MAX, COIN_DBL_MAX);
}

struct Packed {
  std::vector<int> indices;
  std::vector<double> values;

  explicit Packed(std::span<Entry const> entries) {
    for (auto const& entry : entries) {
      indices.push_back(entry.index);
      values.push_back(entry.value);
    }
  }
  [[nodiscard]] int size() const { return static_cast<int>(indices.size()); }
};

}  // namespace

LinearProgramme::LinearProgramme(SolverSettings const& settings)
    : simplex_{std::make_unique<ClpSimplex>()} {
  simplex_->setLogLevel(0);
  simplex_->setPrimalTolerance(tolerance);
  simplex_->setDualTolerance(tolerance);
  simplex_->setPerturbation(settings.perturbation ? 50 : 100);
  if (!settings.scaling) simplex_->scaling(0);
  if (!settings.steepest_pivot) {
    ClpPrimalColumnDantzig dantzig;
    simplex_->setPrimalColumnPivotAlgorithm(dantzig);
  }
}

LinearProgramme::~LinearProgramme() = default;
LinearProgramme::LinearProgramme(LinearProgramme&& other) noexcept = default;
LinearProgramme& LinearProgramme::operator=(LinearProgramme&& other) noexcept = default;

int LinearProgramme::add_row(double lower, double upper, std::span<Entry const> columns) {
  Packed const packed{columns};
  simplex_->addRow(packed.size(), packed.indices.data(), packed.values.data(), limit(lower),
                   limit(upper));
  return simplex_->numberRows() - 1;
}

int LinearProgramme::add_column(double lower, double upper, double cost,
                                std::span<Entry const> rows) {
  Packed const packed{rows};
  simplex_->addColumn(packed.size(), packed.indices.data(), packed.values.data(), limit(lower),
                      limit(upper), cost);
  return simplex_->numberColumns() - 1;
}

void LinearProgramme::set_column_limits(int column, double lower, double upper) {
  simplex_->setColumnBounds(column, limit(lower), limit(upper));
}

void LinearProgramme::set_row_limits(int row, double lower, double upper) {
  simplex_->setRowBounds(row, limit(lower), limit(upper));
}

void LinearProgramme::set_cost(int column, double cost) {
  simplex_->setObjectiveCoefficient(column, cost);
}

void LinearProgramme::set_coefficient(int row, int column, double value) {
  simplex_->modifyCoefficient(row, column, value);
}

LinearProgramme::Outcome LinearProgramme::outcome() const {
  if (simplex_->isProvenOptimal()) return Outcome::optimal;
  return simplex_->isProvenPrimalInfeasible() ? Outcome::infeasible : Outcome::failed;
}

LinearProgramme::Outcome LinearProgramme::solve() {
  simplex_->dual();
  if (outcome() == Outcome::failed) simplex_->primal();
  return outcome();
}

LinearProgramme::Outcome LinearProgramme::solve_primal() {
  simplex_->primal();
  return outcome();
}

double LinearProgramme::objective() const {
  return simplex_->objectiveValue();
}
double LinearProgramme::value(int column) const {
  return simplex_->primalColumnSolution()[column];
}
double LinearProgramme::row_price(int row) const {
  return simplex_->dualRowSolution()[row];
}
double LinearProgramme::reduced_cost(int column) const {
  return simplex_->dualColumnSolution()[column];
}
int LinearProgramme::columns() const {
  return simplex_->numberColumns();
}
int LinearProgramme::rows() const {
  return simplex_->numberRows();
}

}  // namespace pacte::decision::sortition
