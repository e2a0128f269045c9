// What accounts and measures claim is tried: the remedy is applied, the group is looked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/budgeting/account.hpp"
#include "decision/budgeting/constraints_json.hpp"
#include "decision/budgeting/measures.hpp"
#include "decision/budgeting/tally.hpp"
#include "decision/budgeting_elections.hpp"

namespace {

using namespace pacte::decision;
using namespace pacte::decision::budgeting;
using namespace pacte::decision::budgeting::testing;

Election with_support(Election election, ProjectIndex project, std::uint64_t voters) {
  std::vector<ProjectIndex> const alone{project};
  if (voters > 0) election.ballots.add(alone, {}, static_cast<std::uint32_t>(voters));
  return election;
}

Election with_cost(Election election, ProjectIndex project, Amount cost) {
  election.projects[project].cost = cost;
  return election;
}

bool has(Outcome const& outcome, ProjectIndex project) {
  return std::ranges::find(outcome.selected, project) != outcome.selected.end();
}

bool greedy_has(Election election, Satisfaction satisfaction, ProjectIndex project) {
  Case const given{std::move(election), satisfaction};
  return has(greedy(given.count()).outcome, project);
}

TEST(budgeting_account, greedy_remedies_are_exact) {
  Random random{"greedy remedies"};
  int remedies = 0;
  for (int i = 0; i < 200; ++i) {
    auto const satisfaction = i % 2 == 0 ? Satisfaction::cost : Satisfaction::cardinality;
    Case const given{random_election(random, VoteType::approval), satisfaction};
    auto const accounts = greedy_accounts(given.count(), {}, greedy(given.count()));
    for (ProjectIndex p = 0; p < accounts.size(); ++p) {
      auto const& [more, lower] = accounts[p].remedy;
      if (more) {
        ++remedies;
        EXPECT_TRUE(greedy_has(with_support(given.election, p, *more), satisfaction, p));
        EXPECT_FALSE(greedy_has(with_support(given.election, p, *more - 1), satisfaction, p));
      }
      if (lower && *lower > 0) {
        EXPECT_TRUE(greedy_has(with_cost(given.election, p, *lower), satisfaction, p));
        EXPECT_FALSE(greedy_has(with_cost(given.election, p, *lower + 1), satisfaction, p));
      }
    }
  }
  EXPECT_GT(remedies, 100);
}

TEST(budgeting_account, shares_remedies_suffice) {
  Random random{"shares remedies"};
  int remedies = 0;
  for (int i = 0; i < 200; ++i) {
    auto const satisfaction = i % 2 == 0 ? Satisfaction::cost : Satisfaction::cardinality;
    Case const given{random_election(random, VoteType::approval), satisfaction};
    auto const made = equal_shares(given.count(), {});
    auto const accounts = shares_accounts(given.count(), made);
    auto const wins = [&](Election election, ProjectIndex p) {
      Case const changed{std::move(election), satisfaction};
      return has(EqualShares{changed.count()}.run(made.run.start).outcome, p);
    };
    for (ProjectIndex p = 0; p < accounts.size(); ++p) {
      auto const& [more, lower] = accounts[p].remedy;
      if (more) {
        ++remedies;
        EXPECT_TRUE(wins(with_support(given.election, p, *more), p));
      }
      if (lower && *lower > 0) {
        EXPECT_TRUE(wins(with_cost(given.election, p, *lower), p));
      }
    }
  }
  EXPECT_GT(remedies, 100);
}

TEST(budgeting_account, phragmen_remedies_suffice) {
  Random random{"phragmen remedies"};
  int remedies = 0;
  for (int i = 0; i < 200; ++i) {
    Case const given{random_election(random, VoteType::approval), Satisfaction::cardinality};
    auto const accounts = phragmen_accounts(given.count(), Phragmen{given.count()}.run());
    auto const wins = [&](Election election, ProjectIndex p) {
      Case const changed{std::move(election), Satisfaction::cardinality};
      return has(Phragmen{changed.count()}.run().outcome, p);
    };
    for (ProjectIndex p = 0; p < accounts.size(); ++p) {
      auto const& [more, lower] = accounts[p].remedy;
      if (more) {
        ++remedies;
        EXPECT_TRUE(wins(with_support(given.election, p, *more), p));
      }
      if (lower && *lower > 0) {
        EXPECT_TRUE(wins(with_cost(given.election, p, *lower), p));
      }
    }
  }
  EXPECT_GT(remedies, 50);
}

TEST(budgeting_account, welfare_remedies_are_exact) {
  Random random{"welfare remedies"};
  for (int i = 0; i < 60; ++i) {
    Case const given{random_election(random, VoteType::approval), Satisfaction::cost};
    auto const best = maximum_welfare(given.count()).value();
    auto const accounts = welfare_accounts(given.count(), best.outcome, best.welfare).value();
    for (ProjectIndex p = 0; p < accounts.size(); ++p) {
      auto const more = accounts[p].remedy.more_support;
      if (!more) continue;
      Case const enough{with_support(given.election, p, *more), Satisfaction::cost};
      EXPECT_TRUE(has(maximum_welfare(enough.count())->outcome, p));
      Case const short_of{with_support(given.election, p, *more - 1), Satisfaction::cost};
      EXPECT_EQ(to_text(maximum_welfare(short_of.count())->welfare), to_text(best.welfare));
    }
  }
}

// Tries every group of voters.
bool underserved_by_definition(Case const& given, Satisfaction satisfaction,
                               Outcome const& outcome) {
  auto const u = naive_utilities(given.election, satisfaction);
  Rational const share = ratio(given.election.budget, static_cast<Int128>(u.size()));
  for (ProjectIndex p = 0; p < given.election.projects.size(); ++p) {
    auto const cost = given.election.projects[p].cost;
    if (has(outcome, p) || cost > given.election.budget) continue;
    for (std::uint32_t group = 1; group < 1U << u.size(); ++group) {
      Rational sum = 0;
      std::vector<Rational> each;
      bool supporters = true;
      for (std::size_t i = 0; i < u.size(); ++i) {
        if ((group >> i & 1U) == 0) continue;
        supporters = supporters && u[i][p] > 0;
        sum += u[i][p];
        Rational got = u[i][p];
        for (auto const w : outcome.selected)
          got += u[i][w];
        each.push_back(got);
      }
      Rational const deserved = share * sum / cost;
      if (supporters &&
          std::ranges::all_of(each, [&](auto const& got) { return got <= deserved; })) {
        return true;
      }
    }
  }
  return false;
}

TEST(budgeting_measures, find_the_underserved) {
  Random random{"underserved"};
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    auto const points = i % 3 == 0;
    auto const satisfaction = points       ? Satisfaction::additive
                              : i % 3 == 1 ? Satisfaction::cost
                                           : Satisfaction::cardinality;
    Case const given{random_election(random, points ? VoteType::scoring : VoteType::approval, 5, 4),
                     satisfaction};
    if (given.election.voters() > 9) continue;
    for (auto const& outcome : {greedy(given.count()).outcome, Outcome{}}) {
      bool const expected = underserved_by_definition(given, satisfaction, outcome);
      auto const got = find_underserved(given.count(), outcome);
      EXPECT_EQ(got.has_value(), expected);
      found += expected ? 1 : 0;
      if (got) {
        EXPECT_GE(got->deserved, to_rational(got->each));
      }
    }
    EXPECT_FALSE(find_underserved(given.count(), equal_shares(given.count(), {}).outcome));
  }
  EXPECT_GT(found, 20);
}

