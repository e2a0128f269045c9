#include "decision/budgeting/tally.hpp"

#include <algorithm>
#include <array>

namespace pacte::decision::budgeting {

namespace {

constexpr std::array<std::pair<Rule, std::string_view>, 4> rule_names{{{Rule::greedy, "greedy"},
                                                                       {Rule::equal_shares, "mes"},
                                                                       {Rule::phragmen, "phragmen"},
                                                                       {Rule::welfare, "welfare"}}};

void tally_greedy(Count const& count, bool explain, Tally& made) {
  auto result = greedy(count);
  if (explain) made.accounts = greedy_accounts(count, {}, result);
  made.outcome = std::move(result.outcome);
}

void tally_shares(Count const& count, TallyRequest const& request, Progress const& progress,
                  Tally& made) {
  made.shares = equal_shares(count, request.completion, progress);
  made.outcome = made.shares->outcome;
  if (request.explain) made.accounts = shares_accounts(count, *made.shares);
}

void tally_phragmen(Count const& count, bool explain, Tally& made) {
  Phragmen method{count};
  made.phragmen = method.run();
  made.outcome = made.phragmen->outcome;
  if (!explain) return;
  made.accounts = phragmen_accounts(count, *made.phragmen);
  made.last_load = method.last_load();
}

Result<void> tally_welfare(Count const& count, bool explain, Tally& made) {
  auto best = maximum_welfare(count);
  if (!best) return std::unexpected{best.error()};
  made.outcome = std::move(best->outcome);
  made.welfare = best->welfare;
  if (!explain) return {};
  auto accounts = welfare_accounts(count, made.outcome, *made.welfare);
  if (!accounts) return std::unexpected{accounts.error()};
  made.accounts = std::move(*accounts);
  return {};
}

// Greedy by number of votes against the rule's outcome, each voter looking at what the tally's
// satisfaction says.
Result<void> compare_with_greedy(Count const& count, bool explain, Tally& made) {
  auto const by_votes = Utilities::of(count.election, Satisfaction::cost);
  if (!by_votes) return std::unexpected{by_votes.error()};
  Count const other_count{count.election, *by_votes, count.precedence, count.constraints};
  auto other = greedy(other_count);
  made.comparison = compare_outcomes(count, made.outcome, other.outcome);
  if (!made.comparison->second_wins()) return {};
  auto const before = std::exchange(made.outcome, other.outcome);
  if (!explain) return {};
  made.accounts = greedy_accounts(other_count, {}, other);
  for (auto const project : before.selected) {
    auto& account = made.accounts[project];
    if (!account.round) account.fate = Fate::comparison_lost;
  }
  return {};
}

// What each voter has in the price system that the rule leaves behind, where it leaves one: with
// Equal Shares, the start money; with Phragmén, the last load. Constraints, a completion by greedy
// and the comparison step spend money that nobody pays.
std::optional<Rational> price_of_voter(Count const& count, Tally const& made) {
  if (!count.constraints.none()) return std::nullopt;
  if (made.shares && made.outcome == made.shares->run.outcome) return made.shares->run.start;
  if (!made.last_load || *made.last_load == 0 || made.comparison) return std::nullopt;
  // The rule never looks at projects dearer than the budget, whose supporters may have enough.
  for (ProjectIndex p = 0; p < count.election.projects.size(); ++p) {
    bool const unseen = count.election.projects[p].cost > count.election.budget;
    if (unseen && count.utilities.support(p) > 0) return std::nullopt;
  }
  return made.last_load;
}

}  // namespace

std::string_view name_of(Rule rule) {
  return std::ranges::find(rule_names, rule, [](auto const& pair) { return pair.first; })->second;
}

std::optional<Rule> rule_named(std::string_view name) {
  auto const* found =
      std::ranges::find(rule_names, name, [](auto const& pair) { return pair.second; });
  if (found == rule_names.end()) return std::nullopt;
  return found->first;
}

Result<Tally> tally(Election const& election, TallyRequest const& request,
                    Progress const& progress) {
  if (auto const good = check(election, request.constraints); !good) {
    return std::unexpected{good.error()};
  }
  if (election.voters() == 0) {
    return fail(ProblemKind::invalid, "Aucun bulletin n’est à compter.");
  }
  auto const satisfaction =
      request.rule == Rule::phragmen
          ? Satisfaction::cardinality
          : request.satisfaction.value_or(usual_satisfaction(election.vote_type));
  auto const utilities = Utilities::of(election, satisfaction);
  if (!utilities) return std::unexpected{utilities.error()};
  auto const order = precedence(election, request.ties);
  Count const count{election, *utilities, order, request.constraints};
  Tally made{.satisfaction = satisfaction, .outcome = {}};
  switch (request.rule) {
    case Rule::greedy: tally_greedy(count, request.explain, made); break;
    case Rule::equal_shares: tally_shares(count, request, progress, made); break;
    case Rule::phragmen: tally_phragmen(count, request.explain, made); break;
    case Rule::welfare:
      if (auto const done = tally_welfare(count, request.explain, made); !done) {
        return std::unexpected{done.error()};
      }
      break;
  }
  if (request.comparison) {
    if (auto const done = compare_with_greedy(count, request.explain, made); !done) {
      return std::unexpected{done.error()};
    }
  }
  if (request.explain) {
    made.measures = measure(count, made.outcome);
    made.measures->price_of_voter = price_of_voter(count, made);
  }
  return made;
}

}  // namespace pacte::decision::budgeting
