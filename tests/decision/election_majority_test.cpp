// Majorities, bases, quorum, rounds, colleges, ties.
#include <gmock/gmock.h>

#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using pacte::decision::Rational;
using ::testing::HasSubstr;

TEST(election_majority, relative_takes_the_most_votes) {
  auto const vote = counted("bulletin,nombre\nA,5\nB,7\nC,6\nblanc,3\n", rules_of({}));
  EXPECT_EQ(vote.elected(), Ids{"B"});
  EXPECT_EQ(vote.contest.turnout.valid, 18);
  EXPECT_EQ(vote.contest.turnout.blank, 3);
}

TEST(election_majority, absolute_needs_more_than_half_of_the_base) {
  auto const* text = "bulletin,nombre\npour,10\ncontre,9\nblanc,1\nabstention,5\n";
  auto const elected = [&](auto rules) { return counted(text, rules).elected(); };
  EXPECT_EQ(elected(rules_of({{"method", "absolute"}})), Ids{"pour"});
  // 10 of 20 cast is not more than half.
  EXPECT_EQ(elected(rules_of({{"method", "absolute"}, {"base", "cast"}})), Ids{});
  EXPECT_EQ(elected(rules_of({{"method", "absolute"}, {"counted", "blank"}})), Ids{});
  EXPECT_EQ(elected(rules_of({{"method", "absolute"}, {"counted", "abstention"}})), Ids{});
}

TEST(election_majority, qualified_is_reached_by_equality) {
  auto const* text =
      "VOTE\nmembres;36\npresents;33\nCANDIDATS\nidentifiant\npour\ncontre\n"
      "BULLETINS\nbulletin;nombre\npour;20\ncontre;10\n";
  auto const elected = [&](std::string_view share, std::string_view base) {
    return counted(text, rules_of({{"method", "qualified"}, {"majority", share}, {"base", base}}))
        .elected();
  };
  EXPECT_EQ(elected("2/3", "expressed"), Ids{"pour"});
  EXPECT_EQ(elected(">2/3", "expressed"), Ids{});
  EXPECT_EQ(elected("3/5", "present"), Ids{"pour"});  // 19,8 of 33
  EXPECT_EQ(elected("2/3", "present"), Ids{});        // 22 of 33
  EXPECT_EQ(elected("5/9", "members"), Ids{"pour"});  // 20 of 36
  EXPECT_EQ(elected("60%", "members"), Ids{});
}

TEST(election_majority, a_base_of_people_must_be_known_and_make_sense) {
  auto const rules = rules_of({{"method", "absolute"}, {"base", "members"}});
  EXPECT_THAT(problem_of("bulletin\nA\n", rules), HasSubstr("nombre de membres"));
  EXPECT_THAT(problem_of("VOTE\nmembres;5\nCANDIDATS\nidentifiant\nA\nBULLETINS\nbulletin;poids\n"
                         "A;3\n",
                         rules),
              HasSubstr("plusieurs voix"));
}

TEST(election_majority, quorum_counts_people_there) {
  auto const* head = "VOTE\nmembres;43\n";
  auto const* ballots =
      "CANDIDATS\nidentifiant\nA\nB\nBULLETINS\nbulletin;nombre;procurations\nA;20;3\nabstention;2;"
      "0"
      "\n";
  auto const quorum = [&](std::string const& text, auto rules) {
    auto const result = elect(read(text, rules), rules);
    return std::pair{result->quorum->needed, result->quorum->reached};
  };
  auto const text = std::string{head} + ballots;
  // More than half of 43 is 22; 22 ballots, of which 3 by proxy.
  EXPECT_EQ(quorum(text, rules_of({{"quorum", ">1/2"}})), (std::pair{22L, false}));
  EXPECT_EQ(quorum(text, rules_of({{"quorum", ">1/2"}, {"quorum-with-proxies", "yes"}})),
            (std::pair{22L, true}));
  EXPECT_EQ(quorum(text, rules_of({{"quorum", "1/3"}})), (std::pair{15L, true}));
  EXPECT_EQ(quorum(text, rules_of({{"quorum", "19"}})), (std::pair{19L, true}));
  auto const declared = std::string{head} + "presents;24\n" + ballots;
  EXPECT_EQ(quorum(declared, rules_of({{"quorum", ">1/2"}})), (std::pair{22L, true}));
}

