#include "decision/budgeting/account.hpp"

#include <algorithm>

#include "decision/budgeting/welfare.hpp"

namespace pacte::decision::budgeting {

namespace {

std::optional<Fate> fate_of(Barrier barrier) {
  switch (barrier) {
    case Barrier::none: return std::nullopt;
    case Barrier::minimum_votes: return Fate::minimum_votes;
    case Barrier::group_budget: return Fate::group_budget;
    case Barrier::exclusive: return Fate::exclusive;
    case Barrier::dependency: return Fate::dependency;
  }
  return std::nullopt;
}

std::vector<Account> blank_accounts(Count const& count, Outcome const& outcome, Fate loser) {
  std::vector<Account> made(count.election.projects.size());
  for (ProjectIndex p = 0; p < made.size(); ++p) {
    made[p].fate = count.utilities.total(p) == 0 ? Fate::unsupported : loser;
    made[p].supporters = count.utilities.support(p);
    made[p].total = count.utilities.total(p);
  }
  for (std::size_t i = 0; i < outcome.selected.size(); ++i) {
    made[outcome.selected[i]].fate = Fate::chosen;
    made[outcome.selected[i]].round = i;
  }
  return made;
}

// Barriers as they stand at the end.
void set_barriers(Count const& count, Outcome const& outcome, std::vector<Account>& accounts) {
  Eligibility eligibility{count.election, count.constraints};
  for (auto const project : outcome.selected)
    eligibility.choose(project);
  for (ProjectIndex p = 0; p < accounts.size(); ++p) {
    if (accounts[p].round) continue;
    if (auto const fate = fate_of(eligibility.barrier(p))) accounts[p].fate = *fate;
  }
}

// The least number from 1 to `most` for which `good` holds, knowing that it then holds above.
template <class Good> std::optional<std::uint64_t> least(std::uint64_t most, Good good) {
  if (most == 0 || !good(most)) return std::nullopt;
  std::uint64_t low = 0;  // does not hold
  while (most - low > 1) {
    auto const middle = low + (most - low) / 2;
    (good(middle) ? most : low) = middle;
  }
  return most;
}

Remedy greedy_remedy(Count const& count, Outcome const& start, ProjectIndex project) {
  auto const cost = count.election.projects[project].cost;
  auto const total = count.utilities.total(project);
  std::uint64_t most = 0;  // enough to be before all others
  for (ProjectIndex p = 0; p < count.election.projects.size(); ++p) {
    Int128 const dearer = count.utilities.times_cost() ? 1 : std::max<Amount>(1, cost);
    Int128 const wanted = (static_cast<Int128>(count.utilities.total(p)) + 1) * dearer;
    most = static_cast<std::uint64_t>(
        std::max<Int128>(most, std::min<Int128>(wanted, Int128{1} << 57)));
  }
  Remedy made;
  made.more_support = least(most, [&](std::uint64_t more) {
    return greedy_takes(count, start, {project, total + more, cost});
  });
  auto const less = least(static_cast<std::uint64_t>(cost), [&](std::uint64_t saved) {
    return greedy_takes(count, start, {project, total, cost - static_cast<Amount>(saved)});
  });
  if (less) made.lower_cost = cost - static_cast<Amount>(*less);
  return made;
}

// What the losers of an Equal Shares run would have needed, gathered while it is made again.
class SharesRemedies {
 public:
  SharesRemedies(Count const& count, SharesRun const& run) : count_{count}, start_{run.start} {
    auto const taken = chosen(count.election, run.outcome);
    for (ProjectIndex p = 0; p < taken.size(); ++p) {
      if (!taken[p] && count.utilities.support(p) > 0) losers_.push_back(p);
    }
    remedies_.resize(taken.size());
    Rational const scale = start_ / Rational{Integer{1} << purse_bits};
    unit_ = scale;
  }

  void look(EqualShares::State const& state, SharesRound const* bought) {
    for (auto const project : losers_) {
      if (state.barrier(project) != Barrier::none) continue;
      if (bought == nullptr) {
        note_cost(project, state.money(project));
        note_support(project, state.money(project), full_);
        continue;
      }
      look_at(state, project, *bought);
    }
  }

  Remedy const& of(ProjectIndex project) const { return remedies_[project]; }

 private:
  static constexpr Int128 full_ = Int128{1} << purse_bits;

  Amount cost(ProjectIndex project) const { return count_.election.projects[project].cost; }

  // Just less, per unit of value, than a loser of such a cost may ask for to come first.
  Int128 rate_allowed(SharesRound const& bought, Amount own_cost) const {
    Int128 rate = bought.rate_low - 1;
    if (count_.utilities.times_cost()) {
      rate = divide_down(bought.rate_low * own_cost, std::max<Amount>(1, cost(bought.project))) - 1;
    }
    return std::max<Int128>(0, rate);
  }

  void look_at(EqualShares::State const& state, ProjectIndex project, SharesRound const& bought) {
    auto const own = cost(project);
    auto const rate = rate_allowed(bought, own);
    note_support(project, state.money_within(project, rate), std::min(rate, full_));
    if (!count_.utilities.times_cost()) {
      note_cost(project, state.money_within(project, rate));
      return;
    }
    // With the satisfaction `cost`, being cheaper also makes it less wanted.
    auto const enough = [&](Amount tried) {
      return in_amount(state.money_within(project, rate_allowed(bought, tried))) >= tried;
    };
    auto const known = remedies_[project].lower_cost.value_or(0);
    if (known + 1 >= own || !enough(known + 1)) return;
    Amount low = known + 1;
    for (Amount high = own; high - low > 1;) {
      auto const middle = low + (high - low) / 2;
      (enough(middle) ? low : high) = middle;
    }
    remedies_[project].lower_cost = low;
  }

