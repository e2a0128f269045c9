// What must hold for any vote, tried on many small random ones; and the methods written a second
// time, the plainest way, one voter after the other.
#include <algorithm>
#include <map>
#include <numeric>
#include <random>

#include <gmock/gmock.h>

#include "decision/election_samples.hpp"
#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::Rational;

constexpr std::array<std::string_view, 3> ranked{"irv", "schulze", "stv"};

Rules ranked_rules(std::string_view method) {
  return rules_of({{"method", method}, {"seats", method == "irv" ? "1" : "2"}, {"ties", "order"}});
}

TEST(election_property, the_order_of_ballots_and_merging_change_nothing) {
  std::mt19937 random{11};
  for (int trial = 0; trial < 60; ++trial) {
    auto one = sample(random, 4, 12);
    auto const text = text_of(one);
    std::ranges::shuffle(one.ballots, random);
    auto const other = text_of(one);
    for (auto const method : ranked) {
      auto const rules = ranked_rules(method);
      auto const first = counted(text, rules);
      EXPECT_EQ(first.elected(), counted(other, rules).elected());
      auto const merged = write_election(first.election, BallotForm::ranking);
      EXPECT_EQ(first.elected(), counted(merged, rules).elected());
    }
  }
}

// With a random order that goes with the names, ties follow the names too.
TEST(election_property, other_names_change_nothing) {
  std::mt19937 random{12};
  for (int trial = 0; trial < 60; ++trial) {
    auto const one = sample(random, 4, 11);
    std::vector<int> to{0, 1, 2, 3};
    std::ranges::shuffle(to, random);
    Sample other = one;
    for (auto& ballot : other.ballots) {
      for (auto& candidate : ballot)
        candidate = to[static_cast<std::size_t>(candidate)];
    }
    for (auto const method : ranked) {
      auto const rules = rules_of({{"method", method}});
      auto const first = elect(read(text_of(one), rules), rules);
      auto const second = elect(read(text_of(other), rules), rules);
      ASSERT_EQ(first.has_value(), second.has_value());
      if (!first) continue;
      EXPECT_EQ(to[first->contests[0].outcome.elected[0]], second->contests[0].outcome.elected[0]);
    }
  }
}

TEST(election_property, twice_the_votes_change_nothing) {
  std::mt19937 random{13};
  for (int trial = 0; trial < 60; ++trial) {
    auto const one = sample(random, 5, 10);
    Sample twice = one;
    twice.ballots.insert(twice.ballots.end(), one.ballots.begin(), one.ballots.end());
    auto const rules =
        rules_of({{"method", "stv"}, {"seats", "2"}, {"ties", "order"}, {"quota", "exact"}});
    EXPECT_EQ(counted(text_of(one), rules).elected(), counted(text_of(twice), rules).elected());
    auto const paths = ranked_rules("schulze");
    EXPECT_EQ(counted(text_of(one), paths).elected(), counted(text_of(twice), paths).elected());
  }
}

// Votes that put a before b, counted from the definition.
int before(Sample const& sample, int a, int b) {
  int votes = 0;
  for (auto const& ballot : sample.ballots) {
    auto const at_a = std::ranges::find(ballot, a);
    auto const at_b = std::ranges::find(ballot, b);
    votes += static_cast<int>(at_a != ballot.end() && at_a < at_b);
  }
  return votes;
}

// The best bottleneck over all simple paths, by trying them all.
int strongest(Sample const& sample, int from, int to, std::vector<bool>& used) {
  int best = 0;
  for (int next = 0; next < sample.candidates; ++next) {
    auto const index = static_cast<std::size_t>(next);
    auto const link = before(sample, from, next);
    if (used[index] || link <= before(sample, next, from)) continue;
    used[index] = true;
    best = std::max(best, next == to ? link : std::min(link, strongest(sample, next, to, used)));
    used[index] = false;
  }
  return best;
}

TEST(election_property, schulze_finds_the_strongest_paths) {
  std::mt19937 random{14};
  for (int trial = 0; trial < 40; ++trial) {
    auto const one = sample(random, 4, 9);
    auto const vote = counted(text_of(one), ranked_rules("schulze"));
    auto const& count = vote.working<PathCount>();
    for (int a = 0; a < 4; ++a) {
      for (int b = 0; b < 4; ++b) {
        if (a == b) continue;
        auto const place = static_cast<std::size_t>(a * 4 + b);
        EXPECT_EQ(count.preferred[place], before(one, a, b));
        std::vector<bool> used(4);
        used[static_cast<std::size_t>(a)] = true;
        EXPECT_EQ(count.strength[place], strongest(one, a, b, used));
      }
    }
  }
}