// The payments are made again, and what is left is looked at.
TEST(budgeting_measures, payments_prove_their_price) {
  Random random{"prices"};
  int proven = 0;
  for (int i = 0; i < 300; ++i) {
    auto const election = random_election(random, VoteType::approval);
    bool const shares = i % 2 == 0;
    auto const made = tally(election, {.rule = shares ? Rule::equal_shares : Rule::phragmen,
                                       .satisfaction = Satisfaction::cardinality,
                                       .explain = true})
                          .value();
    auto const& price = made.measures->price_of_voter;
    if (!price) continue;
    ++proven;
    auto const u = naive_utilities(election, Satisfaction::cardinality);
    std::vector<Rational> money(u.size(), *price);
    std::vector<Rational> load(u.size());
    for (auto const p : made.outcome.selected) {
      Rational missing = election.projects[p].cost;
      std::vector<std::size_t> payers;
      for (std::size_t v = 0; v < u.size(); ++v) {
        if (u[v][p] > 0) payers.push_back(v);
        if (!shares && u[v][p] > 0) missing += load[v];
      }
      // The poorest first give all they have; with Phragmén, all come to the same load.
      std::ranges::sort(payers, [&](auto a, auto b) { return money[a] < money[b]; });
      auto left = static_cast<long>(payers.size());
      for (auto const v : payers) {
        Rational const equal = missing / left;
        Rational due = shares ? equal : equal - load[v];
        if (shares && due > money[v]) due = money[v];
        if (shares) missing -= due;
        if (shares) --left;
        money[v] -= due;
        load[v] += due;
        EXPECT_GE(due, 0);
        EXPECT_GE(money[v], 0);
      }
    }
    for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
      if (has(made.outcome, p)) continue;
      Rational kept = 0;
      for (std::size_t v = 0; v < u.size(); ++v)
        kept += u[v][p] > 0 ? money[v] : Rational{0};
      EXPECT_LE(kept, Rational{election.projects[p].cost});
    }
  }
  EXPECT_GT(proven, 100);
}

