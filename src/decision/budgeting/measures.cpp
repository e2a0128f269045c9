#include "decision/budgeting/measures.hpp"

#include <algorithm>
#include <map>

#include "decision/budgeting/completion.hpp"

namespace pacte::decision::budgeting {

namespace {

// A supporter of a project left out.
struct Member {
  Int128 with_project;  // satisfaction with the project added
  Int128 of_project;    // weight * satisfaction from the project
  std::uint64_t weight;
};

std::vector<Member> members(Count const& count, std::vector<Int128> const& satisfied,
                            ProjectIndex project) {
  std::vector<Member> made;
  auto const supporters = count.utilities.supporters(project);
  auto const values = count.utilities.values(project);
  Int128 const factor =
      count.utilities.times_cost() ? count.election.projects[project].cost : Int128{1};
  for (std::size_t i = 0; i < supporters.size(); ++i) {
    auto const [ballot, weight] = supporters[i];
    Int128 const gain = factor * (values.empty() ? 1U : values[i]);
    made.push_back({satisfied[ballot] + gain, gain * weight, weight});
  }
  std::ranges::sort(made, {}, &Member::with_project);
  return made;
}

void spend(std::map<std::string, Spending>& lines, std::string const& name, Amount cost,
           bool taken) {
  auto& line = lines[name];
  line.name = name;
  ++line.projects;
  if (!taken) return;
  ++line.chosen;
  line.cost += cost;
}

std::vector<Spending> listed(std::map<std::string, Spending> const& lines) {
  std::vector<Spending> made;
  for (auto const& [name, line] : lines)
    made.push_back(line);
  return made;
}

}  // namespace

// For a given best-served member, the group that deserves most is everyone served no better: so it
// is enough to look at supporters by increasing satisfaction.
std::optional<Underserved> find_underserved(Count const& count, Outcome const& outcome) {
  auto const& election = count.election;
  auto const taken = chosen(election, outcome);
  auto const satisfied = satisfactions(count, outcome);
  std::optional<Underserved> worst;
  Rational worst_gap = -1;
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    auto const cost = election.projects[p].cost;
    if (taken[p] || cost == 0 || cost > election.budget) continue;
    Rational const per_unit =
        Rational{election.budget} / Rational{election.voters()} / Rational{cost};
    Int128 sum = 0;
    std::uint64_t voters = 0;
    auto const group = members(count, satisfied, p);
    for (std::size_t i = 0; i < group.size(); ++i) {
      sum += group[i].of_project;
      voters += group[i].weight;
      if (i + 1 < group.size() && group[i + 1].with_project == group[i].with_project) continue;
      Rational const deserved = to_rational(sum) * per_unit;
      Rational const gap = deserved - to_rational(group[i].with_project);
      if (gap < 0 || gap <= worst_gap) continue;
      worst_gap = gap;
      worst = Underserved{p, voters, group[i].with_project, deserved};
    }
  }
  return worst;
}

Measures measure(Count const& count, Outcome const& outcome) {
  auto const& election = count.election;
  Measures made{.voters = election.voters()};
  auto const satisfied = satisfactions(count, outcome);
  for (std::size_t ballot = 0; ballot < satisfied.size(); ++ballot) {
    if (satisfied[ballot] > 0) made.served += election.ballots.weight(ballot);
  }
  for (auto const project : outcome.selected)
    made.chosen_votes += count.utilities.support(project);
  auto const taken = chosen(election, outcome);
  std::map<std::string, Spending> categories;
  std::map<std::string, Spending> districts;
  for (ProjectIndex p = 0; p < election.projects.size(); ++p) {
    auto const& project = election.projects[p];
    for (auto const& name : project.categories)
      spend(categories, name, project.cost, taken[p]);
    if (!project.district.empty()) spend(districts, project.district, project.cost, taken[p]);
  }
  made.by_category = listed(categories);
  made.by_district = listed(districts);
  made.underserved = find_underserved(count, outcome);
  return made;
}

}  // namespace pacte::decision::budgeting
