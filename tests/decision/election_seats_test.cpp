// Lists: seats in proportion, thresholds, bonus, composition.
#include <gmock/gmock.h>

#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::Rational;
using ::testing::HasSubstr;

std::vector<std::uint32_t> seats(std::string_view text, Rules const& rules) {
  return counted(text, rules).working<SeatCount>().seats;
}

// The example most often printed: 230 000 votes, 8 seats.
constexpr std::string_view usual = "bulletin,nombre\nA,100000\nB,80000\nC,30000\nD,20000\n";

TEST(election_seats, each_formula_as_in_its_table) {
  auto const by = [](std::string_view formula) {
    return seats(usual, rules_of({{"method", "lists"}, {"seats", "8"}, {"formula", formula}}));
  };
  using Seats = std::vector<std::uint32_t>;
  EXPECT_EQ(by("dhondt"), (Seats{4, 3, 1, 0}));
  EXPECT_EQ(by("sainte-lague"), (Seats{3, 3, 1, 1}));
  EXPECT_EQ(by("hare"), (Seats{3, 3, 1, 1}));
}

TEST(election_seats, awards_say_the_last_seat_and_the_best_without) {
  auto const vote =
      counted(usual, rules_of({{"method", "lists"}, {"seats", "8"}, {"formula", "dhondt"}}));
  auto const& count = vote.working<SeatCount>();
  ASSERT_EQ(count.awards.size(), 8U);
  EXPECT_EQ(count.awards[0].quotient, 100000);
  EXPECT_EQ(count.awards[7].quotient, 25000);
  EXPECT_EQ(count.next_best, Rational{20000});
}

// M. Balinski and H. P. Young, "Fair Representation" (1982): with one more seat in all, the
// smallest has one less.
TEST(election_seats, largest_remainders_have_the_alabama_paradox) {
  auto const* text = "bulletin,nombre\nA,6\nB,6\nC,2\n";
  auto const by = [&](std::string_view all) {
    return seats(text, rules_of({{"method", "lists"}, {"seats", all}, {"formula", "hare"}}));
  };
  EXPECT_EQ(by("10"), (std::vector<std::uint32_t>{4, 4, 2}));
  EXPECT_EQ(by("11"), (std::vector<std::uint32_t>{5, 5, 1}));
}

// Second round in Occitanie, 27 June 2021, in hundredths of a percent: 158 seats, of which 40 go
// first to the leading list (article L. 338 of the electoral code).
constexpr std::string_view occitanie = "bulletin,nombre\nDelga,5778\nGarraud,2400\nPradié,1822\n";

TEST(election_seats, a_regional_election_has_a_bonus_of_a_quarter) {
  auto const rules =
      rules_of({{"method", "lists"}, {"seats", "158"}, {"bonus", "1/4"}, {"threshold", "5%"}});
  auto const vote = counted(occitanie, rules);
  auto const& count = vote.working<SeatCount>();
  EXPECT_EQ(count.bonus, 40U);
  EXPECT_EQ(count.seats, (std::vector<std::uint32_t>{109, 28, 21}));
}

TEST(election_seats, the_bonus_waits_for_a_second_round_without_a_majority) {
  auto const rules = rules_of({{"method", "lists"},
                               {"seats", "29"},
                               {"bonus", "1/2"},
                               {"bonus-majority", "yes"},
                               {"qualify", "10%"},
                               {"threshold", "5%"}});
  std::string const first = "bulletin,nombre,tour\nA,450,1\nB,400,1\nC,99,1\nD,51,1\n";
  auto const waiting = counted(first, rules);
  EXPECT_EQ(waiting.contest.outcome.ending, Outcome::Ending::next_round);
  EXPECT_EQ(ids(waiting.election, waiting.working<SeatCount>().qualified), (Ids{"A", "B"}));
  EXPECT_EQ(waiting.elected(), Ids{});
  auto const second = counted(first + "A,480,2\nB,520,2\n", rules);
  // 15 first, then 14 in proportion: 7 each but for the averages.
  EXPECT_EQ(second.working<SeatCount>().seats, (std::vector<std::uint32_t>{7, 22, 0, 0}));
}

TEST(election_seats, roundings_of_the_bonus) {
  auto const bonus = [](std::string_view rounding) {
    auto const vote = counted(occitanie, rules_of({{"method", "lists"},
                                                   {"seats", "10"},
                                                   {"bonus", "1/4"},
                                                   {"bonus-rounding", rounding}}));
    return vote.working<SeatCount>().bonus;
  };
  EXPECT_EQ(bonus("up"), 3U);
  EXPECT_EQ(bonus("down"), 2U);
  EXPECT_EQ(bonus("nearest"), 3U);
}

TEST(election_seats, below_the_threshold_a_list_has_nothing) {
  auto const by = [](std::string_view threshold) {
    return seats("bulletin,nombre\nA,90\nB,6\nC,4\n", rules_of({{"method", "lists"},
                                                                {"seats", "20"},
                                                                {"threshold", threshold},
                                                                {"formula", "sainte-lague"}}));
  };
  EXPECT_EQ(by("4%"), (std::vector<std::uint32_t>{18, 1, 1}));
  EXPECT_EQ(by("5%"), (std::vector<std::uint32_t>{19, 1, 0}));
}

