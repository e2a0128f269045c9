// Files of votes: what is understood, and every fault with its line.
#include <gmock/gmock.h>

#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

auto const ranked = [] { return rules_of({{"method", "schulze"}}); };
auto const chosen = [] { return rules_of({}); };

TEST(election_reader, equal_ballots_are_kept_once) {
  auto const election =
      read("bulletin,nombre\nA>B=C,2\n\"A > C = B\",3\nA>B>C,1\nblanc,1\n", ranked());
  ASSERT_EQ(election.rounds[0].size(), 3U);
  EXPECT_EQ(election.rounds[0].group(0).people, 5);
  EXPECT_THAT(election.rounds[0].marks(0), ElementsAre(Mark{0, 0}, Mark{1, 1}, Mark{2, 1}));
}

TEST(election_reader, separators_and_ends_of_lines_are_those_of_spreadsheets) {
  for (auto const* text : {"bulletin,nombre\r\nA,2\r\n",
                           "\xEF\xBB\xBF"
                           "bulletin;nombre\nA;2",
                           "\n\nbulletin\tnombre\nA\t2\n\n", "nombre;bulletin\n2;\"A\"\n"}) {
    auto const election = read(text, chosen());
    ASSERT_EQ(election.rounds[0].size(), 1U) << text;
    EXPECT_EQ(election.rounds[0].group(0).people, 2) << text;
  }
}

TEST(election_reader, faults_in_ballots_are_all_told) {
  auto const faults = faults_of(
      "CANDIDATS\nidentifiant\nA\nB\nBULLETINS\nbulletin;nombre;poids;procurations;tour\n"
      "A>B>A;1;1;0;1\nZ;1;1;0;1\nA>>B;1;1;0;1\n;1;1;0;1\nA;0;1;0;1\nA;-3;1;0;1\nA;1;0;0;1\n"
      "A;1;1;2;1\nA;1;1;0;4\nA;9999999999999999999;1;0;1\nA;1;1;0;1;9\nA:Bien;1;1;0;1\n\"A;1\n"
      "A>B;un;1;0;1\n",
      ranked());
  EXPECT_THAT(faults, ElementsAre(HasSubstr("vote.csv:7 : le bulletin nomme « A » deux fois"),
                                  HasSubstr("vote.csv:8 : « Z » n’est pas candidat"),
                                  HasSubstr("vote.csv:9 : un nom manque"),
                                  HasSubstr("vote.csv:10 : le bulletin est vide"),
                                  StartsWith("vote.csv:11 : le nombre de bulletins « 0 »"),
                                  StartsWith("vote.csv:12 : le nombre de bulletins « -3 »"),
                                  StartsWith("vote.csv:13 : le poids « 0 »"),
                                  HasSubstr("vote.csv:14 : plus de procurations"),
                                  HasSubstr("vote.csv:15 : 4 tours"), StartsWith("vote.csv:16 : "),
                                  HasSubstr("vote.csv:17 : la ligne a 6 cases"),
                                  HasSubstr("vote.csv:18 : le signe « : »"),
                                  HasSubstr("vote.csv:19 : des guillemets"),
                                  StartsWith("vote.csv:20 : le nombre de bulletins « un »")));
}

TEST(election_reader, ballots_must_suit_the_method) {
  EXPECT_THAT(faults_of("bulletin\nA+B\n", chosen()),
              ElementsAre(HasSubstr("vote.csv:2 : le bulletin nomme 2 candidats, 1 au plus")));
  EXPECT_THAT(faults_of("bulletin\nA>B\n", rules_of({{"method", "approval"}})),
              ElementsAre(HasSubstr("le bulletin classe")));
  EXPECT_THAT(faults_of("bulletin\nA=B>C\n", rules_of({{"method", "stv"}})),
              ElementsAre(HasSubstr("même rang")));
  EXPECT_THAT(faults_of("bulletin\nA:Génial|B\n", rules_of({{"method", "judgment"}})),
              ElementsAre(HasSubstr("la mention « Génial » n’existe pas")));
  EXPECT_THAT(faults_of("bulletin\nB|A:Bien\n", rules_of({{"method", "judgment"}})),
              ElementsAre(HasSubstr("« B » n’a pas de mention")));
}

