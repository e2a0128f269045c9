#include "decision/budgeting/equal_shares.hpp"

#include <algorithm>

namespace pacte::decision::budgeting {

namespace {

constexpr std::int64_t full_purse = std::int64_t{1} << purse_bits;
// Above what any purse can pay per unit of value.
constexpr Int128 no_rate = Int128{1} << (purse_bits + 1);
constexpr std::size_t never = static_cast<std::size_t>(-1);

}  // namespace

EqualShares::EqualShares(Count const& count) : count_{count} {}

Amount EqualShares::factor(ProjectIndex project) const {
  return count_.utilities.times_cost() ? std::max<Amount>(1, count_.election.projects[project].cost)
                                       : 1;
}

std::uint32_t EqualShares::value_at(ProjectIndex project, std::size_t place) const {
  return count_.utilities.uniform() ? 1 : count_.utilities.values(project)[place];
}

Rational EqualShares::exact_cost(ProjectIndex project) const {
  return Rational{count_.election.projects[project].cost} / start_;
}

void EqualShares::push(ProjectIndex project, Int128 rate) {
  queue_.push_back({std::min(rate, no_rate), factor(project), project});
  std::ranges::push_heap(queue_, [](Entry const& left, Entry const& right) {
    return left.rate * right.factor > right.rate * left.factor;
  });
}

EqualShares::Entry EqualShares::pop() {
  std::ranges::pop_heap(queue_, [](Entry const& left, Entry const& right) {
    return left.rate * right.factor > right.rate * left.factor;
  });
  auto const top = queue_.back();
  queue_.pop_back();
  return top;
}

void EqualShares::prepare(Rational const& start) {
  auto const& election = count_.election;
  auto const projects = static_cast<ProjectIndex>(election.projects.size());
  start_ = start;
  eligibility_.emplace(election, count_.constraints);
  purses_.assign(election.ballots.size(), {full_purse, full_purse});
  costs_.assign(projects, {0, 0});
  round_of_.assign(projects, -1);
  checked_.assign(projects, never);
  exact_.clear();
  queue_.clear();
  waiting_.clear();
  Rational const units = Rational{Integer{1} << purse_bits} / start;
  for (ProjectIndex p = 0; p < projects; ++p) {
    auto const cost = election.projects[p].cost;
    Int128 const support = count_.utilities.support(p);
    // Exact, and it keeps costs in units within 128 bits.
    if (support == 0 || Rational{cost} > to_rational(support) * start) continue;
    Rational const exact = cost * units;
    costs_[p] = {floor_of(exact), ceiling_of(exact)};
    push(p, divide_down(costs_[p].low, static_cast<Int128>(count_.utilities.total(p))));
  }
}

// With every purse at its upper bound (`high`) or its lower bound.
template <bool high>
EqualShares::Split EqualShares::split(ProjectIndex project, Int128 rate) const {
  auto const supporters = count_.utilities.supporters(project);
  Split made;
  if (count_.utilities.uniform()) {
    auto const cap = static_cast<std::int64_t>(std::min(rate, no_rate));
    std::uint64_t divisor = 0;
    for (auto const& [ballot, weight] : supporters) {
      auto const money = high ? purses_[ballot].high : purses_[ballot].low;
      std::uint64_t const all = money <= cap ? weight : 0;
      made.paid += static_cast<Int128>(money) * all;
      divisor += weight - all;
    }
    made.divisor = divisor;
    return made;
  }
  auto const cap = std::min(rate, no_rate);
  auto const values = count_.utilities.values(project);
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    auto const& [ballot, weight] = supporters[i];
    auto const money = high ? purses_[ballot].high : purses_[ballot].low;
    if (money <= cap * values[i]) {
      made.paid += static_cast<Int128>(money) * weight;
    } else {
      made.divisor += static_cast<Int128>(weight) * values[i];
    }
  }
  return made;
}

// One step of Newton's method from below on a concave function: never above the exact price.
// False when the supporters surely have too little.
bool EqualShares::step(Entry& entry) {
  auto const [paid, divisor] = split<true>(entry.project, entry.rate);
  auto const cost = costs_[entry.project].low;
  if (divisor == 0) {
    checked_[entry.project] = exact_.size();
    return paid >= cost;
  }
  auto const next = divide_down(cost - paid, divisor);
  if (next <= entry.rate) {
    checked_[entry.project] = exact_.size();
  } else {
    entry.rate = next;
  }
  return true;
}

// A price that is surely enough; nothing when the supporters may have too little.
std::optional<Int128> EqualShares::upper_rate(ProjectIndex project, Int128 rate) const {
  auto const cost = costs_[project].high;
  for (;;) {
    auto const [paid, divisor] = split<false>(project, rate);
    if (divisor == 0) {
      if (paid < cost) return std::nullopt;
      return rate;
    }
    auto const next = divide_up(cost - paid, divisor);
    if (next <= rate) return rate;
    rate = next;
  }
}

