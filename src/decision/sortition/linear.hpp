// Linear programmes, solved by Clp. Numbers are floating: what is proven with them is proven again
// in exact arithmetic (certificate.hpp).
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <vector>

class ClpSimplex;

namespace pacte::decision::sortition {

inline constexpr double no_limit = std::numeric_limits<double>::max();

struct Entry {
  int index = 0;  // of the row, or of the column
  double value = 1;
};

/// Ways of solving that the solver can fall back on when it fails on a programme.
struct SolverSettings {
  bool steepest_pivot = true;
  bool perturbation = true;
  bool scaling = true;
  bool presolve = true;
};

/// Minimises. Solving again after a change starts from the former basis.
class LinearProgramme {
 public:
  explicit LinearProgramme(SolverSettings const& settings = {});
  ~LinearProgramme();
  LinearProgramme(LinearProgramme&& other) noexcept;
  LinearProgramme& operator=(LinearProgramme&& other) noexcept;
  LinearProgramme(LinearProgramme const&) = delete;
  LinearProgramme& operator=(LinearProgramme const&) = delete;

  /// Both give the index of what they add.
  int add_row(double lower, double upper, std::span<Entry const> columns = {});
  int add_column(double lower, double upper, double cost, std::span<Entry const> rows = {});
  void set_column_limits(int column, double lower, double upper);
  void set_row_limits(int row, double lower, double upper);
  void set_cost(int column, double cost);
  void set_coefficient(int row, int column, double value);

  enum class Outcome { optimal, infeasible, failed };
  Outcome solve();
  /// After columns were added, or costs changed: the former point still holds.
  Outcome solve_primal();

  [[nodiscard]] double objective() const;
  [[nodiscard]] double value(int column) const;
  [[nodiscard]] double row_price(int row) const;
  [[nodiscard]] double reduced_cost(int column) const;
  [[nodiscard]] int columns() const;
  [[nodiscard]] int rows() const;

 private:
  [[nodiscard]] Outcome outcome() const;
  std::unique_ptr<ClpSimplex> simplex_;
};

}  // namespace pacte::decision::sortition