TEST(election_property, schulze_elects_a_condorcet_winner_and_more_support_never_hurts) {
  std::mt19937 random{15};
  int winners = 0;
  for (int trial = 0; trial < 150; ++trial) {
    auto one = sample(random, 4, 9);
    auto const rules = rules_of({{"method", "schulze"}, {"ties", "order"}});
    auto const vote = counted(text_of(one), rules);
    auto const winner = vote.contest.outcome.elected[0];
    if (auto const condorcet = vote.working<PathCount>().condorcet) {
      ++winners;
      EXPECT_EQ(winner, *condorcet);
    }
    // One ballot moves the winner up by one place.
    auto& ballot = one.ballots[random() % one.ballots.size()];
    auto const at = std::ranges::find(ballot, int{winner});
    if (at == ballot.begin() || at == ballot.end()) continue;
    std::iter_swap(at, at - 1);
    EXPECT_EQ(counted(text_of(one), rules).contest.outcome.elected[0], winner);
  }
  EXPECT_GT(winners, 50);
}

// The single transferable vote again: each voter has a share of a vote left, and holds it.
std::vector<int> plain_stv(Sample const& sample, int seats) {
  std::vector<Rational> value(sample.ballots.size(), Rational{1});
  std::vector<bool> open(static_cast<std::size_t>(sample.candidates), true);
  std::vector<int> elected;
  std::vector<int> surplus;
  Rational const quota{static_cast<int>(sample.ballots.size()) / (seats + 1) + 1};
  std::vector<int> holder(sample.ballots.size(), -1);
  auto const hold = [&](std::size_t voter) {
    holder[voter] = -1;
    for (auto const candidate : sample.ballots[voter]) {
      if (!open[static_cast<std::size_t>(candidate)]) continue;
      holder[voter] = candidate;
      return;
    }
  };
  auto const votes = [&](int candidate) {
    Rational sum;
    for (std::size_t voter = 0; voter < holder.size(); ++voter) {
      if (holder[voter] == candidate) sum += value[voter];
    }
    return sum;
  };
  auto const release = [&](int candidate, Rational const& factor) {
    for (std::size_t voter = 0; voter < holder.size(); ++voter) {
      if (holder[voter] != candidate) continue;
      value[voter] *= factor;
      hold(voter);
    }
  };
  for (std::size_t voter = 0; voter < holder.size(); ++voter)
    hold(voter);
  while (std::cmp_less(elected.size(), seats)) {
    std::vector<int> continuing;
    for (int candidate = 0; candidate < sample.candidates; ++candidate) {
      if (open[static_cast<std::size_t>(candidate)]) continuing.push_back(candidate);
    }
    std::ranges::stable_sort(continuing, [&](int l, int r) { return votes(l) > votes(r); });
    for (auto const candidate : continuing) {
      if (votes(candidate) < quota || std::cmp_equal(elected.size(), seats)) break;
      elected.push_back(candidate);
      open[static_cast<std::size_t>(candidate)] = false;
      surplus.push_back(candidate);
    }
    std::erase_if(continuing, [&](int c) { return !open[static_cast<std::size_t>(c)]; });
    std::erase_if(surplus, [&](int c) { return votes(c) <= quota; });
    if (std::cmp_equal(elected.size(), seats)) break;
    if (continuing.size() + elected.size() <= static_cast<std::size_t>(seats)) {
      elected.insert(elected.end(), continuing.begin(), continuing.end());
      break;
    }
    if (!surplus.empty()) {
      auto const first = std::ranges::max_element(surplus, [&](int l, int r) {
        return votes(l) < votes(r) || (votes(l) == votes(r) && l > r);
      });
      auto const candidate = *first;
      auto const held = votes(candidate);
      surplus.erase(first);
      release(candidate, Rational{(held - quota) / held});
      continue;
    }
    // Of equal ones, the last in the order of the file goes.
    auto const last = *std::ranges::min_element(continuing, [&](int l, int r) {
      return votes(l) < votes(r) || (votes(l) == votes(r) && l > r);
    });
    open[static_cast<std::size_t>(last)] = false;
    release(last, Rational{1});
  }
  std::ranges::sort(elected);
  return elected;
}

