#include "decision/budgeting/ties.hpp"

#include <algorithm>
#include <tuple>

#include "decision/random.hpp"

namespace pacte::decision::budgeting {

Precedence precedence(Election const& election, TieRule const& rule) {
  auto const& projects = election.projects;
  std::vector<ProjectIndex> order(projects.size());
  for (ProjectIndex p = 0; p < order.size(); ++p)
    order[p] = p;
  // Bytes of UTF-8 compare as code points do.
  std::ranges::sort(order, {},
                    [&](ProjectIndex p) -> std::string const& { return projects[p].id; });
  if (rule.kind == TieRule::Kind::votes) {
    auto const votes = votes_by_project(election);
    std::ranges::sort(order, [&](ProjectIndex left, ProjectIndex right) {
      return std::tie(votes[right], projects[left].cost, projects[left].id) <
             std::tie(votes[left], projects[right].cost, projects[right].id);
    });
  }
  if (rule.kind == TieRule::Kind::seed) Random{rule.seed}.shuffle(std::span{order});
  Precedence places(projects.size());
  for (std::uint32_t place = 0; place < order.size(); ++place)
    places[order[place]] = place;
  return places;
}

}  // namespace pacte::decision::budgeting