TEST(election_majority, without_quorum_nothing_is_counted) {
  auto const vote =
      counted("VOTE\nmembres;10\nCANDIDATS\nidentifiant\nA\nBULLETINS\nbulletin;nombre\nA;4\n",
              rules_of({{"quorum", "1/2"}}));
  EXPECT_EQ(vote.contest.outcome.ending, Outcome::Ending::no_quorum);
  EXPECT_EQ(vote.elected(), Ids{});
}

// The first three of the French presidential election of 2002 (Constitutional Council, decisions of
// 24 April and 8 May 2002).
constexpr std::string_view presidential =
    "bulletin,nombre,tour\nChirac,5665855,1\nLe Pen,4804713,1\nJospin,4610113,1\n";

TEST(election_majority, the_first_round_chooses_who_stands_at_the_second) {
  auto const rules = rules_of({{"method", "two-round"}});
  auto const vote = counted(presidential, rules);
  EXPECT_EQ(vote.contest.outcome.ending, Outcome::Ending::next_round);
  EXPECT_EQ(ids(vote.election, vote.working<ScoreCount>().rounds[0].qualified),
            (Ids{"Chirac", "Le Pen"}));
}

TEST(election_majority, the_second_round_takes_the_most_votes) {
  auto const rules = rules_of({{"method", "two-round"}});
  auto const both =
      std::string{presidential} + "Chirac,25537956,2\nLe Pen,5525032,2\nblanc,1769307,2\n";
  EXPECT_EQ(counted(both, rules).elected(), Ids{"Chirac"});
  EXPECT_THAT(problem_of(both + "Jospin,1,2\n", rules), HasSubstr("« Jospin »"));
}

TEST(election_majority, a_share_of_the_members_qualifies_and_two_always_do) {
  auto const* text =
      "VOTE\nmembres;1000\nCANDIDATS\nidentifiant\nA\nB\nC\nD\nBULLETINS\nbulletin;nombre\n"
      "A;200\nB;150\nC;126\nD;124\n";
  auto const qualified = [&](std::string_view share) {
    auto const vote = counted(text, rules_of({{"method", "two-round"}, {"qualify", share}}));
    return ids(vote.election, vote.working<ScoreCount>().rounds[0].qualified);
  };
  EXPECT_EQ(qualified("12,5%"), (Ids{"A", "B", "C"}));
  EXPECT_EQ(qualified("18%"), (Ids{"A", "B"}));
  EXPECT_EQ(qualified("3"), (Ids{"A", "B", "C"}));
}

TEST(election_majority, a_first_round_may_also_ask_a_share_of_the_members) {
  auto const* text =
      "VOTE\nmembres;100\nCANDIDATS\nidentifiant\nA\nB\nBULLETINS\nbulletin;nombre\nA;20\nB;10\n";
  auto const ending = [&](std::string_view least) {
    return counted(text, rules_of({{"method", "two-round"}, {"least-of-members", least}}))
        .contest.outcome.ending;
  };
  EXPECT_EQ(ending("1/5"), Outcome::Ending::elected);
  EXPECT_EQ(ending("1/4"), Outcome::Ending::next_round);
}

// As for the president of a regional council: article L. 4133-1 of the code of local authorities.
TEST(election_majority, at_the_third_round_most_votes_are_enough_and_age_decides) {
  auto const rules = rules_of({{"method", "two-round"},
                               {"last-round", "3"},
                               {"qualify", "10"},
                               {"base", "members"},
                               {"ties", "age"}});
  auto const vote = counted(
      "VOTE\nmembres;20\nCANDIDATS\nidentifiant;nom;naissance\nA;Anne;1960-05-01\nB;Bruno;1955-05-"
      "01"
      "\nC;Chloé;1980-01-01\nBULLETINS\nbulletin;nombre;tour\nA;8;1\nB;8;1\nC;4;1\nA;9;2\nB;8;2\nC;"
      "3"
      ";2\nA;8;3\nB;8;3\nC;4;3\n",
      rules);
  EXPECT_EQ(vote.elected(), Ids{"B"});
  ASSERT_EQ(vote.contest.outcome.ties.size(), 1U);
  EXPECT_EQ(ids(vote.election, vote.contest.outcome.ties[0].tied), (Ids{"A", "B"}));
  EXPECT_EQ(vote.contest.outcome.ties[0].stage, 3U);
}

