// What voting theory promises of rankings, looked for on many small random votes, and what it says
// cannot be promised.
#include <algorithm>
#include <bit>
#include <random>
#include <set>

#include <gmock/gmock.h>

#include "decision/election_samples.hpp"
#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::Integer;
using pacte::decision::Rational;

PathCount paths_of(Sample const& sample, std::string_view strength = "winning") {
  auto const rules = rules_of({{"method", "schulze"}, {"ties", "order"}, {"strength", strength}});
  return counted(text_of(sample), rules).working<PathCount>();
}

std::set<int> winners(PathCount const& count) {
  auto const& best = count.levels.front();
  return {best.begin(), best.end()};
}

// T. N. Tideman, "Independence of clones as a criterion for voting rules" (1987); Schulze (2011),
// section 4.6: clones of a candidate do not change whether others win.
TEST(election_theory, clones_change_nothing_for_schulze) {
  std::mt19937 random{31};
  for (int trial = 0; trial < 150; ++trial) {
    auto const one = sample(random, 4, 7 + static_cast<int>(random() % 6));
    auto cloned = one;
    cloned.candidates = 5;  // the last one stands beside the first
    for (auto& ballot : cloned.ballots) {
      auto const at = std::ranges::find(ballot, 0);
      if (at != ballot.end()) ballot.insert(at + static_cast<int>(random() % 2), 4);
    }
    auto const before = winners(paths_of(one));
    auto after = winners(paths_of(cloned));
    if (after.erase(4) > 0) after.insert(0);
    EXPECT_EQ(before, after) << text_of(cloned);
  }
}

// Schulze (2011), section 4.5: when all turn their rankings round, a sole winner wins no more.
TEST(election_theory, schulze_has_another_winner_when_all_rankings_are_reversed) {
  std::mt19937 random{32};
  int looked_at = 0;
  for (int trial = 0; trial < 150; ++trial) {
    auto one = sample(random, 4, 9);
    std::erase_if(one.ballots, [](Ranking const& ballot) { return ballot.size() < 4; });
    if (one.ballots.empty()) continue;
    auto const before = winners(paths_of(one));
    for (auto& ballot : one.ballots)
      std::ranges::reverse(ballot);
    if (before.size() != 1) continue;
    ++looked_at;
    EXPECT_FALSE(winners(paths_of(one)).contains(*before.begin()));
  }
  EXPECT_GT(looked_at, 20);
}

// Schulze (2011), section 4.7: winners are in the smallest set that beats all those outside it.
TEST(election_theory, schulze_elects_in_the_smith_set) {
  std::mt19937 random{33};
  for (int trial = 0; trial < 100; ++trial) {
    auto const one = sample(random, 5, 8);
    for (auto const* strength : {"winning", "margins"}) {
      auto const count = paths_of(one, strength);
      auto const beats = [&](std::size_t a, std::size_t b) {
        return count.preferred[a * 5 + b] > count.preferred[b * 5 + a];
      };
      unsigned smallest = 31;
      for (unsigned set = 1; set < 31; ++set) {
        bool dominant = true;
        for (std::size_t a = 0; a < 5; ++a) {
          for (std::size_t b = 0; b < 5; ++b)
            dominant = dominant && (!(set >> a & 1U) || (set >> b & 1U) || beats(a, b));
        }
        // Such sets are one within the other.
        if (dominant && std::popcount(set) < std::popcount(smallest)) smallest = set;
      }
      for (auto const winner : winners(count))
        EXPECT_TRUE(smallest >> static_cast<unsigned>(winner) & 1U) << text_of(one);
    }
  }
}

// D. R. Woodall, "Properties of preferential election rules", Voting matters 3 (1994): whoever more
// than k Droop quotas of voters put before all others, in any order, have k seats.
TEST(election_theory, stv_gives_solid_coalitions_their_seats) {
  std::mt19937 random{34};
  int held = 0;
  for (int trial = 0; trial < 200; ++trial) {
    auto one = sample(random, 6, 12);
    int const seats = 1 + static_cast<int>(random() % 4);
    // Some voters come together behind the first three.
    for (auto& ballot : one.ballots) {
      if (random() % 3 == 0) continue;
      ballot = {0, 1, 2};
      std::ranges::shuffle(ballot, random);
    }
    for (auto const* quota : {"droop", "exact"}) {
      auto const vote = counted(text_of(one), rules_of({{"method", "stv"},
                                                        {"seats", std::to_string(seats)},
                                                        {"quota", quota},
                                                        {"ties", "order"}}));
      std::set<int> const elected{vote.contest.outcome.elected.begin(),
                                  vote.contest.outcome.elected.end()};
      for (unsigned set = 1; set < 63; ++set) {
        auto const size = std::popcount(set);
        auto const behind = std::ranges::count_if(one.ballots, [&](Ranking const& ballot) {
          return std::ssize(ballot) >= size && std::all_of(ballot.begin(), ballot.begin() + size,
                                                           [&](int c) { return set >> c & 1U; });
        });
        int quotas = 0;
        while (behind * (seats + 1) > static_cast<long>(quotas + 1) * std::ssize(one.ballots))
          ++quotas;
        auto const deserved = std::min(quotas, size);
        auto const had =
            std::ranges::count_if(elected, [&](int c) { return (set >> c & 1U) != 0; });
        EXPECT_GE(had, deserved) << text_of(one) << seats;
        held += static_cast<int>(deserved > 0);
      }
    }
  }
  EXPECT_GT(held, 300);
}