  Amount in_amount(Int128 money) const {
    return static_cast<Amount>(floor_of(to_rational(money) * unit_));
  }

  void note_cost(ProjectIndex project, Int128 money) {
    auto const amount = std::min(in_amount(money), cost(project));
    auto& known = remedies_[project].lower_cost;
    if (amount > known.value_or(0)) known = amount;
  }

  void note_support(ProjectIndex project, Int128 money, Int128 each) {
    if (each <= 0 || !count_.utilities.uniform()) return;
    Rational const missing = Rational{cost(project)} / unit_ - to_rational(money);
    auto const needed = ceiling_of(missing / to_rational(each));
    if (needed > static_cast<Int128>(most_voters)) return;
    auto const voters = static_cast<std::uint64_t>(std::max<Int128>(1, needed));
    auto& known = remedies_[project].more_support;
    if (!known || voters < *known) known = voters;
  }

  Count count_;
  Rational start_;
  Rational unit_;  // what one unit of a purse is worth
  std::vector<ProjectIndex> losers_;
  std::vector<Remedy> remedies_;
};

}  // namespace

std::vector<Account> greedy_accounts(Count const& count, Outcome const& start,
                                     GreedyCount const& made) {
  auto accounts = blank_accounts(count, made.outcome, Fate::no_room);
  for (auto const& step : made.steps) {
    auto& account = accounts[step.project];
    account.left = step.left;
    if (step.taken) continue;
    if (auto const fate = fate_of(step.barrier)) account.fate = *fate;
    account.remedy = greedy_remedy(count, start, step.project);
  }
  return accounts;
}

std::vector<Account> shares_accounts(Count const& count, SharesCount const& made) {
  auto accounts = blank_accounts(count, made.outcome, Fate::supporters_short);
  SharesRemedies remedies{count, made.run};
  EqualShares{count}.run(made.run.start, std::nullopt,
                         [&](EqualShares::State const& state, SharesRound const* bought) {
                           remedies.look(state, bought);
                         });
  Rational const unit = made.run.start / Rational{Integer{1} << purse_bits};
  for (auto const& round : made.run.rounds) {
    auto& account = accounts[round.project];
    account.price = to_rational(round.rate_low) * unit;
    account.payers = round.payers;
    account.emptied = round.emptied;
  }
  set_barriers(count, made.outcome, accounts);
  auto const bought = chosen(count.election, made.run.outcome);
  for (ProjectIndex p = 0; p < accounts.size(); ++p) {
    auto& account = accounts[p];
    if (!bought[p]) account.remedy = remedies.of(p);
    if (account.round && !bought[p]) account.fate = Fate::completed;
  }
  return accounts;
}

std::vector<Account> phragmen_accounts(Count const& count, PhragmenCount const& made) {
  auto accounts = blank_accounts(count, made.outcome, Fate::load_too_high);
  Rational const unit = Rational{count.election.budget} / Rational{Integer{1} << load_bits};
  for (auto const& round : made.rounds) {
    accounts[round.project].price = to_rational(round.load_low) * unit;
  }
  auto const look = [&](Phragmen::State const& state, Int128 load, Amount left) {
    for (ProjectIndex p = 0; p < accounts.size(); ++p) {
      auto& account = accounts[p];
      if (account.round || account.supporters == 0 || state.barrier(p) != Barrier::none) continue;
      auto const cost = count.election.projects[p].cost;
      auto const support = static_cast<Int128>(account.supporters);
      Rational const allowed = to_rational(load - 1) * unit;
      Rational const carried = to_rational(state.carried(p)) * unit;
      Int128 const most = std::min(left, cost);
      auto const affordable = std::min(most, floor_of(allowed * to_rational(support) - carried));
      auto& lower = account.remedy.lower_cost;
      if (affordable > lower.value_or(0)) lower = static_cast<Amount>(affordable);
      if (cost > left || allowed <= 0) continue;
      auto const needed = ceiling_of((Rational{cost} + carried) / allowed) - support;
      if (needed > static_cast<Int128>(most_voters)) continue;
      auto const voters = static_cast<std::uint64_t>(std::max<Int128>(1, needed));
      auto& more = account.remedy.more_support;
      if (!more || voters < *more) more = voters;
    }
  };
  Phragmen{count}.run(look);
  set_barriers(count, made.outcome, accounts);
  return accounts;
}

Result<std::vector<Account>> welfare_accounts(Count const& count, Outcome const& made,
                                              Int128 welfare) {
  auto accounts = blank_accounts(count, made, Fate::not_in_best_set);
  set_barriers(count, made, accounts);
  for (ProjectIndex p = 0; p < accounts.size(); ++p) {
    auto& account = accounts[p];
    if (account.round || account.supporters == 0) continue;
    auto const forced = maximum_welfare(count, p);
    if (!forced) return std::unexpected{forced.error()};
    if (forced->outcome.selected.empty()) continue;
    Int128 const cost = count.election.projects[p].cost;
    Int128 const each = count.utilities.times_cost() ? std::max<Int128>(1, cost) : Int128{1};
    account.remedy.more_support =
        static_cast<std::uint64_t>((welfare - forced->welfare) / each + 1);
  }
  return accounts;
}

}  // namespace pacte::decision::budgeting
