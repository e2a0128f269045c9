// Real elections, and the results that another program found for them with exact fractions. The
// files are not part of the project; without them the test is skipped.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

#include "base/json.hpp"
#include "decision/budgeting/completion.hpp"
#include "decision/budgeting/pabulib.hpp"
#include "decision/budgeting/phragmen.hpp"

namespace {

using namespace pacte;
using namespace pacte::decision;
using namespace pacte::decision::budgeting;
namespace fs = std::filesystem;

fs::path const folder = fs::path{PACTE_SOURCE_DIR} / "../shared/data/budgeting";

std::string contents(fs::path const& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

Satisfaction satisfaction_of(std::string const& name) {
  if (name == "Cost_Sat") return Satisfaction::cost;
  if (name == "Additive_Cardinal_Sat") return Satisfaction::additive;
  if (name == "Additive_Borda_Sat") return Satisfaction::borda;
  return Satisfaction::cardinality;
}

struct Found {
  Outcome outcome;
  std::uint64_t runs = 0;
};

Found tally(Count const& count, std::string const& rule) {
  using Kind = Completion::Kind;
  static std::map<std::string, Completion> const completions{
      {"mes", {}},
      {"mes+greedy", {.kind = Kind::greedy}},
      {"mes+increase_1pct", {.kind = Kind::increase, .step = Rational{1, 100}}},
      {"mes+increase_10pct", {.kind = Kind::increase, .step = Rational{1, 10}}},
      {"mes+add1_per_voter", {.kind = Kind::add_one}}};
  if (rule.starts_with("greedy")) return {greedy(count).outcome};
  if (rule == "phragmen") return {Phragmen{count}.run().outcome};
  auto made = equal_shares(count, completions.at(rule));
  return {std::move(made.outcome), made.runs};
}

void check_row(Json const& row, Election const& election) {
  SCOPED_TRACE(fmt::format("{} {} {}", row["instance"].get<std::string>(),
                           row["rule"].get<std::string>(), row["sat"].get<std::string>()));
  auto const utilities = Utilities::of(election, satisfaction_of(row["sat"]));
  ASSERT_TRUE(utilities);
  auto const order = precedence(election, {.kind = TieRule::Kind::identifier});
  Constraints const free;
  auto const found = tally({election, *utilities, order, free}, row["rule"]);
  std::vector<std::string> selected;
  for (auto const project : found.outcome.selected)
    selected.push_back(election.projects[project].id);
  bool const answered = !row["selected"].is_null();
  auto expected =
      row[answered ? "selected" : "cross_check_selected"].get<std::vector<std::string>>();
  if (!answered || !row["selected_in_order"].get<bool>()) {
    std::ranges::sort(selected);
    std::ranges::sort(expected);
  }
  EXPECT_EQ(selected, expected);
  auto const cost = parse_decimal(to_text(found.outcome.total_cost, election.decimals));
  EXPECT_EQ(cost, parse_decimal(row[answered ? "total_cost" : "cross_check_total_cost"].dump()));
  EXPECT_EQ(found.runs, row.value("mes_runs", found.runs));
}

TEST(budgeting_reference, every_row_is_found_again) {
  if (!fs::exists(folder / "expected.jsonl")) {
    GTEST_SKIP() << "the reference elections are not at " << folder;
  }
  std::ifstream rows{folder / "expected.jsonl"};
  std::map<std::string, PabulibFile> files;
  int count = 0;
  for (std::string line; std::getline(rows, line); ++count) {
    auto const row = Json::parse(line);
    std::string const name = row["instance"];
    if (!files.contains(name)) {
      auto read = read_pabulib(contents(folder / name));
      ASSERT_TRUE(read) << name << ": " << read.error().front().what;
      files.emplace(name, std::move(*read));
    }
    auto const& election = files.at(name).election;
    EXPECT_EQ(election.voters(), row["num_votes"].get<std::uint64_t>());
    check_row(row, election);
  }
  EXPECT_GT(count, 100);
}

TEST(budgeting_reference, every_election_comes_back_from_its_text) {
  if (!fs::exists(folder)) GTEST_SKIP() << "the reference elections are not at " << folder;
  for (auto const& entry : fs::directory_iterator{folder}) {
    if (entry.path().extension() != ".pb") continue;
    SCOPED_TRACE(entry.path().filename());
    auto const first = read_pabulib(contents(entry.path()));
    ASSERT_TRUE(first);
    auto const text = write_pabulib(first->election);
    auto const second = read_pabulib(text);
    ASSERT_TRUE(second) << second.error().front().what;
    EXPECT_EQ(second->election.ballots.size(), first->election.ballots.size());
    EXPECT_EQ(votes_by_project(second->election), votes_by_project(first->election));
    EXPECT_EQ(write_pabulib(second->election), text);
  }
}

}  // namespace
