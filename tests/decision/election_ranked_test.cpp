// Rankings: instant runoff, the single transferable vote, Schulze.
#include <gmock/gmock.h>

#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::Rational;
using ::testing::HasSubstr;

// The capital of Tennessee, a usual example of the literature: voters prefer what is near.
constexpr std::string_view tennessee =
    "bulletin,nombre\nMemphis>Nashville>Chattanooga>Knoxville,42\n"
    "Nashville>Chattanooga>Knoxville>Memphis,26\nChattanooga>Knoxville>Nashville>Memphis,15\n"
    "Knoxville>Chattanooga>Nashville>Memphis,17\n";

TEST(election_ranked, instant_runoff_elects_knoxville) {
  auto const vote = counted(tennessee, rules_of({{"method", "irv"}}));
  EXPECT_EQ(vote.elected(), Ids{"Knoxville"});
  auto const& stages = vote.working<TransferCount>().stages;
  ASSERT_EQ(stages.size(), 3U);
  EXPECT_EQ(stages[1].candidate, vote.index("Chattanooga"));
  EXPECT_EQ(stages[1].votes[vote.index("Knoxville")], 32);
  EXPECT_EQ(stages[2].candidate, vote.index("Nashville"));
  EXPECT_EQ(stages[2].votes[vote.index("Knoxville")], 58);
}

TEST(election_ranked, schulze_elects_nashville) {
  auto const vote = counted(tennessee, rules_of({{"method", "schulze"}}));
  EXPECT_EQ(vote.elected(), Ids{"Nashville"});
  EXPECT_EQ(vote.working<PathCount>().condorcet, vote.index("Nashville"));
}

TEST(election_ranked, instant_runoff_breaks_ties_as_declared) {
  auto const* text = "bulletin,nombre\nA>B,5\nB>A,3\nC>B,2\nD>C,1\n";
  EXPECT_THAT(problem_of(text, rules_of({{"method", "irv"}})), HasSubstr("« B », « C »"));
  // D goes to C, which then has as much as B: B had more at first. Then A and B have 5 each.
  auto const vote = counted(text, rules_of({{"method", "irv"}, {"ties", "earlier"}}));
  EXPECT_EQ(vote.elected(), Ids{"A"});
  EXPECT_EQ(vote.contest.outcome.ties.size(), 2U);
  EXPECT_EQ(vote.working<TransferCount>().stages[2].candidate, vote.index("C"));
}

// Lee Yingtong Li's STV primer, part 5 (2022): a hundred voters, pets and their owners, 3 seats.
constexpr std::string_view pets =
    "bulletin,nombre\nD1>D2>F>C1>C2,21\nD2>D1>F>C1>C2,19\nC1>C2>F>D1>D2,40\nC2>C1>F>D1>D2,6\n"
    "F>D1>D2>C1>C2,7\nF>D1>C1>C2>D2,6\nF>D1,1\n";

TEST(election_ranked, stv_transfers_each_ballot_for_a_share_of_its_value) {
  auto const vote = counted(pets, rules_of({{"method", "stv"}, {"seats", "3"}}));
  EXPECT_EQ(vote.elected(), (Ids{"C1", "D1", "D2"}));
  auto const& count = vote.working<TransferCount>();
  EXPECT_EQ(count.quota, Rational{26});
  ASSERT_EQ(count.stages.size(), 4U);
  auto const votes = [&](std::size_t stage, std::string_view id) {
    return count.stages[stage].votes[vote.index(id)];
  };
  EXPECT_EQ(count.stages[1].factor, (Rational{7, 20}));
  EXPECT_EQ(votes(1, "C2"), 20);
  EXPECT_EQ(votes(2, "D1"), 35);
  EXPECT_EQ(count.stages[3].factor, (Rational{9, 35}));
  EXPECT_EQ(votes(3, "D2"), (Rational{131, 5}));
  EXPECT_EQ(votes(3, "C2"), (Rational{754, 35}));
  EXPECT_EQ(count.stages[3].exhausted, (Rational{9, 35}));
}

TEST(election_ranked, no_vote_is_lost_or_made) {
  auto const vote = counted(pets, rules_of({{"method", "stv"}, {"seats", "3"}}));
  for (auto const& stage : vote.working<TransferCount>().stages) {
    auto sum = stage.exhausted;
    for (auto const& votes : stage.votes)
      sum += votes;
    EXPECT_EQ(sum, 100);
  }
}

TEST(election_ranked, the_exact_quota_must_be_exceeded) {
  auto const* text = "bulletin,nombre\nA>B,2\nB,1\nC,1\n";
  auto const droop = counted(text, rules_of({{"method", "stv"}, {"ties", "order"}}));
  EXPECT_EQ(droop.working<TransferCount>().quota, Rational{3});
  auto const exact =
      counted(text, rules_of({{"method", "stv"}, {"quota", "exact"}, {"ties", "order"}}));
  EXPECT_EQ(exact.working<TransferCount>().quota, Rational{2});
  EXPECT_GT(exact.working<TransferCount>().stages.size(), 1U);
  EXPECT_EQ(exact.elected(), Ids{"A"});
}

