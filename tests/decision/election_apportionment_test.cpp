// What is promised of seats shared out between lists, on random votes and on published ones.
#include <algorithm>
#include <numeric>
#include <random>

#include <gmock/gmock.h>

#include "decision/election_samples.hpp"
#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::ratio;
using pacte::decision::Rational;

using Shared = std::vector<std::uint32_t>;

Shared shared(Lists const& lists, std::string_view formula, int seats) {
  return counted(lists.text, rules_of({{"method", "lists"},
                                       {"formula", formula},
                                       {"seats", std::to_string(seats)},
                                       {"ties", "order"}}))
      .working<SeatCount>()
      .seats;
}

// M. L. Balinski and H. P. Young, "Fair Representation" (1982): six states for which the
// traditional methods all differ.
TEST(election_apportionment, six_states_and_thirty_six_seats) {
  auto const states = lists_with({27744, 25178, 19951, 14610, 9225, 3292});
  EXPECT_EQ(shared(states, "hare", 36), (Shared{10, 9, 7, 5, 4, 1}));
  EXPECT_EQ(shared(states, "sainte-lague", 36), (Shared{10, 9, 8, 5, 3, 1}));
  EXPECT_EQ(shared(states, "dhondt", 36), (Shared{11, 9, 7, 5, 3, 1}));
}

// The same book, chapter 5 and appendix A: with one seat more nobody loses one under a divisor
// method, whatever the votes (largest remainders: see the Alabama paradox).
TEST(election_apportionment, one_seat_more_takes_none_away) {
  std::mt19937 random{41};
  for (int trial = 0; trial < 40; ++trial) {
    auto const one = lists(random);
    for (auto const* formula : {"dhondt", "sainte-lague"}) {
      Shared before(one.votes.size());
      for (int seats = 1; seats <= 25; ++seats) {
        auto const after = shared(one, formula, seats);
        for (std::size_t list = 0; list < after.size(); ++list)
          EXPECT_GE(after[list], before[list]) << one.text << formula << seats;
        before = after;
      }
    }
  }
}

TEST(election_apportionment, more_votes_never_take_a_seat_away) {
  std::mt19937 random{42};
  for (int trial = 0; trial < 100; ++trial) {
    auto const one = lists(random);
    auto votes = one.votes;
    auto const list = random() % votes.size();
    votes[list] += 1 + static_cast<int>(random() % 300);
    int const seats = 1 + static_cast<int>(random() % 20);
    for (auto const* formula : {"dhondt", "sainte-lague", "hare"}) {
      EXPECT_GE(shared(lists_with(votes), formula, seats)[list], shared(one, formula, seats)[list])
          << one.text << formula;
    }
  }
}

// Balinski and Young, chapter 9: under D'Hondt's method two lists that unite never lose a seat.
TEST(election_apportionment, lists_that_unite_never_lose_by_highest_averages) {
  std::mt19937 random{43};
  for (int trial = 0; trial < 150; ++trial) {
    auto const one = lists(random);
    auto votes = one.votes;
    votes[3] += votes[4];
    votes.pop_back();
    int const seats = 1 + static_cast<int>(random() % 20);
    auto const apart = shared(one, "dhondt", seats);
    EXPECT_GE(shared(lists_with(votes), "dhondt", seats)[3], apart[3] + apart[4])
        << one.text << seats;
  }
}

// Every way to share the seats, tried.
template <class Visit>
void each_way(std::size_t lists, int seats, Shared& way, Visit const& visit) {
  if (way.size() + 1 == lists) {
    way.push_back(static_cast<std::uint32_t>(seats));
    visit(way);
    way.pop_back();
    return;
  }
  for (int here = 0; here <= seats; ++here) {
    way.push_back(static_cast<std::uint32_t>(here));
    each_way(lists, seats - here, way, visit);
    way.pop_back();
  }
}

template <class Cost>
void expect_least(Lists const& lists, std::string_view formula, int seats, Cost const& cost) {
  auto const found = cost(shared(lists, formula, seats));
  Shared way;
  each_way(lists.votes.size(), seats, way, [&](Shared const& other) {
    EXPECT_LE(found, cost(other)) << lists.text << formula << seats;
  });
}

// A. Sainte-Laguë, "La représentation proportionnelle et la méthode des moindres carrés" (1910):
// the squares of what each voter weighs too much or too little. D'Hondt: the most seats by vote are
// as few as can be. Hare: the distances to the exact shares are least.
TEST(election_apportionment, each_formula_is_the_best_by_its_own_measure) {
  std::mt19937 random{44};
  for (int trial = 0; trial < 40; ++trial) {
    auto const one = lists(random, 4, 60);
    int const seats = 1 + static_cast<int>(random() % 8);
    auto const total = std::accumulate(one.votes.begin(), one.votes.end(), 0);
    expect_least(one, "sainte-lague", seats, [&](Shared const& way) {
      Rational sum;
      for (std::size_t list = 0; list < way.size(); ++list) {
        Rational const away{ratio(way[list], one.votes[list]) - ratio(seats, total)};
        sum += one.votes[list] * away * away;
      }
      return sum;
    });
    expect_least(one, "dhondt", seats, [&](Shared const& way) {
      Rational most;
      for (std::size_t list = 0; list < way.size(); ++list)
        most = std::max(most, ratio(way[list], one.votes[list]));
      return most;
    });
    expect_least(one, "hare", seats, [&](Shared const& way) {
      Rational sum;
      for (std::size_t list = 0; list < way.size(); ++list)
        sum += abs(Rational{way[list] - ratio(one.votes[list] * seats, total)});
      return sum;
    });
  }
}

}  // namespace