TEST(budgeting_measures, add_up_spending_and_voters) {
  auto election = election_of(100, {40, 30, 50}, {{{0, 1}, {}, 3}, {{2}, {}, 2}, {{}, {}, 1}});
  election.projects[0].district = "Nord";
  election.projects[1].district = "Sud";
  election.projects[2].district = "Nord";
  election.projects[0].categories = {"Arbres", "Bancs"};
  Case const given{std::move(election), Satisfaction::cost};
  auto const made = measure(given.count(), {.selected = {0, 1}, .total_cost = 70});
  EXPECT_EQ(made.voters, 6U);
  EXPECT_EQ(made.served, 3U);
  EXPECT_EQ(made.chosen_votes, 6U);
  ASSERT_EQ(made.by_district.size(), 2U);
  EXPECT_EQ(made.by_district[0].cost, 40);
  EXPECT_EQ(made.by_district[0].projects, 2U);
  EXPECT_EQ(made.by_category.size(), 2U);
}

TEST(budgeting_tally, the_same_with_several_threads) {
  Random random{"threads"};
  std::vector<Vote> votes(6000);
  for (auto& vote : votes) {
    for (ProjectIndex p = 0; p < 40; ++p) {
      if (random.below(6) == 0) vote.projects.push_back(p);
    }
  }
  std::vector<Amount> costs(40);
  for (auto& cost : costs)
    cost = static_cast<Amount>(500 + random.below(3000));
  Case const given{election_of(20'000, costs, votes), Satisfaction::cost};
  Completion completion{.kind = Completion::Kind::increase, .step = Rational{1, 50}};
  auto const alone = equal_shares(given.count(), completion);
  completion.threads = 3;
  auto const together = equal_shares(given.count(), completion);
  EXPECT_EQ(alone.outcome, together.outcome);
  EXPECT_EQ(alone.runs, together.runs);
  EXPECT_GT(alone.runs, 5U);
}

TEST(budgeting_tally, refuses_what_ballots_do_not_say) {
  auto const approval = election_of(10, {5}, {{{0}}});
  for (auto const satisfaction : {Satisfaction::additive, Satisfaction::borda}) {
    auto const made = tally(approval, {.rule = Rule::greedy, .satisfaction = satisfaction});
    ASSERT_FALSE(made);
    EXPECT_FALSE(made.error().detail.empty());
  }
  EXPECT_FALSE(tally(election_of(10, {5}, {}), {}));
  EXPECT_FALSE(tally(approval, {.constraints = {.dependencies = {{0, 0}}}}));
  EXPECT_FALSE(tally(approval, {.constraints = {.exclusive = {{0, 1}}}}));
}

TEST(budgeting_tally, the_comparison_step_may_give_greedy) {
  // Five small projects for a few, one large for most: see each voter's satisfaction.
  auto const election = election_of(100, {100, 50}, {{{0}, {}, 6}, {{1}, {}, 5}});
  auto const kept = tally(election, {.rule = Rule::equal_shares, .explain = true});
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->outcome.selected.empty());
  TallyRequest const request{
      .rule = Rule::equal_shares,
      .completion = {.kind = Completion::Kind::increase, .step = Rational{1, 10}},
      .comparison = true,
      .explain = true};
  auto const compared = tally(election, request);
  ASSERT_TRUE(compared);
  EXPECT_EQ(compared->shares->outcome.selected, (std::vector<ProjectIndex>{1}));
  EXPECT_EQ(compared->outcome.selected, (std::vector<ProjectIndex>{0}));
  EXPECT_EQ(compared->accounts[1].fate, Fate::comparison_lost);
}

// docs/guide/compter-un-budget-participatif.md counts this election with each rule.
TEST(budgeting_tally, counts_the_example_of_the_guide) {
  auto const election = election_of(100, {60, 40, 50, 30},
                                    {{{0, 1}, {}, 4}, {{0}, {}, 2}, {{2, 3}, {}, 3}, {{3}, {}, 1}});
  using Projects = std::vector<ProjectIndex>;
  auto const by = [&](Rule rule) {
    return tally(election, {.rule = rule, .explain = true}).value();
  };
  EXPECT_EQ(by(Rule::greedy).outcome.selected, (Projects{0, 3}));
  EXPECT_EQ(by(Rule::greedy).outcome.ties[0].projects, (Projects{3, 1}));
  auto const shares = by(Rule::equal_shares);
  EXPECT_EQ(shares.outcome.selected, (Projects{0, 3}));
  EXPECT_EQ(to_decimal(shares.accounts[3].price.value(), 2), "7.50");
  EXPECT_EQ(shares.accounts[0].emptied, 6U);
  auto const phragmen = by(Rule::phragmen);
  EXPECT_EQ(phragmen.outcome.selected, (Projects{3, 0}));
  EXPECT_EQ(phragmen.phragmen->stopped_by, (Projects{1}));
  auto const welfare = by(Rule::welfare);
  EXPECT_EQ(welfare.outcome.selected, (Projects{0, 1}));
  EXPECT_EQ(to_text(welfare.welfare.value()), "520");
  EXPECT_EQ(welfare.measures->underserved.value().project, 3U);
}

TEST(budgeting_constraints, are_read_with_all_their_faults) {
  auto election = election_of(100, {10, 20, 30}, {{{0, 1}}});
  election.projects[0].district = "Nord";
  election.projects[1].categories = {"Sport"};
  auto const good = read_constraints(election, R"({"groups": [{"district": "Nord", "limit": 15},
    {"category": "Sport", "projects": ["p2"], "limit": "25"}], "exclusive": [["p0", "p2"]],
    "needs": [{"project": "p1", "needs": "p0"}], "minimum_votes": 2})");
  ASSERT_TRUE(good) << good.error().front();
  EXPECT_EQ(good->groups[0].name, "Nord");
  EXPECT_EQ(good->groups[1].projects, (std::vector<ProjectIndex>{2, 1}));
  EXPECT_EQ(good->groups[1].limit, 25);
  EXPECT_EQ(good->exclusive[0], (std::vector<ProjectIndex>{0, 2}));
  EXPECT_EQ(good->dependencies[0].needs, 0U);
  EXPECT_EQ(good->minimum_votes, 2U);

  auto const bad = read_constraints(election, R"({"groups": [{"district": "Est", "limit": -1},
    {"projects": ["p9"], "limit": "1.5"}, 3], "exclusive": [["p0", "p0"], "p1"],
    "needs": [{"project": "p1"}], "minimum_votes": "x", "typo": 1})");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().size(), 11U) << ::testing::PrintToString(bad.error());
  EXPECT_FALSE(read_constraints(election, "[]"));
  EXPECT_FALSE(read_constraints(election, "{"));
  EXPECT_FALSE(read_constraints(election, R"({"needs": [{"project": "p0", "needs": "p1"},
    {"project": "p1", "needs": "p0"}]})"));
}

}  // namespace
