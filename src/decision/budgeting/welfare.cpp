#include "decision/budgeting/welfare.hpp"

#include <algorithm>

#include "decision/budgeting/greedy.hpp"
#include "decision/budgeting/project_set.hpp"
#include "decision/budgeting/welfare_search.hpp"

namespace pacte::decision::budgeting {

namespace {

constexpr std::size_t most_states = 4'000'000;

struct Item {
  ProjectIndex project;
  Amount cost;
  Int128 gain;
};

// The sets kept after some of the projects: dearer ones are better ones.
struct Layer {
  struct State {
    Amount cost;
    Int128 gain;
  };
  std::vector<State> states{};
  std::vector<std::uint64_t> sets{};  // `words` for each state
};

class Knapsack {
 public:
  Knapsack(Count const& count, Amount capacity, std::vector<Item> items)
      : count_{count},
        capacity_{capacity},
        items_{std::move(items)},
        words_{words_for(count.election.projects.size())} {
    std::ranges::sort(items_, [&](Item const& left, Item const& right) {
      return compare_density(count_, left.project, right.project) < 0;
    });
    costs_.assign(1, 0);
    gains_.assign(1, 0);
    for (auto const& item : items_) {
      costs_.push_back(costs_.back() + item.cost);
      gains_.push_back(gains_.back() + item.gain);
    }
  }

  // The places, by precedence, of the best set; nothing when there are too many sets to keep.
  std::optional<std::vector<std::uint64_t>> solve() {
    Layer layer{.states = {{0, 0}}, .sets = std::vector<std::uint64_t>(words_)};
    for (std::size_t i = 0; i < items_.size(); ++i) {
      layer = extend(layer, i);
      if (layer.states.size() > most_states) return std::nullopt;
    }
    auto const last = layer.states.size() - 1;
    auto const set = set_of(layer, last);
    return std::vector(set.begin(), set.end());
  }

 private:
  std::span<std::uint64_t const> set_of(Layer const& layer, std::size_t state) const {
    return std::span{layer.sets}.subspan(state * words_, words_);
  }

  // What a state can reach with the projects from `next` on: Dantzig's bound. What it surely
  // reaches, by taking them in turn until one does not fit, raises `surely_`.
  Int128 bound(Layer::State const& state, std::size_t next) {
    Amount const room = capacity_ - state.cost;
    auto const first = costs_.begin() + static_cast<std::ptrdiff_t>(next);
    auto const end = std::upper_bound(first, costs_.end(), *first + room) - 1;
    auto const reached = static_cast<std::size_t>(end - costs_.begin());
    Int128 const whole = state.gain + gains_[reached] - gains_[next];
    surely_ = std::max(surely_, whole);
    if (reached == items_.size()) return whole;
    Int128 const rest = room - (*end - *first);
    auto const& broken = items_[reached];
    Int128 const total = count_.utilities.total(broken.project);
    return whole + (count_.utilities.times_cost() ? rest * total : rest * total / broken.cost);
  }

  // Every state, and every state with one more project; those that cannot be best are left out.
  Layer extend(Layer const& from, std::size_t i) {
    auto const& item = items_[i];
    Layer to;
    std::vector<std::uint64_t> with(words_);
    std::size_t without_at = 0;
    std::size_t with_at = 0;
    auto const fits = [&](std::size_t at) {
      return at < from.states.size() && from.states[at].cost + item.cost <= capacity_;
    };
    while (without_at < from.states.size() || fits(with_at)) {
      bool const plain =
          without_at < from.states.size() &&
          (!fits(with_at) || from.states[without_at].cost <= from.states[with_at].cost + item.cost);
      if (plain) {
        keep(to, from.states[without_at], set_of(from, without_at), i + 1);
        ++without_at;
        continue;
      }
      auto const set = set_of(from, with_at);
      std::ranges::copy(set, with.begin());
      insert(with, count_.precedence[item.project]);
      keep(to, {from.states[with_at].cost + item.cost, from.states[with_at].gain + item.gain}, with,
           i + 1);
      ++with_at;
    }
    return to;
  }

  // States come by increasing cost.
  void keep(Layer& to, Layer::State const& state, std::span<std::uint64_t const> set,
            std::size_t next) {
    if (!to.states.empty()) {
      auto const& last = to.states.back();
      auto const last_set = set_of(to, to.states.size() - 1);
      bool const better =
          state.gain > last.gain || (state.gain == last.gain && preferred(set, last_set));
      if (!better) return;
    }
    if (bound(state, next) < surely_) return;
    if (!to.states.empty() && to.states.back().cost == state.cost) {
      to.states.pop_back();
      to.sets.resize(to.sets.size() - words_);
    }
    to.states.push_back(state);
    to.sets.insert(to.sets.end(), set.begin(), set.end());
  }

  Count count_;
  Amount capacity_;
  std::vector<Item> items_;  // densest first
  std::size_t words_;
  std::vector<Int128> costs_;  // of the first items together
  std::vector<Int128> gains_;
  Int128 surely_ = 0;
};

WelfareCount made_of(Count const& count, std::span<std::uint64_t const> set) {
  WelfareCount made;
  std::vector<ProjectIndex> by_place(count.election.projects.size());
  for (ProjectIndex p = 0; p < by_place.size(); ++p)
    by_place[count.precedence[p]] = p;
  for (std::size_t place = 0; place < by_place.size(); ++place) {
    if (!contains(set, place)) continue;
    choose(made.outcome, count.election, by_place[place]);
    made.welfare += gain(count, by_place[place]);
  }
  return made;
}

Result<WelfareCount> knapsack(Count const& count, std::optional<ProjectIndex> forced) {
  auto const& projects = count.election.projects;
  auto capacity = count.election.budget;
  if (forced) capacity -= projects[*forced].cost;
  if (capacity < 0) return WelfareCount{};
  std::vector<Item> items;
  std::vector<std::uint64_t> free(words_for(projects.size()));
  if (forced) insert(free, count.precedence[*forced]);
  for (ProjectIndex p = 0; p < projects.size(); ++p) {
    if (p == forced || count.utilities.total(p) == 0) continue;
    if (projects[p].cost == 0) {
      insert(free, count.precedence[p]);
    } else if (projects[p].cost <= capacity) {
      items.push_back({p, projects[p].cost, gain(count, p)});
    }
  }
  auto best = Knapsack{count, capacity, std::move(items)}.solve();
  if (!best) {
    return fail(ProblemKind::too_large,
                "Cette élection est trop grande pour prouver quel ensemble est le meilleur ; "
                "choisissez une autre règle.");
  }
  for (std::size_t i = 0; i < free.size(); ++i)
    (*best)[i] |= free[i];
  return made_of(count, *best);
}

}  // namespace

Int128 gain(Count const& count, ProjectIndex project) {
  Int128 const factor =
      count.utilities.times_cost() ? count.election.projects[project].cost : Int128{1};
  return factor * count.utilities.total(project);
}

Result<WelfareCount> maximum_welfare(Count const& count, std::optional<ProjectIndex> forced) {
  if (count.constraints.none()) return knapsack(count, forced);
  auto const best = search_welfare(count, forced);
  if (!best) return std::unexpected{best.error()};
  return made_of(count, *best);
}

}  // namespace pacte::decision::budgeting
