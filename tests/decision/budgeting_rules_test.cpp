// Each rule against its definition, on thousands of small elections, and what it promises.
#include <numeric>

#include <gtest/gtest.h>

#include "decision/budgeting/phragmen.hpp"
#include "decision/budgeting/welfare.hpp"
#include "decision/budgeting_elections.hpp"

namespace {

using namespace pacte::decision;
using namespace pacte::decision::budgeting;
using namespace pacte::decision::budgeting::testing;

struct Kind {
  VoteType type;
  Satisfaction satisfaction;
};

constexpr std::array<Kind, 8> kinds{{{VoteType::approval, Satisfaction::cardinality},
                                     {VoteType::approval, Satisfaction::cost},
                                     {VoteType::cumulative, Satisfaction::additive},
                                     {VoteType::scoring, Satisfaction::cost},
                                     {VoteType::ordinal, Satisfaction::borda},
                                     {VoteType::ordinal, Satisfaction::harmonic},
                                     {VoteType::ordinal, Satisfaction::first},
                                     {VoteType::ordinal, Satisfaction::all_but_last}}};

ProjectIndex some(Random& random, Election const& election) {
  return static_cast<ProjectIndex>(random.below(election.projects.size()));
}

Constraints random_constraints(Random& random, Election const& election) {
  Constraints made;
  made.minimum_votes = random.below(3);
  made.groups.push_back({"nord", {}, static_cast<Amount>(10 + random.below(30))});
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    if (random.below(2) == 0) made.groups[0].projects.push_back(p);
  }
  auto const a = some(random, election);
  auto const b = some(random, election);
  if (a != b) made.exclusive.push_back({a, b});
  auto const c = some(random, election);
  auto const d = some(random, election);
  if (c != d) made.dependencies.push_back({c, d});
  return made;
}

// Runs a check on many elections of each kind, without and with constraints.
template <class Check> void on_many(std::string const& seed, int times, Check check) {
  Random random{seed};
  for (auto const& [type, satisfaction] : kinds) {
    for (int i = 0; i < times; ++i) {
      SCOPED_TRACE(std::string{name_of(satisfaction)} + " " + std::to_string(i));
      auto election = random_election(random, type);
      auto limits = i % 2 == 0 ? Constraints{} : random_constraints(random, election);
      Case const given{std::move(election), satisfaction, std::move(limits)};
      check(given, satisfaction, random);
      if (::testing::Test::HasFailure()) return;
    }
  }
}

TEST(budgeting_rules, greedy_is_as_defined) {
  on_many("greedy", 400, [](Case const& given, Satisfaction satisfaction, Random&) {
    EXPECT_EQ(greedy(given.count()).outcome.selected, naive_greedy(given, satisfaction));
  });
}

TEST(budgeting_rules, equal_shares_are_as_defined) {
  on_many("shares", 400, [](Case const& given, Satisfaction satisfaction, Random& random) {
    EqualShares method{given.count()};
    for (int i = 0; i < 3; ++i) {
      auto const start = ratio(static_cast<Int128>(1 + random.below(60)),
                               static_cast<Int128>(1 + random.below(12)));
      EXPECT_EQ(method.run(start).outcome.selected, naive_shares(given, satisfaction, start));
    }
  });
}

TEST(budgeting_rules, phragmen_is_as_defined) {
  on_many("phragmen", 200, [](Case const& given, Satisfaction satisfaction, Random&) {
    if (satisfaction != Satisfaction::cardinality && satisfaction != Satisfaction::cost) return;
    EXPECT_EQ(Phragmen{given.count()}.run().outcome.selected, naive_phragmen(given));
  });
}

