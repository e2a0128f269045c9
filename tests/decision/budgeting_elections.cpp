#include "decision/budgeting_elections.hpp"

#include <algorithm>

namespace pacte::decision::budgeting::testing {

namespace {

Rational utility(Election const& election, Satisfaction satisfaction, std::size_t ballot,
                 std::size_t place) {
  auto const projects = election.ballots.projects(ballot);
  long const length = static_cast<long>(projects.size());
  long const j = static_cast<long>(place);
  switch (satisfaction) {
    case Satisfaction::cardinality: return 1;
    case Satisfaction::cost: return election.projects[projects[place]].cost;
    case Satisfaction::additive: return election.ballots.points(ballot)[place];
    case Satisfaction::borda: return length - 1 - j;
    case Satisfaction::harmonic: return Rational{1, j + 1};
    case Satisfaction::first: return j == 0 ? 1 : 0;
    case Satisfaction::all_but_last: return j == length - 1 ? 0 : 1;
  }
  return 0;
}

// Whether a project may be added to what was chosen.
bool may_follow(Case const& given, std::vector<ProjectIndex> const& before, ProjectIndex project) {
  auto after = before;
  after.push_back(project);
  return allowed(given, after);
}

bool waits(Case const& given, std::vector<ProjectIndex> const& before, ProjectIndex project) {
  return std::ranges::any_of(given.constraints.dependencies, [&](Dependency const& each) {
    return each.project == project && std::ranges::find(before, each.needs) == before.end();
  });
}

bool first(Case const& given, ProjectIndex left, ProjectIndex right) {
  return given.order[left] < given.order[right];
}

// The price per unit of satisfaction, by trying each number of supporters who give everything.
std::optional<Rational> price(std::vector<Rational> const& money,
                              std::vector<std::vector<Rational>> const& u, ProjectIndex project,
                              Rational cost) {
  std::vector<std::size_t> supporters;
  Rational units = 0;
  for (std::size_t i = 0; i < money.size(); ++i) {
    if (u[i][project] == 0) continue;
    supporters.push_back(i);
    units += u[i][project];
  }
  std::ranges::sort(supporters, [&](std::size_t a, std::size_t b) {
    return money[a] / u[a][project] < money[b] / u[b][project];
  });
  for (auto const i : supporters) {
    Rational const rate = cost / units;
    if (rate * u[i][project] <= money[i]) return rate;
    cost -= money[i];
    units -= u[i][project];
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::vector<Rational>> naive_utilities(Election const& election,
                                                   Satisfaction satisfaction) {
  std::vector<std::vector<Rational>> made;
  for (std::size_t ballot = 0; ballot < election.ballots.size(); ++ballot) {
    std::vector<Rational> row(election.projects.size());
    auto const projects = election.ballots.projects(ballot);
    for (std::size_t place = 0; place < projects.size(); ++place) {
      row[projects[place]] = utility(election, satisfaction, ballot, place);
    }
    for (std::uint32_t i = 0; i < election.ballots.weight(ballot); ++i)
      made.push_back(row);
  }
  return made;
}

bool allowed(Case const& given, std::vector<ProjectIndex> const& set) {
  auto const has = [&](ProjectIndex p) { return std::ranges::find(set, p) != set.end(); };
  auto const& limits = given.constraints;
  auto const votes = votes_by_project(given.election);
  for (auto const& group : limits.groups) {
    Amount spent = 0;
    for (auto const p : group.projects)
      spent += has(p) ? given.election.projects[p].cost : 0;
    if (spent > group.limit) return false;
  }
  return std::ranges::all_of(
             limits.exclusive,
             [&](auto const& list) { return std::ranges::count_if(list, has) <= 1; }) &&
         std::ranges::all_of(limits.dependencies,
                             [&](auto const& d) { return !has(d.project) || has(d.needs); }) &&
         std::ranges::all_of(set, [&](auto p) { return votes[p] >= limits.minimum_votes; });
}

std::vector<ProjectIndex> naive_greedy(Case const& given, Satisfaction satisfaction) {
  auto const u = naive_utilities(given.election, satisfaction);
  auto const& projects = given.election.projects;
  std::vector<Rational> density(projects.size());
  std::vector<ProjectIndex> order;
  for (ProjectIndex p = 0; p < projects.size(); ++p) {
    for (auto const& row : u)
      density[p] += row[p] / projects[p].cost;
    order.push_back(p);
  }
  std::ranges::sort(order, [&](ProjectIndex a, ProjectIndex b) {
    return density[a] != density[b] ? density[a] > density[b] : first(given, a, b);
  });
  std::vector<ProjectIndex> made;
  Amount left = given.election.budget;
  while (!order.empty()) {
    auto const next =
        std::ranges::find_if(order, [&](ProjectIndex p) { return !waits(given, made, p); });
    if (next == order.end()) break;
    auto const project = *next;
    order.erase(next);
    if (projects[project].cost > left || !may_follow(given, made, project)) continue;
    made.push_back(project);
    left -= projects[project].cost;
  }
  return made;
}

std::vector<ProjectIndex> naive_shares(Case const& given, Satisfaction satisfaction,
                                       Rational const& start) {
  auto const u = naive_utilities(given.election, satisfaction);
  auto const& projects = given.election.projects;
  std::vector<Rational> money(u.size(), start);
  std::vector<ProjectIndex> made;
  for (;;) {
    std::optional<Rational> best;
    ProjectIndex winner = 0;
    for (ProjectIndex p = 0; p < projects.size(); ++p) {
      if (std::ranges::find(made, p) != made.end() || !may_follow(given, made, p)) continue;
      auto const rate = price(money, u, p, projects[p].cost);
      if (!rate) continue;
      if (!best || *rate < *best || (*rate == *best && first(given, p, winner))) {
        best = rate;
        winner = p;
      }
    }
    if (!best) return made;
    made.push_back(winner);
    for (std::size_t i = 0; i < money.size(); ++i) {
      Rational const due = *best * u[i][winner];
      money[i] -= due < money[i] ? due : Rational{money[i]};
    }
  }
}

std::vector<ProjectIndex> naive_phragmen(Case const& given) {
  auto const u = naive_utilities(given.election, Satisfaction::cardinality);
  auto const& projects = given.election.projects;
  std::vector<Rational> load(u.size());
  std::vector<ProjectIndex> made;
  Amount left = given.election.budget;
  for (;;) {
    std::optional<Rational> best;
    ProjectIndex winner = 0;
    bool fits = true;
    for (ProjectIndex p = 0; p < projects.size(); ++p) {
      if (projects[p].cost > given.election.budget || std::ranges::find(made, p) != made.end() ||
          !may_follow(given, made, p)) {
        continue;
      }
      Rational sum = projects[p].cost;
      long support = 0;
      for (std::size_t i = 0; i < u.size(); ++i) {
        if (u[i][p] == 0) continue;
        sum += load[i];
        ++support;
      }
      if (support == 0) continue;
      sum /= support;
      if (best && sum > *best) continue;
      if (!best || sum < *best) fits = true;
      if (!best || sum < *best || first(given, p, winner)) winner = p;
      best = sum;
      fits = fits && projects[p].cost <= left;
    }
    if (!best || !fits) return made;
    made.push_back(winner);
    left -= projects[winner].cost;
    for (std::size_t i = 0; i < u.size(); ++i) {
      if (u[i][winner] != 0) load[i] = *best;
    }
  }
}

}  // namespace pacte::decision::budgeting::testing