TEST(election_property, stv_agrees_with_its_plainest_writing) {
  std::mt19937 random{16};
  for (int trial = 0; trial < 120; ++trial) {
    auto const one = sample(random, 5, 8 + static_cast<int>(random() % 20));
    int const seats = 1 + static_cast<int>(random() % 3);
    auto const vote =
        counted(text_of(one),
                rules_of({{"method", "stv"}, {"seats", std::to_string(seats)}, {"ties", "order"}}));
    std::vector<int> elected{vote.contest.outcome.elected.begin(),
                             vote.contest.outcome.elected.end()};
    std::ranges::sort(elected);
    EXPECT_EQ(elected, plain_stv(one, seats)) << text_of(one);
  }
}

TEST(election_property, one_more_approval_never_hurts) {
  std::mt19937 random{17};
  auto const rules = rules_of({{"method", "approval"}, {"ties", "order"}});
  for (int trial = 0; trial < 100; ++trial) {
    auto one = sample(random, 5, 9);
    auto const winner = counted(text_of(one, "+"), rules).contest.outcome.elected[0];
    for (auto& ballot : one.ballots) {
      if (std::ranges::find(ballot, int{winner}) == ballot.end()) {
        ballot.push_back(winner);
        break;
      }
    }
    EXPECT_EQ(counted(text_of(one, "+"), rules).contest.outcome.elected[0], winner);
  }
}

// The definition of a divisor method: no list could give a seat to another and both be the better.
TEST(election_property, averages_of_seats_won_are_at_least_those_of_seats_lost) {
  std::mt19937 random{18};
  for (int trial = 0; trial < 100; ++trial) {
    auto const one = lists(random);
    int const seats = 1 + static_cast<int>(random() % 30);
    for (auto const& [formula, step] : {std::pair{"dhondt", 1}, std::pair{"sainte-lague", 2}}) {
      auto const vote = counted(one.text, rules_of({{"method", "lists"},
                                                    {"formula", formula},
                                                    {"seats", std::to_string(seats)},
                                                    {"ties", "order"}}));
      auto const& won = vote.working<SeatCount>().seats;
      EXPECT_EQ(std::accumulate(won.begin(), won.end(), 0U), static_cast<unsigned>(seats));
      auto const average = [&](std::size_t list, unsigned seat) {
        return Rational{one.votes[list], 1 + static_cast<int>(seat) * step};
      };
      for (std::size_t winner = 0; winner < won.size(); ++winner) {
        if (won[winner] == 0) continue;
        for (std::size_t loser = 0; loser < won.size(); ++loser)
          EXPECT_GE(average(winner, won[winner] - 1), average(loser, won[loser]));
      }
    }
  }
}

TEST(election_property, largest_remainders_stay_within_one_seat_of_the_quota) {
  std::mt19937 random{19};
  for (int trial = 0; trial < 100; ++trial) {
    auto const one = lists(random);
    int const seats = 1 + static_cast<int>(random() % 30);
    auto const vote = counted(one.text, rules_of({{"method", "lists"},
                                                  {"formula", "hare"},
                                                  {"seats", std::to_string(seats)},
                                                  {"ties", "order"}}));
    auto const& won = vote.working<SeatCount>().seats;
    auto const sum = std::accumulate(one.votes.begin(), one.votes.end(), 0);
    EXPECT_EQ(std::accumulate(won.begin(), won.end(), 0U), static_cast<unsigned>(seats));
    for (std::size_t list = 0; list < won.size(); ++list) {
      EXPECT_GE(static_cast<int>(won[list]), one.votes[list] * seats / sum);
      EXPECT_LE(static_cast<int>(won[list]), one.votes[list] * seats / sum + 1);
    }
  }
}

TEST(election_property, parity_holds_whatever_the_votes) {
  std::mt19937 random{20};
  for (int trial = 0; trial < 60; ++trial) {
    auto const one = sample(random, 6, 15);
    auto text = text_of(one);
    text.replace(0, text.find("BULLETINS"),
                 "CANDIDATS\nidentifiant;sexe\nA;F\nB;H\nC;F\nD;H\nE;H\nF;F\n");
    for (auto const method : {"stv", "schulze"}) {
      auto const vote = counted(
          text, rules_of({{"method", method}, {"seats", "4"}, {"parity", "0"}, {"ties", "order"}}));
      auto const& elected = vote.contest.outcome.elected;
      EXPECT_EQ(elected.size(), 4U);
      EXPECT_EQ(std::ranges::count_if(
                    elected, [&](auto c) { return vote.election.candidates[c].sex == Sex::woman; }),
                2);
    }
  }
}

}  // namespace
