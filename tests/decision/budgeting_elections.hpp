// Small elections for the tests, and the rules counted again as their definitions say, slowly.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decision/budgeting/completion.hpp"
#include "decision/random.hpp"

namespace pacte::decision::budgeting::testing {

struct Vote {
  std::vector<ProjectIndex> projects;
  std::vector<std::uint32_t> points{};
  std::uint32_t weight = 1;
};

inline Election election_of(Amount budget, std::vector<Amount> const& costs,
                            std::vector<Vote> const& votes, VoteType type = VoteType::approval) {
  Election made{.budget = budget, .vote_type = type, .ballots = Ballots{has_points(type)}};
  for (std::size_t i = 0; i < costs.size(); ++i) {
    made.projects.push_back({.id = "p" + std::to_string(i), .cost = costs[i]});
  }
  for (auto const& vote : votes)
    made.ballots.add(vote.projects, vote.points, vote.weight);
  made.ballots.close();
  return made;
}

/// Few different costs, so that ties are common.
inline Election random_election(Random& random, VoteType type, std::size_t most_projects = 7,
                                std::size_t most_votes = 8) {
  auto const projects = 1 + random.below(most_projects);
  std::vector<Amount> costs(projects);
  for (auto& cost : costs)
    cost = static_cast<Amount>(1 + random.below(6)) * 5;
  std::vector<Vote> votes(1 + random.below(most_votes));
  for (auto& vote : votes) {
    for (ProjectIndex p = 0; p < projects; ++p) {
      if (random.below(2) == 0) vote.projects.push_back(p);
    }
    if (type == VoteType::ordinal) random.shuffle(std::span{vote.projects});
    for (std::size_t i = 0; has_points(type) && i < vote.projects.size(); ++i) {
      vote.points.push_back(static_cast<std::uint32_t>(random.below(4)));
    }
    vote.weight = static_cast<std::uint32_t>(1 + random.below(3));
  }
  return election_of(static_cast<Amount>(10 + random.below(60)), costs, votes, type);
}

/// Everything a count refers to, kept together.
struct Case {
  Election election;
  Utilities utilities;
  Precedence order;
  Constraints constraints{};

  Case(Election given, Satisfaction satisfaction, Constraints limits = {})
      : election{std::move(given)},
        utilities{Utilities::of(election, satisfaction).value()},
        order{precedence(election, {.kind = TieRule::Kind::identifier})},
        constraints{std::move(limits)} {}
  Case(Case const&) = delete;
  Case& operator=(Case const&) = delete;
  ~Case() = default;

  Count count() const { return {election, utilities, order, constraints}; }
};

/// u_i(p) by voter (not by ballot), from the definition of each satisfaction.
std::vector<std::vector<Rational>> naive_utilities(Election const& election,
                                                   Satisfaction satisfaction);
std::vector<ProjectIndex> naive_greedy(Case const& given, Satisfaction satisfaction);
std::vector<ProjectIndex> naive_shares(Case const& given, Satisfaction satisfaction,
                                       Rational const& start);
std::vector<ProjectIndex> naive_phragmen(Case const& given);
bool allowed(Case const& given, std::vector<ProjectIndex> const& set);

}  // namespace pacte::decision::budgeting::testing