// Tries every set.
TEST(budgeting_rules, no_set_has_more_welfare) {
  on_many("welfare", 120, [](Case const& given, Satisfaction, Random&) {
    auto const count = given.count();
    auto const best = maximum_welfare(count);
    ASSERT_TRUE(best) << best.error().detail;
    auto const projects = given.election.projects.size();
    Int128 most = 0;
    std::vector<Int128> with(projects, -1);
    for (std::uint32_t bits = 0; bits < 1U << projects; ++bits) {
      std::vector<ProjectIndex> set;
      Amount cost = 0;
      Int128 sum = 0;
      for (ProjectIndex p = 0; p < projects; ++p) {
        if ((bits >> p & 1U) == 0) continue;
        set.push_back(p);
        cost += given.election.projects[p].cost;
        sum += gain(count, p);
      }
      if (cost > given.election.budget || !allowed(given, set)) continue;
      most = std::max(most, sum);
      for (auto const p : set)
        with[p] = std::max(with[p], sum);
    }
    EXPECT_EQ(to_text(best->welfare), to_text(most));
    EXPECT_TRUE(allowed(given, best->outcome.selected));
    EXPECT_LE(best->outcome.total_cost, given.election.budget);
    for (ProjectIndex p = 0; p < projects; ++p) {
      auto const forced = maximum_welfare(count, p);
      ASSERT_TRUE(forced);
      EXPECT_EQ(to_text(forced->welfare), to_text(std::max<Int128>(0, with[p])));
    }
  });
}

// Another numbering of the projects, or of the voters, gives the same identifiers in the same
// order.
TEST(budgeting_rules, numbering_changes_nothing) {
  Random random{"numbering"};
  for (int i = 0; i < 300; ++i) {
    auto const first = random_election(random, VoteType::approval);
    std::vector<ProjectIndex> moved(first.projects.size());
    std::iota(moved.begin(), moved.end(), 0U);
    random.shuffle(std::span{moved});
    auto second = first;
    second.ballots = Ballots{};
    for (ProjectIndex p = 0; p < moved.size(); ++p)
      second.projects[moved[p]] = first.projects[p];
    for (std::size_t ballot = first.ballots.size(); ballot > 0; --ballot) {
      std::vector<ProjectIndex> projects;
      for (auto const p : first.ballots.projects(ballot - 1))
        projects.push_back(moved[p]);
      std::ranges::sort(projects);
      second.ballots.add(projects, {}, first.ballots.weight(ballot - 1));
    }
    auto const ids = [](Case const& given, Outcome const& outcome) {
      std::vector<std::string> made;
      for (auto const p : outcome.selected)
        made.push_back(given.election.projects[p].id);
      return made;
    };
    Case const one{first, Satisfaction::cost};
    Case const two{second, Satisfaction::cost};
    Completion const add_one{.kind = Completion::Kind::add_one};
    EXPECT_EQ(ids(one, greedy(one.count()).outcome), ids(two, greedy(two.count()).outcome));
    EXPECT_EQ(ids(one, equal_shares(one.count(), add_one).outcome),
              ids(two, equal_shares(two.count(), add_one).outcome));
    EXPECT_EQ(ids(one, Phragmen{one.count()}.run().outcome),
              ids(two, Phragmen{two.count()}.run().outcome));
    EXPECT_EQ(ids(one, maximum_welfare(one.count())->outcome),
              ids(two, maximum_welfare(two.count())->outcome));
  }
}

TEST(budgeting_rules, another_currency_changes_nothing) {
  Random random{"currency"};
  for (int i = 0; i < 300; ++i) {
    auto const first = random_election(random, VoteType::approval);
    auto second = first;
    Amount const rate = static_cast<Amount>(2 + random.below(1'000'000));
    second.budget *= rate;
    for (auto& project : second.projects)
      project.cost *= rate;
    for (auto const satisfaction : {Satisfaction::cardinality, Satisfaction::cost}) {
      Case const one{first, satisfaction};
      Case const two{second, satisfaction};
      Completion const increase{.kind = Completion::Kind::increase, .step = Rational{1, 20}};
      EXPECT_EQ(greedy(one.count()).outcome, greedy(two.count()).outcome);
      EXPECT_EQ(equal_shares(one.count(), increase).outcome,
                equal_shares(two.count(), increase).outcome);
      EXPECT_EQ(Phragmen{one.count()}.run().outcome, Phragmen{two.count()}.run().outcome);
      EXPECT_EQ(maximum_welfare(one.count())->outcome, maximum_welfare(two.count())->outcome);
    }
  }
}