TEST(election_majority, several_seats_take_several_names_on_a_ballot) {
  auto const vote =
      counted("bulletin,nombre\nA+B,3\nB+C,4\nC,1\nD,2\n", rules_of({{"seats", "2"}}));
  EXPECT_EQ(vote.elected(), (Ids{"B", "C"}));
}

TEST(election_majority, approval_counts_each_name_once) {
  auto const rules = rules_of({{"method", "approval"}, {"seats", "2"}});
  auto const vote = counted("bulletin,nombre\nA+B+C,4\nA+B,3\nC,2\nD,5\n", rules);
  EXPECT_EQ(vote.elected(), (Ids{"A", "B"}));
  EXPECT_EQ(vote.working<ScoreCount>().rounds[0].votes, (Scores{7, 7, 6, 5}));
}

TEST(election_majority, an_undeclared_tie_stops_the_count) {
  auto const* text = "bulletin,nombre\nA,5\nB,5\nC,1\n";
  EXPECT_THAT(problem_of(text, rules_of({})), HasSubstr("Égalité entre « A », « B »"));
  // Nobody's age is known: the rule cannot decide, the next one does.
  EXPECT_THAT(problem_of(text, rules_of({{"ties", "age"}})), HasSubstr("--ties"));
  auto const vote = counted(text, rules_of({{"ties", "age,casting:B"}}));
  EXPECT_EQ(vote.elected(), Ids{"B"});
  EXPECT_EQ(to_text(*vote.contest.outcome.ties[0].rule), "casting:B");
}

TEST(election_majority, a_tie_that_changes_nothing_is_not_one) {
  auto const vote =
      counted("bulletin,nombre\nA,5\nB,5\nC,1\n", rules_of({{"seats", "2"}, {"choices", "1"}}));
  EXPECT_EQ(vote.elected(), (Ids{"A", "B"}));
  EXPECT_TRUE(vote.contest.outcome.ties.empty());
}

TEST(election_majority, a_published_seed_decides_the_same_for_all) {
  auto const rules = rules_of({{"ties", "seed:tirage, du 21 novembre"}});
  auto const vote = counted("bulletin,nombre\nA,5\nB,5\nC,5\n", rules);
  auto const again = counted("bulletin,nombre\nC,5\nB,5\nA,5\n", rules);
  EXPECT_EQ(vote.elected(), again.elected());
  EXPECT_EQ(vote.contest.outcome.ties[0].rule->argument, "tirage, du 21 novembre");
}

TEST(election_majority, parity_takes_the_next_of_the_other_sex) {
  auto const* text =
      "CANDIDATS\nidentifiant;sexe\nA;H\nB;H\nC;H\nD;F\nE;F\nBULLETINS\nbulletin;nombre\nA;9\nB;8\n"
      "C;7\nD;6\nE;5\n";
  auto const elected = [&](std::string_view seats, std::string_view gap) {
    return counted(text, rules_of({{"seats", seats}, {"choices", "1"}, {"parity", gap}})).elected();
  };
  EXPECT_EQ(elected("4", "0"), (Ids{"A", "B", "D", "E"}));
  EXPECT_EQ(elected("3", "1"), (Ids{"A", "B", "D"}));
  EXPECT_EQ(elected("2", "1"), (Ids{"A", "D"}));
}

TEST(election_majority, weights_and_proxies_are_counted) {
  auto const vote = counted("bulletin,nombre,poids,procurations\nA,2,10,0\nB,5,3,2\nB,1,4,0\n",
                            rules_of({{"ties", "order"}}));
  EXPECT_EQ(vote.elected(), Ids{"A"});
  EXPECT_EQ(vote.contest.turnout.people, 8);
  EXPECT_EQ(vote.contest.turnout.proxies, 2);
  EXPECT_EQ(vote.contest.turnout.valid, 39);
}

