#include "app/decision/tally_report.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

// Whole amounts as integers; the others have at most 15 digits, which a JSON number keeps.
Json amount_json(Election const& election, Amount amount) {
  auto const text = to_text(amount, election.decimals);
  return Json::parse(text);
}

Json ids_json(Election const& election, std::vector<ProjectIndex> const& projects) {
  auto list = Json::array();
  for (auto const project : projects)
    list.push_back(election.projects[project].id);
  return list;
}

std::string fate_name(Fate fate) {
  switch (fate) {
    case Fate::chosen: return "chosen";
    case Fate::completed: return "completed";
    case Fate::unsupported: return "unsupported";
    case Fate::no_room: return "no_room";
    case Fate::supporters_short: return "supporters_short";
    case Fate::load_too_high: return "load_too_high";
    case Fate::not_in_best_set: return "not_in_best_set";
    case Fate::comparison_lost: return "comparison_lost";
    case Fate::minimum_votes: return "minimum_votes";
    case Fate::group_budget: return "group_budget";
    case Fate::exclusive: return "exclusive";
    case Fate::dependency: return "dependency";
  }
  return {};
}

// In the currency, to 9 decimals.
std::string price_json(Election const& election, Rational const& price) {
  Integer unit;
  mpz_ui_pow_ui(unit.get_mpz_t(), 10, static_cast<unsigned long>(election.decimals));
  return to_decimal(price / Rational{unit}, 9);
}

Json account_json(TallyReport const& report, ProjectIndex project) {
  auto const& election = report.election;
  auto const& account = report.tally.accounts[project];
  Json made{{"id", election.projects[project].id},
            {"cost", amount_json(election, election.projects[project].cost)},
            {"supporters", account.supporters},
            {"fate", fate_name(account.fate)}};
  if (account.round) made["round"] = *account.round + 1;
  if (account.price) made["price"] = price_json(election, *account.price);
  if (account.payers > 0) {
    made["payers"] = account.payers;
    made["emptied"] = account.emptied;
  }
  if (account.remedy.more_support) made["more_support"] = *account.remedy.more_support;
  if (account.remedy.lower_cost && *account.remedy.lower_cost > 0) {
    made["winning_cost"] = amount_json(election, *account.remedy.lower_cost);
  }
  made["explanation"] = account_text(report, project);
  return made;
}

Json spending_json(Election const& election, std::vector<Spending> const& lines) {
  auto list = Json::array();
  for (auto const& line : lines) {
    list.push_back({{"name", line.name},
                    {"cost", amount_json(election, line.cost)},
                    {"selected", line.chosen},
                    {"projects", line.projects}});
  }
  return list;
}

Json measures_json(Election const& election, Measures const& measures) {
  Json made{{"voters", measures.voters},
            {"voters_served", measures.served},
            {"by_category", spending_json(election, measures.by_category)},
            {"by_district", spending_json(election, measures.by_district)},
            {"ejr_plus_up_to_one", !measures.underserved}};
  if (measures.price_of_voter) {
    made["priceable_with"] = price_json(election, *measures.price_of_voter);
  }
  if (measures.underserved) {
    auto const& found = *measures.underserved;
    made["ejr_plus_counter_example"] = {{"project", election.projects[found.project].id},
                                        {"voters", found.voters},
                                        {"best_served_would_get", decision::to_text(found.each)},
                                        {"deserved", to_decimal(found.deserved, 6)}};
  }
  return made;
}

}  // namespace

Json tally_json(TallyReport const& report) {
  auto const& [election, request, tally, title] = report;
  Json made{{"selected", ids_json(election, tally.outcome.selected)},
            {"total_cost", amount_json(election, tally.outcome.total_cost)},
            {"budget", amount_json(election, election.budget)},
            {"voters", election.voters()},
            {"rule", name_of(request.rule)},
            {"satisfaction", name_of(tally.satisfaction)}};
  if (tally.shares) made["runs"] = tally.shares->runs;
  if (tally.welfare) made["welfare"] = decision::to_text(*tally.welfare);
  if (tally.comparison) {
    made["comparison"] = {{"prefer_rule", tally.comparison->prefer_first},
                          {"prefer_greedy", tally.comparison->prefer_second},
                          {"greedy_wins", tally.comparison->second_wins()}};
  }
  auto ties = Json::array();
  for (auto const& tie : tally.outcome.ties) {
    ties.push_back({{"round", tie.round + 1}, {"projects", ids_json(election, tie.projects)}});
  }
  made["ties"] = std::move(ties);
  if (tally.accounts.empty()) return made;
  auto projects = Json::array();
  for (auto const project : reading_order(report))
    projects.push_back(account_json(report, project));
  made["projects"] = std::move(projects);
  made["measures"] = measures_json(election, *tally.measures);
  return made;
}

std::string tally_csv(TallyReport const& report) {
  auto const& election = report.election;
  auto const votes = votes_by_project(election);
  auto const taken = chosen(election, report.tally.outcome);
  report::CsvWriter csv{{"project_id", "name", "cost", "votes", "selected", "rank", "explanation"}};
  std::size_t rank = 0;
  for (auto const p : reading_order(report)) {
    auto const& project = election.projects[p];
    std::vector<std::string> const row{project.id,
                                       project.name,
                                       to_text(project.cost, election.decimals),
                                       std::to_string(votes[p]),
                                       taken[p] ? "1" : "0",
                                       taken[p] ? std::to_string(++rank) : "",
                                       account_text(report, p)};
    csv.row(row);
  }
  return csv.take();
}

std::string tally_table(TallyReport const& report) {
  auto const& election = report.election;
  auto const votes = votes_by_project(election);
  auto const taken = chosen(election, report.tally.outcome);
  auto text = fmt::format("{}\n{}\n", report.title, rule_text(report));
  text += fmt::format(
      "{} projets sur {}, {} sur {}, {} votants\n\n", report.tally.outcome.selected.size(),
      election.projects.size(), amount_text(report, report.tally.outcome.total_cost),
      amount_text(report, election.budget), grouped(static_cast<std::int64_t>(election.voters())));
  std::size_t widest = 2;
  for (auto const& project : election.projects)
    widest = std::max(widest, length(project.id));
  for (auto const p : reading_order(report)) {
    auto const& project = election.projects[p];
    text += fmt::format("{} {:<{}}  {}\n", taken[p] ? "✔" : "·", project.id, widest,
                        shorten(project.name, 70));
    text +=
        fmt::format("  {:<{}}  {}, {} voix. {}\n", "", widest, amount_text(report, project.cost),
                    grouped(static_cast<std::int64_t>(votes[p])), account_text(report, p));
  }
  text += '\n';
  for (auto const& line : summary_lines(report))
    text += line + '\n';
  return text;
}

}  // namespace pacte::app