constexpr std::string_view two_lists =
    "CANDIDATS\nidentifiant\nA\nB\nMEMBRES\ncandidat;nom;sexe;naissance\n"
    "A;Ada;F;1950-01-01\nA;Alain;H;1970-01-01\nB;Béa;F;1960-01-01\nB;Bob;H;1940-01-01\n"
    "BULLETINS\nbulletin;nombre\nA;10\nB;10\n";

TEST(election_seats, equal_lists_give_the_seat_to_the_eldest_who_would_have_it) {
  auto const by = [](std::string_view all, std::string_view bonus) {
    auto rules = rules_of({{"method", "lists"}, {"seats", all}, {"ties", "age"}});
    if (!bonus.empty()) rules.bonus = Rational{1, 2};
    return seats(two_lists, rules);
  };
  // Ada is older than Béa; for the third seat, Bob is older than Alain.
  EXPECT_EQ(by("1", ""), (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(by("3", ""), (std::vector<std::uint32_t>{1, 2}));
  // The bonus goes to the list that is older on average: B. Then one each.
  EXPECT_EQ(by("4", "1/2"), (std::vector<std::uint32_t>{1, 3}));
}

TEST(election_seats, equal_votes_need_a_rule) {
  EXPECT_THAT(problem_of(two_lists, rules_of({{"method", "lists"}, {"seats", "3"}})),
              HasSubstr("Égalité"));
}

TEST(election_seats, a_list_may_lack_people) {
  auto const vote = counted(two_lists, rules_of({{"method", "lists"}, {"seats", "6"}}));
  EXPECT_EQ(vote.working<SeatCount>().vacant, (std::vector<std::uint32_t>{1, 1}));
}

TEST(election_seats, lists_must_alternate_when_asked) {
  auto const rules = rules_of({{"method", "lists"}, {"seats", "2"}, {"composition", "alternate"}});
  EXPECT_TRUE(faults_of(two_lists, rules).empty());
  auto const faults = faults_of(
      "CANDIDATS\nidentifiant\nA\nB\nMEMBRES\ncandidat;nom;sexe\nA;Ada;F\nA;Alma;F\nA;Al;\n"
      "BULLETINS\nbulletin\nA\n",
      rules);
  ASSERT_EQ(faults.size(), 3U);
  EXPECT_THAT(faults[0], HasSubstr("vote.csv:4 : la liste « B » n’a personne"));
  EXPECT_THAT(faults[1], HasSubstr("vote.csv:8 : la liste « A » n’alterne pas au rang 2"));
  EXPECT_THAT(faults[2], HasSubstr("vote.csv:9"));
}

TEST(election_seats, pairs_are_a_woman_and_a_man) {
  auto const rules = rules_of({{"composition", "pairs"}});
  auto const faults = faults_of(
      "CANDIDATS\nidentifiant\nA\nB\nMEMBRES\ncandidat;nom;sexe\nA;Ada;F\nA;Alma;F\nB;Bo;F\nB;Bob;"
      "H\n"
      "BULLETINS\nbulletin\nA\n",
      rules);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0], HasSubstr("vote.csv:3 : « A » n’est pas un binôme"));
}

// Article L. 346 of the electoral code: 10 % of the votes, and the two best whatever they have.
TEST(election_seats, two_lists_at_least_stand_again) {
  auto const qualified = [](std::string_view text) {
    auto const vote = counted(text, rules_of({{"method", "lists"},
                                              {"seats", "9"},
                                              {"bonus", "1/4"},
                                              {"bonus-majority", "yes"},
                                              {"qualify", "10%"}}));
    return ids(vote.election, vote.working<SeatCount>().qualified);
  };
  EXPECT_EQ(qualified("bulletin,nombre\nA,49\nB,9\nC,8\nD,8\nE,8\nF,8\nG,8\nH,2\n"),
            (Ids{"A", "B"}));
  EXPECT_EQ(qualified("bulletin,nombre\nA,45\nB,25\nC,20\nD,10\n"), (Ids{"A", "B", "C", "D"}));
}

TEST(election_seats, ballots_of_the_second_round_name_lists_that_may_stand) {
  EXPECT_THAT(problem_of("bulletin,nombre,tour\nA,48,1\nB,44,1\nC,8,1\nA,50,2\nC,9,2\n",
                         rules_of({{"method", "lists"},
                                   {"seats", "9"},
                                   {"bonus-majority", "yes"},
                                   {"qualify", "10%"}})),
              HasSubstr("« C »"));
}

// Nobody is the eldest of those of whom one has no date, or who are not there.
TEST(election_seats, ages_decide_only_when_they_are_known) {
  std::string text{two_lists};
  text.replace(text.find("1960-01-01"), 10, "");
  EXPECT_THAT(problem_of(text, rules_of({{"method", "lists"}, {"seats", "1"}, {"ties", "age"}})),
              HasSubstr("Égalité"));
  EXPECT_THAT(
      problem_of(two_lists, rules_of({{"method", "lists"}, {"seats", "5"}, {"ties", "age"}})),
      HasSubstr("Égalité"));
}

}  // namespace
