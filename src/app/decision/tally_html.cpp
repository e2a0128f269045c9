#include <algorithm>

#include "app/decision/tally_report.hpp"
#include "base/text.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

constexpr std::string_view style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1b1b;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.4rem;border-bottom:1px solid #ccc}"
    "td.n{text-align:right;white-space:nowrap}tr.won td:first-child{border-left:.4rem solid "
    "#18753c}"
    "svg{width:100%;height:auto}.bar{fill:#6a6af4}.won .bar,.bar.won{fill:#18753c}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}}";

std::string escape(std::string_view text) {
  std::string made;
  for (char const c : text) {
    switch (c) {
      case '&': made += "&amp;"; break;
      case '<': made += "&lt;"; break;
      case '>': made += "&gt;"; break;
      case '"': made += "&quot;"; break;
      default: made += c;
    }
  }
  return made;
}

// Bars of votes, chosen projects in green. The table says the same in text.
std::string chart(TallyReport const& report, std::vector<ProjectIndex> const& order) {
  constexpr int row = 22;
  constexpr int label = 140;
  constexpr int width = 800;
  auto const votes = votes_by_project(report.election);
  auto const taken = chosen(report.election, report.tally.outcome);
  std::uint64_t const most = std::max<std::uint64_t>(1, std::ranges::max(votes));
  auto made =
      fmt::format(R"(<svg viewBox="0 0 {} {}" role="img" aria-label="Voix de chaque projet">)",
                  width, static_cast<int>(order.size()) * row);
  int y = 0;
  for (auto const p : order) {
    auto const length_of_bar = votes[p] * static_cast<std::uint64_t>(width - label - 90) / most;
    made += fmt::format(
        "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" font-size=\"12\" "
        "fill=\"currentColor\">{}</text>"
        "<rect class=\"bar{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"currentColor\">{}</text>",
        label - 8, y + 15, escape(shorten(report.election.projects[p].id, 18)),
        taken[p] ? " won" : "", label, y + 3, length_of_bar, row - 6, label + length_of_bar + 6,
        y + 15, grouped(static_cast<std::int64_t>(votes[p])));
    y += row;
  }
  return made + "</svg>";
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
        taken[p] ? " class=\"won\"" : "", escape(project.id), escape(project.name),
        escape(amount_text(report, project.cost)), grouped(static_cast<std::int64_t>(votes[p])),
        taken[p] ? "Retenu" : "Non retenu", escape(account_text(report, p)));
  }
  return made;
}

std::string spending_table(TallyReport const& report, std::string_view title,
                           std::vector<Spending> const& lines) {
  if (lines.empty()) return {};
  auto made = fmt::format(
      "<h2>{}</h2><table><tr><th>Nom</th><th>Dépense</th><th>Projets retenus</th></tr>", title);
  for (auto const& line : lines) {
    made += fmt::format(
        "<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{} sur {}</td></tr>\n",
        escape(line.name), escape(amount_text(report, line.cost)), line.chosen, line.projects);
  }
  return made + "</table>";
}

}  // namespace

std::string tally_html(TallyReport const& report) {
  auto const order = reading_order(report);
  auto const& election = report.election;
  auto made = fmt::format(
      "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{0}</title>"
      "<meta name=\"viewport\" content=\"width=device-width\"><style>{1}</style></head><body>\n"
      "<h1>{0}</h1><p>{2}.</p><p><strong>{3} projets retenus sur {4}</strong> : {5} sur {6}, {7} "
      "votants.</p><ul>",
      escape(report.title), style, escape(rule_text(report)), report.tally.outcome.selected.size(),
      election.projects.size(), escape(amount_text(report, report.tally.outcome.total_cost)),
      escape(amount_text(report, election.budget)),
      grouped(static_cast<std::int64_t>(election.voters())));
  for (auto const& line : summary_lines(report))
    made += fmt::format("<li>{}</li>", escape(line));
  made +=
      "</ul><h2>Projets</h2><table><thead><tr><th>Projet</th><th>Nom</th><th>Coût</th><th>Voix</th>"
      "<th>Résultat</th><th>Pourquoi</th></tr></thead><tbody>\n";
  made += project_rows(report, order);
  made += "</tbody></table><h2>Voix</h2>";
  made += chart(report, order);
  made += spending_table(report, "Par quartier", report.tally.measures->by_district);
  made += spending_table(report, "Par catégorie", report.tally.measures->by_category);
  return made + "</body></html>\n";
}

}  // namespace pacte::app
