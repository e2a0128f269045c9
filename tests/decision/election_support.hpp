// Votes written in the tests, read and counted.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "decision/election/elect.hpp"
#include "decision/election/reader.hpp"

namespace pacte::decision::election::testing {

/// Rules from settings as the command line gives them: {{"method", "stv"}, {"seats", "3"}}.
inline Rules rules_of(std::initializer_list<std::pair<std::string_view, std::string_view>> given) {
  Rules rules;
  for (auto const& [name, text] : given) {
    for (auto const& setting : settings()) {
      if (setting.name != name) continue;
      auto const wrong = setting.set(rules, text);
      EXPECT_FALSE(wrong) << name << ": " << wrong.value_or("");
    }
  }
  return rules;
}

/// Fails the test, and gives an empty election, when the text is at fault.
inline Election read(std::string_view text, Rules const& rules) {
  auto file = read_election(text, "vote.csv", rules);
  if (file) return std::move(file->election);
  for (auto const& fault : file.error())
    ADD_FAILURE() << to_text(fault);
  return {};
}

inline std::vector<std::string> faults_of(std::string_view text, Rules const& rules) {
  std::vector<std::string> told;
  auto const file = read_election(text, "vote.csv", rules);
  if (file) return told;
  for (auto const& fault : file.error())
    told.push_back(to_text(fault));
  return told;
}

inline std::vector<std::string> ids(Election const& election, CandidateList const& candidates) {
  std::vector<std::string> found;
  for (auto const c : candidates)
    found.push_back(election.candidates[c].id);
  return found;
}

/// A vote of one contest, read and counted.
struct Counted {
  Election election;
  Contest contest;

  std::vector<std::string> elected() const { return ids(election, contest.outcome.elected); }
  template <class Working> Working const& working() const {
    return std::get<Working>(contest.outcome.working);
  }
  CandidateIndex index(std::string_view id) const {
    for (CandidateIndex c = 0; c < election.candidates.size(); ++c) {
      if (election.candidates[c].id == id) return c;
    }
    throw std::out_of_range{std::string{id}};
  }
};

inline Counted counted(std::string_view text, Rules const& rules) {
  Counted made{.election = read(text, rules)};
  auto result = elect(made.election, rules);
  if (result) {
    made.contest = std::move(result->contests.at(0));
  } else {
    ADD_FAILURE() << result.error().detail;
  }
  return made;
}

inline std::string problem_of(std::string_view text, Rules const& rules) {
  auto const result = elect(read(text, rules), rules);
  return result ? std::string{} : result.error().detail;
}

using Ids = std::vector<std::string>;

}  // namespace pacte::decision::election::testing