TEST(election_reader, faults_in_the_other_sections_are_told_too) {
  auto const faults = faults_of(
      "VOTE\nmembres;0\ncouleur;bleu\nCOLLEGES\nidentifiant;sieges;part\nx;2;\ny;;50\nx;1;\n"
      "CANDIDATS\nidentifiant;sexe;naissance;college\nA;X;hier;x\nA;F;1970-02-30;x\nB>C;F;;x\n"
      "blanc;F;;x\nD;F;;z\nMEMBRES\ncandidat;nom\nZ;Zoé\nBULLETINS\nbulletin;college\nA;w\nD;y\n",
      chosen());
  EXPECT_THAT(
      faults,
      ElementsAre(HasSubstr("des collèges ont des sièges ou une part"),
                  StartsWith("vote.csv:2 : le nombre de membres"),
                  StartsWith("vote.csv:3 : « couleur »"), StartsWith("vote.csv:8 : l’identifiant"),
                  StartsWith("vote.csv:11 : le sexe « X »"),
                  StartsWith("vote.csv:11 : la date de naissance « hier »"),
                  StartsWith("vote.csv:12 : le candidat « A » figure déjà"),
                  StartsWith("vote.csv:13 : l’identifiant « B>C »"),
                  StartsWith("vote.csv:14 : l’identifiant « blanc »"),
                  StartsWith("vote.csv:15 : le collège « z »"),
                  StartsWith("vote.csv:18 : « Z » n’est pas dans la section CANDIDATS"),
                  StartsWith("vote.csv:21 : le collège « w »")));
}

TEST(election_reader, a_candidate_stands_in_one_college) {
  EXPECT_THAT(faults_of("COLLEGES\nidentifiant\nx\ny\nCANDIDATS\nidentifiant;college\nA;x\n"
                        "BULLETINS\nbulletin;college\nA;y\n",
                        chosen()),
              ElementsAre(StartsWith("vote.csv:10 : « A » se présente dans un autre collège")));
}

TEST(election_reader, people_cannot_be_more_than_there_are) {
  EXPECT_THAT(faults_of("VOTE\nmembres;3\npresents;2\nCANDIDATS\nidentifiant\nA\nBULLETINS\n"
                        "bulletin;nombre;procurations\nA;4;1\n",
                        chosen()),
              ElementsAre(HasSubstr("plus de bulletins que de membres : 4 pour 3"),
                          HasSubstr("que de présents : 3 pour 2")));
}

TEST(election_reader, sections_are_in_order_and_known) {
  EXPECT_THAT(faults_of("BULLETINS\nbulletin\nA\nCANDIDATS\nidentifiant\nA\n", chosen()),
              ::testing::Contains(StartsWith("vote.csv:4 : une section suit les bulletins")));
  EXPECT_THAT(faults_of("CANDIDATS\nnom\nAnne\n", chosen()),
              ::testing::Contains(HasSubstr("la colonne « identifiant » manque")));
  EXPECT_THAT(faults_of("", chosen()), ::testing::Not(::testing::IsEmpty()));
  EXPECT_THAT(faults_of("bulletin\nA\rB\n", chosen()),
              ElementsAre(HasSubstr("contient un caractère de commande")));
  EXPECT_THAT(faults_of("bulletin\n", chosen()), ElementsAre(HasSubstr("aucun bulletin")));
  EXPECT_THAT(faults_of("bulletin\n\xE9\n", chosen()),
              ElementsAre(HasSubstr("vote.csv:2 : un caractère n’est pas en UTF-8")));
}

TEST(election_reader, totals_stay_within_bounds) {
  std::string text = "bulletin,nombre,poids\n";
  for (int i = 0; i < 3; ++i)
    text += "A,1000000000,1000000000\n";
  EXPECT_THAT(faults_of(text, chosen()),
              ElementsAre(HasSubstr("vote.csv:2 : le total des voix dépasse")));
}

TEST(election_reader, what_is_written_reads_back) {
  auto const rules = rules_of({{"method", "schulze"}});
  auto const election = read(
      "VOTE\ntitre;\"Bureau ; \"\"2026\"\"\"\nmembres;12\npresents;9\n"
      "COLLEGES\nidentifiant;nom;part;membres\nx;Xe;12,5;5\ny;;87.5;7\n"
      "CANDIDATS\nidentifiant;nom;sexe;naissance;college\nA;\"Anne; dite A\";F;1970-02-28;\nB;;H"
      ";;y\nMEMBRES\ncandidat;nom;sexe\nA;Ada;F\nBULLETINS\nbulletin;nombre;poids;college;"
      "procurations\nA>B;2;3;y;1\nB;1;1;y;0\nB;1;2;y;0\nnul;1;;x;\n",
      rules);
  auto const text = write_election(election, BallotForm::ranking);
  EXPECT_EQ(write_election(read(text, rules), BallotForm::ranking), text);
  EXPECT_THAT(text, HasSubstr("titre;\"Bureau ; \"\"2026\"\"\""));
  EXPECT_THAT(text, HasSubstr("x;Xe;;12.5;5;"));
  EXPECT_THAT(text, HasSubstr("\nA>B;2;3;y;1;1\n"));
}