// Whoever adds a winning project to a ballot does not make it lose.
TEST(budgeting_rules, more_votes_never_hurt_with_greedy) {
  Random random{"monotone"};
  for (int i = 0; i < 300; ++i) {
    Case const before{random_election(random, VoteType::approval), Satisfaction::cost};
    for (auto const winner : greedy(before.count()).outcome.selected) {
      auto more = before.election;
      std::vector<ProjectIndex> const alone{winner};
      more.ballots.add(alone, {}, 1);
      Case const after{std::move(more), Satisfaction::cost};
      EXPECT_TRUE(chosen(after.election, greedy(after.count()).outcome)[winner]);
    }
  }
}

// Two equal halves of the voters: the larger half does not take everything.
TEST(budgeting_rules, equal_shares_give_each_half_its_half) {
  std::vector<Amount> const costs(20, 10);
  std::vector<ProjectIndex> one(10);
  std::vector<ProjectIndex> two(10);
  std::iota(one.begin(), one.end(), 0U);
  std::iota(two.begin(), two.end(), 10U);
  Case const given{election_of(100, costs, {{one, {}, 51}, {two, {}, 49}}), Satisfaction::cost};
  auto const taken_of_one = [](Outcome const& outcome) {
    return std::ranges::count_if(outcome.selected, [](ProjectIndex p) { return p < 10; });
  };
  EXPECT_EQ(taken_of_one(greedy(given.count()).outcome), 10);
  EXPECT_EQ(taken_of_one(equal_shares(given.count(), {}).outcome), 5);
  EXPECT_EQ(taken_of_one(Phragmen{given.count()}.run().outcome), 5);
}

TEST(budgeting_rules, the_comparison_counts_voters) {
  Case const given{election_of(10, {10, 10, 10}, {{{0}, {}, 3}, {{1}, {}, 4}, {{2}, {}, 2}}),
                   Satisfaction::cost};
  auto const compared = compare_outcomes(given.count(), {.selected = {0}}, {.selected = {1}});
  EXPECT_EQ(compared.prefer_first, 3U);
  EXPECT_EQ(compared.prefer_second, 4U);
  EXPECT_EQ(compared.indifferent, 2U);
  EXPECT_TRUE(compared.second_wins());
}

TEST(budgeting_rules, ties_fall_by_the_rule_declared) {
  auto const given = election_of(10, {10, 10, 8}, {{{0, 2}, {}, 2}, {{1, 2}, {}, 2}, {{2}, {}, 1}});
  auto election = given;
  election.projects[0].id = "9";
  election.projects[1].id = "10";
  auto const utilities = Utilities::of(election, Satisfaction::cardinality).value();
  EXPECT_EQ(precedence(election, {.kind = TieRule::Kind::identifier}), (Precedence{1, 0, 2}));
  EXPECT_EQ(precedence(election, {.kind = TieRule::Kind::votes}), (Precedence{2, 1, 0}));
  auto const drawn = precedence(election, {.kind = TieRule::Kind::seed, .seed = "Pacte"});
  EXPECT_EQ(drawn, precedence(election, {.kind = TieRule::Kind::seed, .seed = "Pacte"}));
  bool differs = false;
  for (int i = 0; i < 20; ++i) {
    differs = differs || precedence(election, {TieRule::Kind::seed, std::to_string(i)}) != drawn;
  }
  EXPECT_TRUE(differs);
  Constraints const free;
  election.projects[2].cost = 11;
  auto const order = precedence(election, {.kind = TieRule::Kind::identifier});
  auto const made = Phragmen{{election, utilities, order, free}}.run();
  ASSERT_EQ(made.outcome.ties.size(), 1U);
  EXPECT_EQ(made.outcome.ties[0].projects, (std::vector<ProjectIndex>{1, 0}));
  EXPECT_EQ(made.outcome.selected, (std::vector<ProjectIndex>{1}));
}

}  // namespace