// Colleges of a cooperative: each brought to its share, whatever its size.
TEST(election_majority, colleges_count_for_their_share) {
  auto const vote = counted(
      "COLLEGES\nidentifiant;part\nsalariés;50\nusagers;30\ncollectivités;20\n"
      "CANDIDATS\nidentifiant\nA\nB\nBULLETINS\nbulletin;nombre;college\n"
      "A;3;salariés\nB;7;salariés\nA;200;usagers\nB;100;usagers\nA;2;collectivités\n",
      rules_of({{"method", "absolute"}}));
  auto const& round = vote.working<ScoreCount>().rounds[0];
  EXPECT_EQ(round.votes[0], 15 + 20 + 20);
  EXPECT_EQ(round.votes[1], 35 + 10);
  EXPECT_EQ(round.turnout.base, 100);
  EXPECT_EQ(vote.elected(), Ids{"A"});
}

TEST(election_majority, colleges_with_seats_elect_apart) {
  auto const rules = rules_of({});
  auto const election = read(
      "COLLEGES\nidentifiant;sieges\nx;2\ny;1\nCANDIDATS\nidentifiant;college\nA;x\nB;x\nC;x\nD;y\n"
      "E;y\nBULLETINS\nbulletin;nombre;college\nA;5;x\nB;4;x\nC;3;x\nD;1;y\nE;2;y\n",
      rules);
  auto const result = elect(election, rules);
  ASSERT_TRUE(result);
  ASSERT_EQ(result->contests.size(), 2U);
  EXPECT_EQ(ids(election, result->contests[0].outcome.elected), (Ids{"A", "B"}));
  EXPECT_EQ(ids(election, result->contests[1].outcome.elected), Ids{"E"});
}

// Congress of Versailles, 21 July 2008: three fifths of the votes expressed (Constitution, article
// 89), 905 voters, of whom 896 for or against.
TEST(election_majority, the_congress_of_2008_changed_the_constitution_by_two_votes) {
  auto const* text = "bulletin,nombre\npour,539\ncontre,357\nblanc,9\n";
  auto const vote = counted(text, rules_of({{"method", "qualified"}, {"majority", "3/5"}}));
  EXPECT_EQ(vote.elected(), Ids{"pour"});
  EXPECT_EQ(vote.working<ScoreCount>().rounds[0].needed, (Rational{2688, 5}));
  EXPECT_EQ(
      counted(text, rules_of({{"method", "qualified"}, {"majority", "3/5"}, {"base", "cast"}}))
          .elected(),
      Ids{});
}

// Articles L. 2122-7 and L. 4133-1 of the code of local authorities: anybody may stand at any
// round.
TEST(election_majority, everybody_may_stand_at_the_next_round_when_the_rules_say_so) {
  auto const* text =
      "CANDIDATS\nidentifiant\nA\nB\nC\nBULLETINS\nbulletin;nombre;tour\nA;5;1\nB;5;1\nC;6;2\nA;4;"
      "2\n";
  EXPECT_THAT(problem_of(text, rules_of({{"method", "two-round"}})), HasSubstr("« C »"));
  auto const vote = counted(text, rules_of({{"method", "two-round"}, {"qualify", "all"}}));
  EXPECT_EQ(vote.elected(), Ids{"C"});
}

TEST(election_majority, a_share_of_the_members_needs_members) {
  auto const rules = rules_of({{"method", "two-round"}, {"least-of-members", "1/4"}});
  EXPECT_THAT(problem_of("bulletin,nombre\nA,20\nB,10\n", rules), HasSubstr("membres"));
  EXPECT_THAT(problem_of("VOTE\nmembres;50\nCANDIDATS\nidentifiant\nA\nBULLETINS\nbulletin;poids\n"
                         "A;20\n",
                         rules),
              HasSubstr("membres"));
}

