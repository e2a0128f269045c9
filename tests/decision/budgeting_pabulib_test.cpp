#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/budgeting/pabulib.hpp"

namespace {

using namespace pacte::decision::budgeting;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string const small =
    "META\nkey;value\ndescription;Essai\nnum_projects;2\nnum_votes;3\nbudget;100\n"
    "vote_type;approval\nPROJECTS\nproject_id;cost;name\n1;60;Banc\n2;40.50;\"Arbre; haie\"\n"
    "VOTES\nvoter_id;vote\na;1,2\nb;2,1\nc;1\n";

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  auto const at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

std::vector<Fault> faults_of(std::string const& text) {
  auto const read = read_pabulib(text);
  EXPECT_FALSE(read);
  return read ? std::vector<Fault>{} : read.error();
}

// One fault, at a line, saying so and how to mend it.
void expect_fault(std::string const& text, std::size_t line, std::string const& says) {
  auto const faults = faults_of(text);
  ASSERT_EQ(faults.size(), 1U) << faults.back().what;
  EXPECT_EQ(faults[0].line, line);
  EXPECT_THAT(faults[0].what, HasSubstr(says));
  EXPECT_FALSE(faults[0].mend.empty());
}

TEST(budgeting_pabulib, reads_and_merges) {
  auto const read = read_pabulib(small);
  ASSERT_TRUE(read) << read.error().front().what;
  auto const& election = read->election;
  EXPECT_EQ(election.decimals, 1);
  EXPECT_EQ(election.budget, 1000);
  ASSERT_EQ(election.projects.size(), 2U);
  EXPECT_EQ(election.projects[1].cost, 405);
  EXPECT_EQ(election.projects[1].name, "Arbre; haie");
  ASSERT_EQ(election.ballots.size(), 2U);
  EXPECT_EQ(election.ballots.weight(0), 2U);
  EXPECT_THAT(election.ballots.projects(0), ElementsAre(0, 1));
  EXPECT_EQ(election.voters(), 3U);
  EXPECT_TRUE(read->remarks.empty());
}

TEST(budgeting_pabulib, reads_what_spreadsheets_write) {
  auto text = "\xEF\xBB\xBF" + small;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\r\n");
  }
  text = replaced(text, "META", "meta;;");
  text = replaced(
      text, "PROJECTS\r\nproject_id;cost;name\r\n1;60;Banc\r\n2;40.50;\"Arbre; haie\"",
      "Projects\r\nname;cost;project_id\r\n\"Le \"\"Banc\"\"\nvert\";60,00;1\r\n\r\nArbre;40,5;2");
  auto const read = read_pabulib(text);
  ASSERT_TRUE(read) << read.error().front().what;
  EXPECT_EQ(read->election.projects[0].name, "Le \"Banc\"\nvert");
  EXPECT_EQ(read->election.projects[1].cost, 405);
  EXPECT_EQ(read->election.ballots.size(), 2U);
}

TEST(budgeting_pabulib, counts_once_a_project_named_twice) {
  auto text = replaced(small, "a;1,2", "a;1,2,1");
  auto read = read_pabulib(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->election.ballots.size(), 2U);
  ASSERT_EQ(read->remarks.size(), 1U);
  EXPECT_EQ(read->remarks[0].line, 14U);

  text = replaced(text, "approval", "ordinal");
  read = read_pabulib(text);
  ASSERT_TRUE(read);
  EXPECT_THAT(read->election.ballots.projects(0), ElementsAre(0, 1));
  EXPECT_THAT(read->election.ballots.projects(1), ElementsAre(1, 0));

  text = replaced(small, "approval", "cumulative");
  text = replaced(text, "voter_id;vote\na;1,2\nb;2,1\nc;1\n",
                  "points;voter_id;vote\n\"1,2,3\";a;1,2,1\n5,6;b;2,1\n;c;\n");
  read = read_pabulib(text);
  ASSERT_TRUE(read) << read.error().front().what;
  EXPECT_THAT(read->election.ballots.points(0), ElementsAre(3, 2));
  EXPECT_THAT(read->election.ballots.points(1), ElementsAre(6, 5));
  EXPECT_EQ(read->election.ballots.projects(2).size(), 0U);
  EXPECT_EQ(read->election.voters(), 3U);
}

TEST(budgeting_pabulib, tells_or_enforces_the_limits) {
  auto const text = replaced(small, "vote_type", "max_length;1\nvote_type");
  auto const told = read_pabulib(text);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->election.voters(), 3U);
  ASSERT_EQ(told->remarks.size(), 1U);
  EXPECT_THAT(told->remarks[0].what, HasSubstr("2 bulletins en tout"));
  auto const enforced = read_pabulib(text, {.enforce_limits = true});
  ASSERT_TRUE(enforced);
  EXPECT_EQ(enforced->election.voters(), 1U);
  EXPECT_EQ(enforced->spoilt, 2U);
  auto const costs = replaced(small, "vote_type", "max_sum_cost;100.4\nvote_type");
  EXPECT_EQ(read_pabulib(costs, {.enforce_limits = true})->spoilt, 2U);
  EXPECT_EQ(read_pabulib(replaced(costs, "100.4", "100.5"), {.enforce_limits = true})->spoilt, 0U);
}

