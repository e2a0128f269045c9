#include "app/decision/invite_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/decision/html.hpp"
#include "app/decision/numbers.hpp"
#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::app {
namespace {

using namespace decision::sortition;

Stratum const& stratum_of(InviteReport const& report, Invitations const& drawn) {
  return report.addresses.strata[drawn.stratum];
}

double probability(InviteReport const& report, Invitations const& drawn) {
  return static_cast<double>(drawn.chosen.size()) /
         static_cast<double>(stratum_of(report, drawn).households);
}

// Rows of the table that are drawn, ascending, each with its stratum's draw.
std::vector<std::pair<std::size_t, Invitations const*>> rows_drawn(InviteReport const& report) {
  std::vector<std::pair<std::size_t, Invitations const*>> rows;
  for (auto const& drawn : report.drawn) {
    for (auto const place : drawn.chosen)
      rows.emplace_back(report.addresses.rows[drawn.stratum][place], &drawn);
  }
  std::ranges::sort(rows);
  return rows;
}

struct Line {
  std::string name;
  std::string households;
  std::string population;
  std::string rate;
  std::string letters;
  std::string chance;
};

std::vector<Line> lines(InviteReport const& report) {
  std::vector<Line> made;
  for (auto const& drawn : report.drawn) {
    auto const& stratum = stratum_of(report, drawn);
    made.push_back(
        {.name = stratum.name,
         .households = counted(stratum.households),
         .population = counted(stratum.population),
         .rate = percent(
             static_cast<double>(stratum.answers) / static_cast<double>(stratum.letters), 2),
         .letters = counted(drawn.chosen.size()),
         .chance = percent(probability(report, drawn), 2)});
  }
  return made;
}

std::string summary(InviteReport const& report) {
  return fmt::format("{} lettres pour {} foyers, en {} strates. Graine : « {} ».",
                     counted(rows_drawn(report).size()),
                     counted(report.addresses.table.rows.size()), counted(report.drawn.size()),
                     report.seed);
}

constexpr std::string_view rule =
    "Chaque strate reçoit des lettres en proportion de sa population divisée par le taux de "
    "réponse "
    "attendu. Dans une strate, tous les foyers ont la même chance.";

}  // namespace

Json invite_json(InviteReport const& report) {
  auto strata = Json::array();
  for (auto const& drawn : report.drawn) {
    auto const& stratum = stratum_of(report, drawn);
    strata.push_back({{"name", stratum.name},
                      {"households", stratum.households},
                      {"population", stratum.population},
                      {"rate", fmt::format("{}/{}", stratum.answers, stratum.letters)},
                      {"letters", drawn.chosen.size()},
                      {"probability", probability(report, drawn)}});
  }
  auto chosen = Json::array();
  for (auto const& [row, drawn] : rows_drawn(report))
    chosen.push_back(row);
  return {{"count", chosen.size()},
          {"seed", report.seed},
          {"strata", std::move(strata)},
          {"chosen", std::move(chosen)}};
}

std::string invite_csv(InviteReport const& report) {
  auto header = report.addresses.table.header;
  header.emplace_back("inclusion_probability");
  report::CsvWriter writer{header};
  for (auto const& [row, drawn] : rows_drawn(report)) {
    auto cells = report.addresses.table.rows[row].cells;
    cells.push_back(fmt::format("{:.9f}", probability(report, *drawn)));
    writer.row(cells);
  }
  return writer.take();
}

std::string invite_html(InviteReport const& report) {
  auto body = fmt::format(
      "<p>{}</p>\n<p>{}</p>\n"
      R"(<table><thead><tr><th>Strate</th><th class="n">Foyers</th><th class="n">Population</th>)"
      R"(<th class="n">Réponses attendues</th><th class="n">Lettres</th>)"
      R"(<th class="n">Chance d’un foyer</th></tr></thead><tbody>)"
      "\n",
      escape_html(summary(report)), rule);
  for (auto const& line : lines(report)) {
    body += fmt::format(
        R"(<tr><td>{}</td><td class="n">{}</td><td class="n">{}</td><td class="n">{}</td>)"
        R"(<td class="n">{}</td><td class="n">{}</td></tr>)"
        "\n",
        escape_html(line.name), line.households, line.population, line.rate, line.letters,
        line.chance);
  }
  body += "</tbody></table>\n<h2>Lettres</h2>\n";
  std::size_t most = 1;
  for (auto const& drawn : report.drawn)
    most = std::max(most, drawn.chosen.size());
  std::vector<Bar> bars;
  for (auto const& drawn : report.drawn) {
    bars.push_back({.label = stratum_of(report, drawn).name,
                    .value = counted(drawn.chosen.size()),
                    .parts = {{.length = static_cast<int>(drawn.chosen.size() * 1000 / most)}}});
  }
  return report_page("Invitations tirées au sort", body + bar_chart("Lettres par strate", bars));
}

std::string invite_table(InviteReport const& report) {
  constexpr std::size_t widest_name = 40;
  std::size_t widest = length("Strate");
  for (auto const& stratum : report.addresses.strata)
    widest = std::max(widest, std::min(length(stratum.name), widest_name));
  auto const row = [widest](Line const& line) {
    return fmt::format("{:<{}}  {:>10}  {:>10}  {:>9}  {:>8}  {:>8}\n",
                       shorten(line.name, widest_name), widest, line.households, line.population,
                       line.rate, line.letters, line.chance);
  };
  auto text = summary(report) + "\n\n" +
              row({"Strate", "Foyers", "Population", "Réponses", "Lettres", "Chance"});
  for (auto const& line : lines(report))
    text += row(line);
  return text + "\nAvec --csv : les adresses tirées.\n";
}

}  // namespace pacte::app