// For one seat, both are the same method, whatever the quota.
TEST(election_theory, one_seat_by_stv_is_instant_runoff) {
  std::mt19937 random{35};
  for (int trial = 0; trial < 150; ++trial) {
    auto const one = sample(random, 5, 11);
    auto const stv =
        counted(text_of(one), rules_of({{"method", "stv"}, {"ties", "earlier,order"}}));
    auto const runoff =
        counted(text_of(one), rules_of({{"method", "irv"}, {"ties", "earlier,order"}}));
    EXPECT_EQ(stv.elected(), runoff.elected()) << text_of(one);
  }
}

// Rows with several ballots, ballots with several votes, and as many rows, are the same votes.
TEST(election_theory, splitting_weights_changes_nothing) {
  std::mt19937 random{36};
  for (int trial = 0; trial < 60; ++trial) {
    auto const one = sample(random, 4, 6);
    std::string const head =
        "CANDIDATS\nidentifiant\nA\nB\nC\nD\nBULLETINS\nbulletin;nombre;poids\n";
    std::string by_number = head;
    std::string by_weight = head;
    std::string by_rows = head;
    for (auto const& ballot : one.ballots) {
      auto const votes = 1 + random() % 4;
      auto const said = cell(ballot, ">");
      by_number += said + ";" + std::to_string(votes) + ";1\n";
      by_weight += said + ";1;" + std::to_string(votes) + "\n";
      for (std::size_t row = 0; row < votes; ++row)
        by_rows += said + ";;\n";
    }
    for (auto const* method : {"irv", "schulze", "stv"}) {
      auto const rules = rules_of({{"method", method}, {"ties", "order"}});
      auto const expected = counted(by_rows, rules).elected();
      EXPECT_EQ(counted(by_number, rules).elected(), expected);
      EXPECT_EQ(counted(by_weight, rules).elected(), expected);
    }
  }
}

// 10^15 votes, the most there may be: one vote more or less still decides.
TEST(election_theory, the_greatest_weights_are_counted_exactly) {
  std::string text = "bulletin,nombre,poids\n";
  text += "A>C,499999,1000000000\nA>C,1,999999999\n";
  text += "B>C,499999,1000000000\nB>C,1,1000000000\n";
  auto const winner = [&](std::string_view method) {
    return counted(text, rules_of({{"method", method}})).elected();
  };
  EXPECT_EQ(winner("irv"), Ids{"B"});
  EXPECT_EQ(winner("stv"), Ids{"B"});
  EXPECT_EQ(winner("schulze"), Ids{"B"});
  auto const vote = counted(text, rules_of({{"method", "stv"}, {"seats", "2"}}));
  auto const& count = vote.working<TransferCount>();
  Integer const quota{"333333333333334"};
  EXPECT_EQ(count.quota, Rational{quota});
  for (auto const& stage : count.stages) {
    auto sum = stage.exhausted;
    for (auto const& votes : stage.votes)
      sum += votes;
    EXPECT_EQ(sum, vote.contest.turnout.valid);
  }
  EXPECT_THAT(faults_of(text + "A,2,1\n", rules_of({{"method", "stv"}})),
              ::testing::ElementsAre(::testing::HasSubstr("million de milliards")));
}

// The alternative vote is not promised to be monotonic. Mayor of Burlington (Vermont), 3 March
// 2009, ballots among the last three: A. Gierzynski, W. Hamilton and W. D. Smith, "Instant Runoff
// Voting: Burlington 2009" (2009).
constexpr std::string_view burlington =
    "bulletin,nombre\nMontroll>Kiss>Wright,1332\nMontroll>Wright>Kiss,767\nMontroll,455\n"
    "Kiss>Montroll>Wright,2043\nKiss>Wright>Montroll,371\nKiss,568\n"
    "Wright>Montroll>Kiss,1513\nWright>Kiss>Montroll,495\nWright,1289\n";