TEST(budgeting_pabulib, says_what_is_wrong_and_where) {
  expect_fault(replaced(small, "num_votes;3", "num_votes;4"), 5, "num_votes");
  expect_fault(replaced(small, "num_projects;2", "num_projects;0"), 4, "num_projects");
  expect_fault(replaced(small, "budget;100\n", ""), 0, "budget");
  expect_fault(replaced(small, "budget;100", "budget;0"), 6, "nul");
  expect_fault(replaced(small, "budget;100", "budget;100 €"), 6, "n’est pas un nombre");
  expect_fault(replaced(small, "approval", "aproval"), 7, "type de vote");
  expect_fault(replaced(small, "vote_type;approval\n", ""), 0, "type de vote");
  expect_fault(replaced(small, "approval", "cumulative"), 13, "points");
  expect_fault(replaced(small, "1;60", "1;-60"), 10, "négatif");
  expect_fault(replaced(small, "1;60", "1;"), 10, "vide");
  expect_fault(replaced(small, "1;60", "1;60000000000000000000"), 10, "démesuré");
  expect_fault(replaced(small, "1;60", "1;999999999999999.999999"), 10, "démesuré");
  expect_fault(replaced(small, "1;60", "1;1000000000000000"), 10, "démesuré");
  expect_fault(replaced(small, "1;60", "1;0.0000001"), 10, "décimales");
  expect_fault(replaced(small, "1;60", "1;6e1"), 10, "n’est pas un nombre");
  expect_fault(replaced(replaced(small, "_projects;2", "_projects;3"), "2;40", "1;7\n2;40"), 11,
               "déjà plus haut");
  expect_fault(replaced(small, "c;1", "a;1"), 16, "déjà voté");
  expect_fault(replaced(small, "c;1", "c;1,7"), 16, "« 7 »");
  expect_fault(replaced(small, "c;1", "c"), 16, "champs");
  expect_fault(replaced(small, "c;1", "c\xE9;1"), 16, "UTF-8");
  expect_fault(replaced(small, "Banc", "\xC3\xA9t\xE9"), 10, "UTF-8");
  expect_fault(replaced(small, "voter_id;vote", "voter_id;votes"), 13, "« vote »");
  expect_fault(replaced(small, "project_id;cost;name", "id;cost;name"), 9, "project_id");
}

TEST(budgeting_pabulib, lists_every_fault) {
  auto text = replaced(small, "1;60", "1;-60");
  text = replaced(text, "c;1", "a;1");
  text = replaced(text, "b;2,1", "b;8,9");
  text = replaced(text, "num_votes;3", "num_votes;1000000000000000000000");
  std::vector<std::size_t> lines;
  for (auto const& fault : faults_of(text))
    lines.push_back(fault.line);
  EXPECT_THAT(lines, ElementsAre(5, 10, 15, 15, 16));
}

TEST(budgeting_pabulib, keeps_a_thousand_faults_and_counts_the_others) {
  auto text = small;
  for (int i = 0; i < 1500; ++i)
    text += "v" + std::to_string(i) + ";inconnu\n";
  auto const faults = faults_of(text);
  ASSERT_EQ(faults.size(), most_faults + 1);
  EXPECT_THAT(faults.back().what, HasSubstr("501 fautes de plus"));
}

TEST(budgeting_pabulib, needs_the_three_sections_in_order) {
  EXPECT_EQ(faults_of("").size(), 5U);
  auto const without_votes = small.substr(0, small.find("VOTES"));
  expect_fault(without_votes, 0, "VOTES");
  auto const at = small.find("PROJECTS");
  auto const votes = small.find("VOTES");
  auto const swapped = small.substr(0, at) + small.substr(votes) + small.substr(at, votes - at);
  auto const faults = faults_of(swapped);
  EXPECT_THAT(faults,
              Contains(::testing::Field(&Fault::what, HasSubstr("VOTES n’est pas à sa place"))));
  EXPECT_FALSE(faults_of("nothing\n" + small).empty());
  EXPECT_FALSE(faults_of(small + "VOTES\n").empty());
}

TEST(budgeting_pabulib, points_are_whole_and_bounded) {
  auto const with = [](std::string_view points) {
    auto text = replaced(small, "approval", "scoring");
    return replaced(text, "voter_id;vote\na;1,2\nb;2,1\nc;1\n",
                    "voter_id;vote;points\na;1,2;" + std::string{points} + "\nb;;\nc;1;1.0\n");
  };
  EXPECT_TRUE(read_pabulib(with("0,1000000000")));
  expect_fault(with("1,1000000001"), 14, "points");
  expect_fault(with("1,-1"), 14, "points");
  expect_fault(with("1,0.5"), 14, "points");
  expect_fault(with("1,99999999999999999999"), 14, "points");
  expect_fault(with("1"), 14, "1 nombres de points");
}

TEST(budgeting_pabulib, comes_back_from_its_own_text) {
  auto const first = read_pabulib(replaced(small, "Banc", "\"Un \"\"banc\"\"\""));
  ASSERT_TRUE(first);
  auto const text = write_pabulib(first->election);
  auto const second = read_pabulib(text);
  ASSERT_TRUE(second) << second.error().front().what;
  EXPECT_EQ(second->election.projects[0].name, "Un \"banc\"");
  EXPECT_EQ(write_pabulib(second->election), text);
  EXPECT_EQ(second->election.meta[0],
            (std::pair<std::string, std::string>{"description", "Essai"}));
}

}  // namespace