// Of the college that elects, not of the whole body.
TEST(election_majority, members_of_a_college_that_elects_apart_are_its_own) {
  auto const rules = rules_of({{"method", "two-round"}, {"least-of-members", "1/4"}});
  auto const election = read(
      "VOTE\nmembres;1000\nCOLLEGES\nidentifiant;sieges;membres\nx;1;40\ny;1;960\n"
      "CANDIDATS\nidentifiant;college\nA;x\nB;y\nBULLETINS\nbulletin;nombre;college\nA;12;x\nB;100;"
      "y\n",
      rules);
  auto const result = elect(election, rules);
  ASSERT_TRUE(result);
  EXPECT_EQ(ids(election, result->contests[0].outcome.elected), Ids{"A"});
  EXPECT_EQ(result->contests[1].outcome.ending, Outcome::Ending::next_round);
}

// What colleges with shares count is no number of people: the share is that of the base.
TEST(election_majority, shares_of_colleges_qualify_by_the_base) {
  auto const vote = counted(
      "VOTE\nmembres;1000\nCOLLEGES\nidentifiant;part\nx;50\ny;"
      "50\nCANDIDATS\nidentifiant\nA\nB\nC\n"
      "BULLETINS\nbulletin;nombre;college\nA;40;x\nB;30;x\nC;30;x\nA;4;y\nB;4;y\nC;2;y\n",
      rules_of({{"method", "two-round"}, {"qualify", "25%"}}));
  EXPECT_EQ(ids(vote.election, vote.working<ScoreCount>().rounds[0].qualified),
            (Ids{"A", "B", "C"}));
}

TEST(election_majority, weights_cannot_be_shares_of_people_in_colleges_either) {
  EXPECT_THAT(problem_of("COLLEGES\nidentifiant;part;membres\nx;50;4\ny;50;4\nCANDIDATS\n"
                         "identifiant\nA\nBULLETINS\nbulletin;poids;college\nA;9;x\nA;1;y\n",
                         rules_of({{"method", "absolute"}, {"base", "members"}})),
              HasSubstr("plusieurs voix"));
}

constexpr std::string_view two_colleges =
    "COLLEGES\nidentifiant;sieges\nx;2\ny;1\nCANDIDATS\nidentifiant;college\nA;x\nB;x\nC;x\nD;y\n"
    "E;y\nF;y\nBULLETINS\nbulletin;nombre;college;tour\nA+B;6;x;1\nC;3;x;1\nD;3;y;1\nE;3;y;1\n"
    "F;1;y;1\n";

// A college that has decided does not vote again while another does.
TEST(election_majority, each_college_has_its_own_rounds_and_number_of_names) {
  auto const rules = rules_of({{"method", "two-round"}});
  auto const both = [&](std::string const& text) {
    auto const election = read(text, rules);
    auto const result = elect(election, rules);
    EXPECT_TRUE(result) << result.error().detail;
    std::vector<std::pair<Ids, Outcome::Ending>> found;
    for (auto const& contest : result->contests)
      found.emplace_back(ids(election, contest.outcome.elected), contest.outcome.ending);
    return found;
  };
  using Ending = Outcome::Ending;
  EXPECT_EQ(both(std::string{two_colleges}),
            (std::vector<std::pair<Ids, Ending>>{{{"A", "B"}, Ending::elected},
                                                 {{}, Ending::next_round}}));
  EXPECT_EQ(both(std::string{two_colleges} + "D;3;y;2\nE;4;y;2\n"),
            (std::vector<std::pair<Ids, Ending>>{{{"A", "B"}, Ending::elected},
                                                 {{"E"}, Ending::elected}}));
  EXPECT_THAT(faults_of(std::string{two_colleges} + "D+E;1;y;2\n", rules),
              ::testing::ElementsAre(HasSubstr("1 au plus")));
}

TEST(election_majority, an_odd_number_of_seats_cannot_be_split_evenly) {
  auto const* text = "CANDIDATS\nidentifiant;sexe\nA;H\nB;F\nC;F\nBULLETINS\nbulletin\nA\n";
  EXPECT_THAT(problem_of(text, rules_of({{"seats", "3"}, {"parity", "0"}})),
              HasSubstr("--parity 1"));
}

}  // namespace
