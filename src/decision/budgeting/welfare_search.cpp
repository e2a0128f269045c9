#include "decision/budgeting/welfare_search.hpp"

#include <algorithm>
#include <cmath>

#include <CbcModel.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

#include "decision/budgeting/project_set.hpp"
#include "decision/budgeting/welfare.hpp"

namespace pacte::decision::budgeting {

namespace {

constexpr std::uint64_t most_nodes = 100'000'000;
// Prices are whole multiples of 2^-price_bits.
constexpr int price_bits = 20;
constexpr double seconds_for_proposal = 10;

// sum of weight * x <= limit, x being 0 or 1 for each project.
struct Row {
  std::vector<std::pair<std::size_t, Int128>> weights{};
  Int128 limit = 0;
};

class Search {
 public:
  Search(Count const& count, std::optional<ProjectIndex> forced) : count_{count}, forced_{forced} {
    auto const projects = static_cast<ProjectIndex>(count.election.projects.size());
    place_of_.assign(projects, projects);
    Eligibility const start{count.election, count.constraints};
    for (ProjectIndex p = 0; p < projects; ++p) {
      bool const useless =
          count.utilities.total(p) == 0 && p != forced && start.dependents(p).empty();
      bool const hopeless =
          start.closed(p) || count.election.projects[p].cost > count.election.budget;
      if (useless || hopeless) continue;
      place_of_[p] = projects_.size();
      projects_.push_back(p);
    }
    make_rows();
  }

  Result<std::vector<std::uint64_t>> run();

 private:
  void make_rows();
  void propose();
  void price(double const* duals);
  void consider(std::vector<bool> const& taken);
  bool feasible(std::vector<bool> const& taken) const;
  void descend(std::size_t depth, Int128 bound);
  void try_value(std::size_t depth, std::size_t column, bool value, Int128 bound);
  bool can_take(std::size_t column) const;
  bool doomed(std::size_t column) const;

