#include "decision/budgeting/outcome.hpp"

#include <algorithm>

namespace pacte::decision::budgeting {

std::vector<bool> chosen(Election const& election, Outcome const& outcome) {
  std::vector<bool> made(election.projects.size());
  for (auto const project : outcome.selected)
    made[project] = true;
  return made;
}

void by_precedence(Count const& count, std::vector<ProjectIndex>& projects) {
  std::ranges::sort(projects, {}, [&](ProjectIndex p) { return count.precedence[p]; });
}

}  // namespace pacte::decision::budgeting