// The projects that may be the cheapest.
std::vector<EqualShares::Candidate> EqualShares::candidates() {
  std::vector<Candidate> found;
  Int128 best = 0;  // the lowest of their upper prices, and the factor that goes with it
  Amount best_factor = 1;
  while (!queue_.empty()) {
    auto const& front = queue_.front();
    if (!found.empty() && front.rate * best_factor > best * front.factor) break;
    auto entry = pop();
    auto const project = entry.project;
    if (eligibility_->closed(project)) continue;
    if (eligibility_->waiting(project)) {
      waiting_.push_back(project);
      continue;
    }
    if (checked_[project] != exact_.size()) {
      if (step(entry)) push(project, entry.rate);
      continue;
    }
    Candidate candidate{.project = project, .rate = {entry.rate, 0}};
    if (auto const upper = upper_rate(project, entry.rate)) {
      candidate.rate.high = *upper;
    } else {
      candidate.exact = exact_rate(project, {entry.rate, no_rate});
      if (!candidate.exact) continue;
      Rational const scaled = *candidate.exact * Rational{Integer{1} << purse_bits};
      candidate.rate = {floor_of(scaled), ceiling_of(scaled)};
    }
    if (found.empty() || candidate.rate.high * best_factor < best * entry.factor) {
      best = candidate.rate.high;
      best_factor = entry.factor;
    }
    found.push_back(std::move(candidate));
  }
  return found;
}

std::optional<EqualShares::Candidate> EqualShares::next_purchase(Outcome& outcome) {
  auto found = candidates();
  if (found.empty()) return std::nullopt;
  if (found.size() > 1) {
    auto const price = [this](Candidate& each) -> Rational {
      if (!each.exact) each.exact = exact_rate(each.project, each.rate);
      return each.exact.value() / factor(each.project);
    };
    std::vector<Rational> prices;
    for (auto& each : found)
      prices.push_back(price(each));
    auto const lowest = *std::ranges::min_element(prices);
    Tie tie{.round = outcome.selected.size(), .projects = {}};
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (prices[i] == lowest) tie.projects.push_back(found[i].project);
    }
    by_precedence(count_, tie.projects);
    auto const winner = std::ranges::find(found, tie.projects.front(), &Candidate::project);
    std::swap(*winner, found.front());
    if (tie.projects.size() > 1 && lowest > 0) outcome.ties.push_back(std::move(tie));
  }
  for (auto const& each : std::span{found}.subspan(1))
    push(each.project, each.rate.low);
  return std::move(found.front());
}

// Everyone pays. Supporters are first told apart, while all purses still stand as they were.
SharesRound EqualShares::buy(Candidate& candidate) {
  auto const project = candidate.project;
  auto const supporters = count_.utilities.supporters(project);
  ExactRound exact{.project = project};
  exact.paid.rounds.assign(exact_.size(), 0);
  SharesRound round{.project = project};
  std::vector<Unsure> unsure;
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    auto const& [ballot, weight] = supporters[i];
    auto const purse = purses_[ballot];
    if (purse.high == 0) continue;
    auto const value = value_at(project, i);
    round.payers += weight;
    if (purse.high <= candidate.rate.low * value) {
      add_purse(exact.paid, ballot, weight);
      round.emptied += weight;
    } else if (purse.low >= candidate.rate.high * value) {
      exact.divisor += static_cast<Int128>(weight) * value;
    } else {
      unsure.push_back({ballot, weight, value});
    }
  }
  auto const emptied = settle_unsure(candidate, unsure);
  for (std::size_t i = 0; i < unsure.size(); ++i) {
    if (emptied[i]) {
      add_purse(exact.paid, unsure[i].ballot, unsure[i].weight);
      round.emptied += unsure[i].weight;
    } else {
      exact.divisor += static_cast<Int128>(unsure[i].weight) * unsure[i].value;
    }
  }
  round.rate_low = candidate.rate.low;
  round.rate_high = candidate.rate.high;
  std::size_t doubt = 0;
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    auto& purse = purses_[supporters[i].ballot];
    if (purse.high == 0) continue;
    Int128 const value = value_at(project, i);
    bool const known = doubt == unsure.size() || unsure[doubt].ballot != supporters[i].ballot;
    bool const all = known ? purse.high <= round.rate_low * value : emptied[doubt];
    if (!known) ++doubt;
    if (all) {
      purse = {0, 0};
      continue;
    }
    purse.low -= static_cast<std::int64_t>(std::min<Int128>(purse.low, round.rate_high * value));
    purse.high -= static_cast<std::int64_t>(std::min<Int128>(purse.high, round.rate_low * value));
  }
  exact.rate = std::move(candidate.exact);
  round_of_[project] = static_cast<std::int32_t>(exact_.size());
  exact_.push_back(std::move(exact));
  return round;
}

SharesRun EqualShares::run(Rational const& start, std::optional<Amount> stop_above,
                           Observer const& observer) {
  prepare(start);
  SharesRun made{.outcome = {}, .rounds = {}, .start = start};
  while (auto winner = next_purchase(made.outcome)) {
    if (observer) {
      SharesRound const announced{winner->project, winner->rate.low, winner->rate.high, 0, 0};
      observer(State{*this}, &announced);
    }
    auto const project = winner->project;
    made.rounds.push_back(buy(*winner));
    eligibility_->choose(project);
    choose(made.outcome, count_.election, project);
    for (auto const freed : std::exchange(waiting_, {}))
      push(freed, 0);
    if (stop_above && made.outcome.total_cost > *stop_above) {
      made.stopped = true;
      return made;
    }
  }
  if (observer) observer(State{*this}, nullptr);
  return made;
}

Int128 EqualShares::State::money_within(ProjectIndex project, Int128 rate) const {
  auto const [paid, divisor] = run_.split<false>(project, rate);
  return paid + divisor * std::min(rate, no_rate);
}

Int128 EqualShares::State::money(ProjectIndex project) const {
  return run_.split<false>(project, no_rate).paid;
}

}  // namespace pacte::decision::budgeting
