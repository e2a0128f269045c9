#include <algorithm>

#include "app/decision/html.hpp"
#include "app/decision/tally_report.hpp"
#include "base/text.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

// Chosen projects in colour.
std::string chart(TallyReport const& report, std::vector<ProjectIndex> const& order) {
  auto const votes = votes_by_project(report.election);
  auto const taken = chosen(report.election, report.tally.outcome);
  std::uint64_t const most = std::max<std::uint64_t>(1, std::ranges::max(votes));
  std::vector<Bar> bars;
  for (auto const p : order) {
    bars.push_back(
        {.label = report.election.projects[p].id,
         .value = grouped(static_cast<std::int64_t>(votes[p])),
         .parts = {{.length = static_cast<int>(votes[p] * 1000 / most), .strong = taken[p]}}});
  }
  return bar_chart("Voix de chaque projet", bars);
}

std::string project_rows(TallyReport const& report, std::vector<ProjectIndex> const& order) {
  auto const votes = votes_by_project(report.election);
  auto const taken = chosen(report.election, report.tally.outcome);
  std::string made;
  for (auto const p : order) {
    auto const& project = report.election.projects[p];
    made += fmt::format(
        "<tr{}><td>{}</td><td>{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td><td>{}</td><td>{}</td></tr>\n",
        taken[p] ? R"( class="won")" : "", escape_html(project.id), escape_html(project.name),
        escape_html(amount_text(report, project.cost)),
        grouped(static_cast<std::int64_t>(votes[p])), taken[p] ? "Retenu" : "Non retenu",
        escape_html(account_text(report, p)));
  }
  return made;
}

std::string spending_table(TallyReport const& report, std::string_view title,
                           std::vector<Spending> const& lines) {
  if (lines.empty()) return {};
  auto made = fmt::format(R"(<h2>{}</h2><table><tr><th>Nom</th><th class="n">Dépense</th>)"
                          R"(<th class="n">Projets retenus</th></tr>)",
                          title);
  for (auto const& line : lines) {
    made +=
        fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{} sur {}</td></tr>\n",
                    escape_html(line.name), escape_html(amount_text(report, line.cost)),
                    line.chosen, line.projects);
  }
  return made + "</table>";
}

}  // namespace

std::string tally_html(TallyReport const& report) {
  auto const order = reading_order(report);
  auto const& election = report.election;
  auto body = fmt::format(
      "<p>{}.</p><p><strong>{} projets retenus sur {}</strong> : {} sur {}, {} votants.</p><ul>",
      escape_html(rule_text(report)), report.tally.outcome.selected.size(),
      election.projects.size(), escape_html(amount_text(report, report.tally.outcome.total_cost)),
      escape_html(amount_text(report, election.budget)),
      grouped(static_cast<std::int64_t>(election.voters())));
  for (auto const& line : summary_lines(report))
    body += fmt::format("<li>{}</li>", escape_html(line));
  body +=
      R"(</ul><h2>Projets</h2><table><thead><tr><th>Projet</th><th>Nom</th><th class="n">Coût</th>)"
      R"(<th class="n">Voix</th><th>Résultat</th><th>Pourquoi</th></tr></thead><tbody>)"
      "\n";
  body += project_rows(report, order);
  body += "</tbody></table><h2>Voix</h2>" + chart(report, order);
  body += spending_table(report, "Par quartier", report.tally.measures->by_district);
  body += spending_table(report, "Par catégorie", report.tally.measures->by_category);
  return report_page(report.title, body);
}

}  // namespace pacte::app