  Count count_;
  std::optional<ProjectIndex> forced_;
  std::vector<ProjectIndex> projects_;  // by column
  std::vector<std::size_t> place_of_;   // by project: its column, or the number of projects
  std::vector<Row> rows_;
  std::vector<std::vector<std::pair<std::size_t, Int128>>> uses_;  // by column: rows and weights
  std::vector<Int128> reduced_;     // by column: gain less priced weights, in 2^-price_bits
  Int128 relaxed_ = 0;              // what no set exceeds, in 2^-price_bits
  std::vector<std::size_t> order_;  // columns, most decided first
  std::vector<Int128> room_;        // by row: limit less what is taken
  std::vector<Int128> relief_;      // by row: what columns still to come may give back
  std::vector<bool> taken_;
  Int128 best_ = -1;
  std::vector<std::uint64_t> best_set_;
  std::uint64_t nodes_ = 0;
};

void Search::make_rows() {
  auto const none = place_of_.size();
  auto const& constraints = count_.constraints;
  auto const row_of = [&](std::vector<ProjectIndex> const& members, bool costs, Int128 limit) {
    Row row{.weights = {}, .limit = limit};
    for (auto const p : members) {
      if (place_of_[p] == none) continue;
      row.weights.emplace_back(place_of_[p],
                               costs ? Int128{count_.election.projects[p].cost} : Int128{1});
    }
    rows_.push_back(std::move(row));
  };
  row_of(projects_, true, count_.election.budget);
  for (auto const& group : constraints.groups)
    row_of(group.projects, true, group.limit);
  for (auto const& list : constraints.exclusive)
    row_of(list, false, 1);
  for (auto const& [project, needs] : constraints.dependencies) {
    if (place_of_[project] == none) continue;
    Row row;
    row.weights.emplace_back(place_of_[project], 1);
    if (place_of_[needs] != none) row.weights.emplace_back(place_of_[needs], -1);
    rows_.push_back(std::move(row));
  }
  if (forced_ && place_of_[*forced_] != none) {
    rows_.push_back({.weights = {{place_of_[*forced_], -1}}, .limit = -1});
  }
  uses_.resize(projects_.size());
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    for (auto const& [column, weight] : rows_[r].weights)
      uses_[column].emplace_back(r, weight);
  }
}

bool Search::feasible(std::vector<bool> const& taken) const {
  return std::ranges::all_of(rows_, [&](Row const& row) {
    Int128 sum = 0;
    for (auto const& [column, weight] : row.weights)
      sum += taken[column] ? weight : 0;
    return sum <= row.limit;
  });
}

// Keeps a set if it is better, or as good and preferred.
void Search::consider(std::vector<bool> const& taken) {
  if (!feasible(taken)) return;
  Int128 sum = 0;
  std::vector<std::uint64_t> set(words_for(place_of_.size()));
  for (std::size_t column = 0; column < taken.size(); ++column) {
    if (!taken[column]) continue;
    sum += gain(count_, projects_[column]);
    insert(set, count_.precedence[projects_[column]]);
  }
  if (sum < best_ || (sum == best_ && !preferred(set, best_set_))) return;
  best_ = sum;
  best_set_ = std::move(set);
}

// Cbc's set, and the prices of the rows in the linear relaxation. They only guide the search.
void Search::propose() {
  auto const columns = static_cast<int>(projects_.size());
  CoinPackedMatrix matrix{false, 0, 0};
  matrix.setDimensions(0, columns);
  std::vector<double> limits;
  for (auto const& row : rows_) {
    std::vector<int> indices;
    std::vector<double> weights;
    for (auto const& [column, weight] : row.weights) {
      indices.push_back(static_cast<int>(column));
      weights.push_back(static_cast<double>(weight));
    }
    matrix.appendRow(static_cast<int>(indices.size()), indices.data(), weights.data());
    limits.push_back(static_cast<double>(row.limit));
  }
  std::vector<double> const zeros(projects_.size(), 0.0);
  std::vector<double> const ones(projects_.size(), 1.0);
  std::vector<double> objective;
  for (auto const p : projects_)
    objective.push_back(-static_cast<double>(gain(count_, p)));
  std::vector<double> const lowest(rows_.size(), -COIN_DBL_MAX);
  OsiClpSolverInterface solver;
  solver.messageHandler()->setLogLevel(0);
  solver.loadProblem(matrix, zeros.data(), ones.data(), objective.data(), lowest.data(),
                     limits.data());
  solver.initialSolve();
  price(solver.isProvenOptimal() ? solver.getRowPrice() : nullptr);
  for (int column = 0; column < columns; ++column)
    solver.setInteger(column);
  CbcModel model{solver};
  model.setLogLevel(0);
  model.setMaximumSeconds(seconds_for_proposal);
  model.branchAndBound();
  if (model.bestSolution() == nullptr) return;
  std::vector<bool> taken;
  for (int column = 0; column < columns; ++column)
    taken.push_back(model.bestSolution()[column] > 0.5);
  consider(taken);
}

// For any prices not below zero, no set is above the sum of price * limit over rows and of what is
// left of the gains, where that is positive.
void Search::price(double const* duals) {
  std::vector<Int128> prices(rows_.size());
  for (std::size_t r = 0; duals != nullptr && r < rows_.size(); ++r) {
    prices[r] = static_cast<Int128>(std::ldexp(std::max(0.0, -duals[r]), price_bits));
  }
  relaxed_ = 0;
  for (std::size_t r = 0; r < rows_.size(); ++r)
    relaxed_ += prices[r] * rows_[r].limit;
  reduced_.clear();
  for (std::size_t column = 0; column < projects_.size(); ++column) {
    Int128 left = gain(count_, projects_[column]) << price_bits;
    for (auto const& [row, weight] : uses_[column])
      left -= prices[row] * weight;
    relaxed_ += std::max<Int128>(0, left);
    reduced_.push_back(left);
  }
}

bool Search::can_take(std::size_t column) const {
  return std::ranges::all_of(uses_[column], [&](auto const& use) {
    auto const& [row, weight] = use;
    return weight <= 0 || room_[row] - weight + relief_[row] >= 0;
  });
}

// After a column is decided, whether some row can no longer be kept.
bool Search::doomed(std::size_t column) const {
  return std::ranges::any_of(
      uses_[column], [&](auto const& use) { return room_[use.first] + relief_[use.first] < 0; });
}

void Search::try_value(std::size_t depth, std::size_t column, bool value, Int128 bound) {
  for (auto const& [row, weight] : uses_[column]) {
    if (weight < 0) relief_[row] += weight;
    if (value) room_[row] -= weight;
  }
  if (!doomed(column)) {
    taken_[column] = value;
    descend(depth + 1, bound);
    taken_[column] = false;
  }
  for (auto const& [row, weight] : uses_[column]) {
    if (weight < 0) relief_[row] -= weight;
    if (value) room_[row] += weight;
  }
}

// `bound`: what no set with the columns decided so far exceeds.
void Search::descend(std::size_t depth, Int128 bound) {
  if (++nodes_ > most_nodes || bound < best_ << price_bits) return;
  if (depth == order_.size()) {
    consider(taken_);
    return;
  }
  auto const column = order_[depth];
  auto const left = reduced_[column];
  bool const inclined = left > 0;
  for (bool const value : {inclined, !inclined}) {
    if (value && !can_take(column)) continue;
    // Going against the sign costs what is left of the gain.
    Int128 const cost = value == inclined ? 0 : std::max(left, -left);
    try_value(depth, column, value, bound - cost);
  }
}

Result<std::vector<std::uint64_t>> Search::run() {
  best_set_.assign(words_for(place_of_.size()), 0);
  if (forced_ && place_of_[*forced_] == place_of_.size()) return best_set_;
  if (!forced_) best_ = 0;
  propose();
  order_.resize(projects_.size());
  for (std::size_t column = 0; column < order_.size(); ++column)
    order_[column] = column;
  std::ranges::sort(order_, [&](std::size_t a, std::size_t b) {
    auto const first = std::max(reduced_[a], -reduced_[a]);
    auto const second = std::max(reduced_[b], -reduced_[b]);
    return first != second ? first > second : a < b;
  });
  for (auto const& row : rows_) {
    room_.push_back(row.limit);
    Int128 relief = 0;
    for (auto const& [column, weight] : row.weights)
      relief -= std::min<Int128>(0, weight);
    relief_.push_back(relief);
  }
  taken_.assign(projects_.size(), false);
  descend(0, relaxed_);
  if (nodes_ > most_nodes) {
    return fail(ProblemKind::too_large,
                "Cette élection est trop grande, avec ces contraintes, pour prouver quel ensemble "
                "est le meilleur ; choisissez une autre règle.");
  }
  return best_set_;
}

}  // namespace

Result<std::vector<std::uint64_t>> search_welfare(Count const& count,
                                                  std::optional<ProjectIndex> forced) {
  return Search{count, forced}.run();
}

}  // namespace pacte::decision::budgeting