TEST(election_ranked, parity_dooms_and_guards) {
  auto const* text =
      "CANDIDATS\nidentifiant;sexe\nA;H\nB;H\nC;H\nD;F\nE;F\nBULLETINS\nbulletin;nombre\n"
      "A>B>C;40\nB>A>C;30\nC>B;12\nD>E;10\nE>D;8\n";
  auto const free = counted(text, rules_of({{"method", "stv"}, {"seats", "2"}}));
  EXPECT_EQ(free.elected(), (Ids{"A", "B"}));
  auto const equal = counted(text, rules_of({{"method", "stv"}, {"seats", "2"}, {"parity", "0"}}));
  EXPECT_EQ(equal.elected(), (Ids{"A", "D"}));
  auto const four = counted(text, rules_of({{"method", "stv"}, {"seats", "4"}, {"parity", "0"}}));
  EXPECT_THAT(four.elected(), ::testing::UnorderedElementsAre("A", "B", "D", "E"));
}

TEST(election_ranked, only_blank_ballots_elect_nobody) {
  for (auto const* method : {"irv", "stv", "schulze"}) {
    auto const vote = counted("CANDIDATS\nidentifiant\nA\nB\nBULLETINS\nbulletin\nblanc\n",
                              rules_of({{"method", method}}));
    EXPECT_EQ(vote.contest.outcome.ending, Outcome::Ending::nobody) << method;
  }
}

// Schulze (2011), example 1: 21 voters, nobody beats all others.
TEST(election_ranked, schulze_follows_the_paper) {
  auto const vote =
      counted("bulletin,nombre\na>c>d>b,8\nb>a>d>c,2\nc>d>b>a,4\nd>b>a>c,4\nd>c>b>a,3\n",
              rules_of({{"method", "schulze"}, {"seats", "4"}}));
  auto const& count = vote.working<PathCount>();
  EXPECT_EQ(count.preferred,
            (std::vector<Rational>{0, 8, 14, 10, 13, 0, 6, 2, 7, 15, 0, 12, 11, 19, 9, 0}));
  EXPECT_EQ(count.strength,
            (std::vector<Rational>{0, 14, 14, 12, 13, 0, 13, 12, 13, 15, 0, 12, 13, 19, 13, 0}));
  EXPECT_FALSE(count.condorcet);
  EXPECT_EQ(vote.elected(), (Ids{"d", "a", "c", "b"}));
}

// An example of 45 voters and 5 candidates from Schulze's papers since 1997.
TEST(election_ranked, schulze_orders_five_candidates) {
  auto const vote = counted(
      "bulletin,nombre\nA>C>B>E>D,5\nA>D>E>C>B,5\nB>E>D>A>C,8\nC>A>B>E>D,3\nC>A>E>B>D,7\n"
      "C>B>A>D>E,2\nD>C>E>B>A,7\nE>B>A>D>C,8\n",
      rules_of({{"method", "schulze"}, {"seats", "5"}}));
  EXPECT_EQ(vote.elected(), (Ids{"E", "A", "C", "B", "D"}));
}

TEST(election_ranked, what_a_ballot_leaves_out_comes_last_and_equal) {
  auto const vote = counted("bulletin,nombre\nA=B>C,2\nC,3\nD>A,1\n",
                            rules_of({{"method", "schulze"}, {"ties", "order"}}));
  auto const& count = vote.working<PathCount>();
  // Rows and columns A, B, C, D.
  EXPECT_EQ(count.preferred,
            (std::vector<Rational>{0, 1, 3, 2, 0, 0, 2, 2, 3, 3, 0, 5, 1, 1, 1, 0}));
}

TEST(election_ranked, schulze_tells_ties_between_potential_winners) {
  auto const* text = "bulletin,nombre\nA>B,1\nB>A,1\n";
  EXPECT_THAT(problem_of(text, rules_of({{"method", "schulze"}})), HasSubstr("Égalité"));
  auto const vote = counted(text, rules_of({{"method", "schulze"}, {"ties", "casting:B"}}));
  EXPECT_EQ(vote.elected(), Ids{"B"});
}

TEST(election_ranked, margins_and_winning_votes_may_differ) {
  // B beats A 16 to 13, C beats B 16 to 9, A beats C 13 to 7.
  auto const* text = "bulletin,nombre\nA>C>B,9\nC>B>A,7\nB,9\nA,4\n";
  auto const winner = [&](std::string_view strength) {
    return counted(text, rules_of({{"method", "schulze"}, {"strength", strength}})).elected();
  };
  EXPECT_EQ(winner("winning"), Ids{"C"});
  EXPECT_EQ(winner("margins"), Ids{"A"});
}

TEST(election_ranked, colleges_weigh_rankings_too) {
  auto const* text =
      "COLLEGES\nidentifiant;part\nx;60\ny;40\nCANDIDATS\nidentifiant\nA\nB\nC\n"
      "BULLETINS\nbulletin;nombre;college\nA>B>C;2;x\nB>C>A;1;x\nC>B>A;700;y\n";
  auto const stv = counted(text, rules_of({{"method", "stv"}}));
  EXPECT_EQ(stv.working<TransferCount>().stages[0].votes, (Scores{40, 20, 40}));
  EXPECT_EQ(stv.elected(), Ids{"C"});
  auto const schulze = counted(text, rules_of({{"method", "schulze"}}));
  EXPECT_EQ(schulze.elected(), Ids{"B"});
}

}  // namespace