TEST(election_theory, the_burlington_election_has_three_winners) {
  auto const winner = [](std::string_view method) {
    return counted(burlington, rules_of({{"method", method}})).elected();
  };
  EXPECT_EQ(winner("irv"), Ids{"Kiss"});
  EXPECT_EQ(winner("schulze"), Ids{"Montroll"});
  std::string const first = "bulletin,nombre\nMontroll,2554\nKiss,2982\nWright,3297\n";
  EXPECT_EQ(counted(first, rules_of({})).elected(), Ids{"Wright"});
  auto const schulze = counted(burlington, rules_of({{"method", "schulze"}}));
  auto const& count = schulze.working<PathCount>();
  auto const prefer = [&](std::string_view a, std::string_view b) {
    return count.preferred[schulze.index(a) * 3U + schulze.index(b)];
  };
  EXPECT_EQ(prefer("Montroll", "Kiss"), 4067);
  EXPECT_EQ(prefer("Kiss", "Montroll"), 3477);
  EXPECT_EQ(prefer("Montroll", "Wright"), 4597);
  EXPECT_EQ(prefer("Wright", "Montroll"), 3668);
}

TEST(election_theory, more_support_may_hurt_under_instant_runoff) {
  // 753 supporters of Wright now put Kiss first.
  std::string text{burlington};
  auto const replace = [&text](std::string_view old, std::string_view now) {
    auto const at = text.find(old);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, old.size(), now);
  };
  replace("Wright>Kiss>Montroll,495", "Kiss>Wright>Montroll,495");
  replace("Wright,1289", "Wright,1031\nKiss>Wright,258");
  EXPECT_EQ(counted(text, rules_of({{"method", "irv"}})).elected(), Ids{"Montroll"});
}

// J.-C. de Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie royale des
// sciences (1781): the one with most votes is the one that most voters put last.
TEST(election_theory, borda_s_example) {
  auto const* text = "bulletin,nombre\nA>B>C,1\nA>C>B,7\nB>C>A,7\nC>B>A,6\n";
  EXPECT_EQ(counted("bulletin,nombre\nA,8\nB,7\nC,6\n", rules_of({})).elected(), Ids{"A"});
  EXPECT_EQ(counted(text, rules_of({{"method", "irv"}})).elected(), Ids{"B"});
  auto const schulze = counted(text, rules_of({{"method", "schulze"}, {"seats", "3"}}));
  EXPECT_EQ(schulze.elected(), (Ids{"C", "B", "A"}));
}

// Condorcet, "Essai sur l'application de l'analyse à la probabilité des décisions" (1785): sixty
// voters go round in a circle. H. P. Young, "Condorcet's theory of voting", American Political
// Science Review 82 (1988): setting the weakest majority aside leaves B, then C, then A.
TEST(election_theory, condorcet_s_example_of_sixty_voters) {
  auto const vote = counted("bulletin,nombre\nA>B>C,23\nB>C>A,17\nB>A>C,2\nC>A>B,10\nC>B>A,8\n",
                            rules_of({{"method", "schulze"}, {"seats", "3"}}));
  auto const& count = vote.working<PathCount>();
  EXPECT_EQ(count.preferred, (std::vector<Rational>{0, 33, 25, 27, 0, 42, 35, 18, 0}));
  EXPECT_FALSE(count.condorcet);
  EXPECT_EQ(vote.elected(), (Ids{"B", "C", "A"}));
}

// Candidates without a vote go out in any order: no rule is needed.
TEST(election_theory, those_without_votes_are_no_tie) {
  auto const* text =
      "CANDIDATS\nidentifiant\nA\nB\nC\nD\nE\nBULLETINS\nbulletin;nombre\nA>C;5\nB>D;3\n";
  EXPECT_EQ(counted(text, rules_of({{"method", "irv"}})).elected(), Ids{"A"});
  EXPECT_EQ(counted(text, rules_of({{"method", "stv"}, {"seats", "2"}})).elected(),
            (Ids{"A", "B"}));
  // For three seats, it is: C has a surplus, D and E have nothing and one of them has a seat.
  EXPECT_THAT(
      problem_of("CANDIDATS\nidentifiant\nA\nB\nD\nE\nBULLETINS\nbulletin;nombre\nA;5\nB;3\n",
                 rules_of({{"method", "stv"}, {"seats", "3"}})),
      ::testing::HasSubstr("« D », « E »"));
}

}  // namespace
