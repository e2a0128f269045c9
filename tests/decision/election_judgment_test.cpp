// Majority judgment, against the published table and against its definition.
#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "decision/election_support.hpp"

namespace {

using namespace pacte::decision::election;
using namespace pacte::decision::election::testing;

struct Grades {
  std::string_view name;
  std::vector<int> tenths;  // of a percent, best grade first
};

// M. Balinski and R. Laraki, PNAS 104 (2007), table 1: 1 733 ballots in Orsay, April 2007. Rounded
// shares: the worst grade takes what lacks to 100 %.
std::vector<Grades> const orsay{
    {"Besancenot", {41, 99, 163, 160, 226}}, {"Buffet", {25, 76, 125, 206, 264}},
    {"Schivardi", {5, 10, 39, 95, 249}},     {"Bayrou", {136, 307, 251, 148, 84}},
    {"Bové", {15, 60, 114, 160, 257}},       {"Voynet", {29, 93, 175, 237, 261}},
    {"Villiers", {24, 64, 87, 113, 158}},    {"Royal", {167, 227, 191, 168, 122}},
    {"Nihous", {3, 18, 53, 110, 267}},       {"Le Pen", {30, 46, 62, 65, 54}},
    {"Laguiller", {21, 53, 102, 166, 259}},  {"Sarkozy", {191, 198, 143, 115, 71}}};

constexpr std::array<std::string_view, 6> grade_names{"Très bien", "Bien",        "Assez bien",
                                                      "Passable",  "Insuffisant", "À rejeter"};

// One ballot grades one candidate: the others have their profile from ballots of their own, so each
// group of 1 000 ballots is cut by cumulated shares.
std::string orsay_text() {
  std::string text = "CANDIDATS\nidentifiant\n";
  for (auto const& one : orsay)
    text += std::string{one.name} + "\n";
  text += "MENTIONS\nmention\n";
  for (auto const name : grade_names)
    text += std::string{name} + "\n";
  text += "BULLETINS\nbulletin\n";
  for (int voter = 0; voter < 1000; ++voter) {
    for (auto const& one : orsay) {
      int before = 0;
      std::size_t grade = 0;
      while (grade < one.tenths.size() && before + one.tenths[grade] <= voter)
        before += one.tenths[grade++];
      text += (&one == &orsay.front() ? "" : "|") + std::string{one.name} + ":" +
              std::string{grade_names[grade]};
    }
    text += "\n";
  }
  return text;
}

TEST(election_judgment, orders_as_in_orsay) {
  auto const vote = counted(orsay_text(), rules_of({{"method", "judgment"}, {"seats", "12"}}));
  EXPECT_EQ(vote.elected(),
            (Ids{"Bayrou", "Royal", "Sarkozy", "Voynet", "Besancenot", "Buffet", "Bové",
                 "Laguiller", "Nihous", "Villiers", "Schivardi", "Le Pen"}));
  auto const& count = vote.working<GradeCount>();
  auto const bayrou = vote.index("Bayrou");
  EXPECT_EQ(vote.election.grades[count.medians[bayrou]], "Assez bien");
  EXPECT_EQ(count.gauges[bayrou].above, 443);
  EXPECT_EQ(count.gauges[vote.index("Royal")].above, 394);
  EXPECT_EQ(count.gauges[vote.index("Sarkozy")].above, 389);
}

TEST(election_judgment, whoever_is_not_graded_has_the_worst_grade) {
  auto const vote = counted("bulletin;nombre\nA:Bien|B:Passable;2\nB:Passable;3\n",
                            rules_of({{"method", "judgment"}}));
  EXPECT_EQ(vote.elected(), Ids{"B"});
  EXPECT_EQ(vote.working<GradeCount>().profiles[0].back(), 3);
}

TEST(election_judgment, equal_profiles_are_a_tie) {
  auto const* text = "bulletin\nA:Bien|B:Passable\nB:Bien|A:Passable\n";
  EXPECT_THAT(problem_of(text, rules_of({{"method", "judgment"}})),
              ::testing::HasSubstr("Égalité"));
}

// The definition: take the lower median away, one vote at a time.
int by_removal(std::vector<int> left, std::vector<int> right) {
  while (!left.empty()) {
    std::ranges::sort(left);
    std::ranges::sort(right);
    auto const middle = left.size() / 2;  // lower median: grades grow worse
    if (left[middle] != right[middle]) return left[middle] < right[middle] ? -1 : 1;
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(middle));
    right.erase(right.begin() + static_cast<std::ptrdiff_t>(middle));
  }
  return 0;
}

TEST(election_judgment, agrees_with_taking_votes_one_by_one) {
  auto const rules = rules_of({{"method", "judgment"}, {"seats", "2"}});
  std::mt19937 random{2007};
  for (int trial = 0; trial < 400; ++trial) {
    auto const voters = 1 + random() % 9;
    std::vector<int> first;
    std::vector<int> second;
    std::string text =
        "CANDIDATS\nidentifiant\nA\nB\nMENTIONS\nmention\ng0\ng1\ng2\nBULLETINS\n"
        "bulletin\n";
    for (std::size_t voter = 0; voter < voters; ++voter) {
      first.push_back(static_cast<int>(random() % 3));
      second.push_back(static_cast<int>(random() % 3));
      text += "A:g" + std::to_string(first.back()) + "|B:g" + std::to_string(second.back()) + "\n";
    }
    auto const vote = counted(text, rules);
    auto const& levels = vote.working<GradeCount>().levels;
    auto const expected = by_removal(first, second);
    if (expected == 0) {
      EXPECT_EQ(levels.size(), 1U) << text;
    } else {
      ASSERT_EQ(levels.size(), 2U) << text;
      EXPECT_EQ(levels[0][0], expected < 0 ? 0 : 1) << text;
    }
  }
}

}  // namespace