TEST(election_reader, the_order_of_ballots_does_not_show_in_the_text) {
  auto const one = read("bulletin,nombre\nB>A,1\nC,2\nB>A,4\n", ranked());
  auto const other = read("bulletin,nombre\nC,2\nB>A,5\n", ranked());
  EXPECT_EQ(write_election(one, BallotForm::ranking), write_election(other, BallotForm::ranking));
}

TEST(election_reader, blt_files_are_read) {
  auto const rules = rules_of({{"method", "schulze"}});
  auto const file = read_election(
      "# comment\n3 2\n4 1 3 2 0\n2 3=2 - 1 0 # equal\n1 0\n0\n\"Anne\"\n\"Bruno\"\n\"Chloé\"\n"
      "\"Bureau\"\n",
      "vote.blt", rules);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->seats, 2U);
  EXPECT_EQ(file->election.title, "Bureau");
  EXPECT_EQ(file->election.candidates[2].name, "Chloé");
  auto const& ballots = file->election.rounds[0];
  ASSERT_EQ(ballots.size(), 3U);
  EXPECT_THAT(ballots.marks(1), ElementsAre(Mark{1, 0}, Mark{2, 0}, Mark{0, 1}));
  EXPECT_EQ(ballots.group(2).kind, BallotKind::blank);
}

TEST(election_reader, faults_of_blt_files_are_told) {
  EXPECT_THAT(
      faults_of("2 1\n-1\n3 1 2\n1 1 1 0\n1 7 0\nx 1 0\n0\n\"Anne\"\n", ranked()),
      ElementsAre(HasSubstr("aucun bulletin"), StartsWith("vote.csv:2 : des candidats retirés"),
                  StartsWith("vote.csv:3 : le bulletin ne finit pas par 0"),
                  StartsWith("vote.csv:4 : le bulletin nomme"),
                  StartsWith("vote.csv:5 : « 7 » n’est pas le numéro"),
                  StartsWith("vote.csv:6 : « x » n’est pas un nombre"),
                  HasSubstr("le nom du candidat 2 manque")));
}

TEST(election_reader, preflib_files_are_read) {
  auto const election = read(
      "# FILE NAME: x.toi\n# TITLE: Essai\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Anne\n"
      "# ALTERNATIVE NAME 3: Chloé\n12: 1,{2,3}\n3: 3\n",
      ranked());
  EXPECT_EQ(election.title, "Essai");
  EXPECT_EQ(election.candidates[2].name, "Chloé");
  EXPECT_EQ(election.rounds[0].group(0).people, 12);
  EXPECT_THAT(election.rounds[0].marks(0), ElementsAre(Mark{0, 0}, Mark{1, 1}, Mark{2, 1}));
}

TEST(election_reader, rules_read_back) {
  auto const rules = rules_of({{"method", "lists"},
                               {"seats", "158"},
                               {"bonus", "25%"},
                               {"ties", "age,seed:a,b"},
                               {"quorum", ">1/2"}});
  auto const json = to_json(rules);
  EXPECT_EQ(json["bonus"], "1/4");
  EXPECT_EQ(json["ties"], "age,seed:a,b");
  EXPECT_FALSE(json.contains("parity"));
  auto const back = rules_from_json(json);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), json);
  EXPECT_FALSE(rules_from_json(pacte::Json{{"sieges", "3"}}));
  EXPECT_FALSE(rules_from_json(pacte::Json{{"majority", "7/2"}}));
}

TEST(election_reader, preflib_orders_have_no_holes) {
  std::string const head = "# FILE NAME: x.toi\n# NUMBER ALTERNATIVES: 3\n";
  EXPECT_THAT(faults_of(head + "2: 1,,3\n1: 1,{}\n", ranked()),
              ElementsAre(HasSubstr("aucun bulletin"), StartsWith("vote.csv:3 : «  »"),
                          StartsWith("vote.csv:4 : «  »")));
}

// Without sections, a college is known from the ballots: all have one, or none.
TEST(election_reader, either_all_ballots_have_a_college_or_none) {
  for (auto const* rows : {"A,x\nB,\n", "A,\nB,x\n"}) {
    EXPECT_THAT(faults_of(std::string{"bulletin,college\n"} + rows, rules_of({})),
                ElementsAre(StartsWith("vote.csv:3 : le collège")));
  }
}

}  // namespace
