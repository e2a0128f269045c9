#include <algorithm>

#include <fmt/format.h>

#include "app/decision/elect_lines.hpp"
#include "app/decision/html.hpp"
#include "decision/election/report.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::election;

int share(Rational const& part, Rational const& whole) {
  return whole == 0 ? 0 : static_cast<int>(floor_of(Rational{part * 1000 / whole}));
}

std::string bars(Contest const& contest, std::vector<CandidateLine> const& lines) {
  Rational most;
  for (auto const& line : lines)
    most = std::max(most, line.length);
  std::vector<Bar> made;
  for (auto const& line : lines) {
    made.push_back({.label = line.name,
                    .value = line.score,
                    .parts = {{.length = share(line.length, most), .strong = line.elected}}});
  }
  return bar_chart(score_name(contest), made);
}

// Each candidate's grades end to end, best first; the line is half of the votes.
std::string grade_bars(ElectReport const& report, Contest const& contest, GradeCount const& count,
                       std::vector<CandidateLine> const& lines) {
  std::vector<Bar> made;
  for (auto const& line : lines) {
    Bar bar{.label = line.name, .value = line.score, .parts = {}};
    Rational before;
    auto const& profile = count.profiles[line.candidate];
    for (std::size_t grade = 0; grade < profile.size(); ++grade) {
      auto const from = share(before, contest.turnout.valid);
      before += profile[grade];
      bar.parts.push_back({.length = share(before, contest.turnout.valid) - from,
                           .opacity = 100 - static_cast<int>(90 * grade / profile.size()),
                           .about = fmt::format("{} : {}", report.election.grades[grade],
                                                number_text(profile[grade]))});
    }
    made.push_back(std::move(bar));
  }
  return bar_chart("Mentions de chaque candidat", made, true);
}

std::string candidates_table(Contest const& contest, std::vector<CandidateLine> const& lines) {
  auto made = fmt::format(
      R"(<table><thead><tr><th>Candidat</th><th class="n">{}</th><th>Issue</th></tr></thead>)"
      "<tbody>\n",
      score_name(contest));
  for (auto const& line : lines) {
    made += fmt::format("<tr><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>\n",
                        escape_html(line.name), escape_html(line.score), line.fate);
  }
  return made + "</tbody></table>";
}

// One column a stage.
std::string stages_table(TransferCount const& count, std::vector<CandidateLine> const& lines) {
  std::string made{"<h3>Voix à chaque étape</h3><table><tr><th>Candidat</th>"};
  for (std::size_t stage = 1; stage <= count.stages.size(); ++stage)
    made += fmt::format(R"(<th class="n">{}</th>)", stage);
  made += "</tr>\n";
  for (auto const& line : lines) {
    made += fmt::format("<tr><td>{}</td>", escape_html(line.name));
    for (auto const& stage : count.stages)
      made += fmt::format(R"(<td class="n">{}</td>)", number_text(stage.votes[line.candidate]));
    made += "</tr>\n";
  }
  made += "<tr><td>Épuisés</td>";
  for (auto const& stage : count.stages)
    made += fmt::format(R"(<td class="n">{}</td>)", number_text(stage.exhausted));
  return made + "</tr></table>";
}

std::string duels_table(ElectReport const& report, PathCount const& count) {
  auto const size = count.candidates.size();
  std::string made{
      "<h3>Duels</h3><p>Voix qui mettent la ligne avant la colonne.</p><table><tr>"
      "<th></th>"};
  for (auto const c : count.candidates) {
    made +=
        fmt::format(R"(<th class="n">{}</th>)", escape_html(report.election.candidates[c].shown()));
  }
  made += "</tr>\n";
  for (std::size_t i = 0; i < size; ++i) {
    made += fmt::format("<tr><td>{}</td>",
                        escape_html(report.election.candidates[count.candidates[i]].shown()));
    for (std::size_t j = 0; j < size; ++j) {
      made += fmt::format(R"(<td class="n">{}</td>)",
                          i == j ? std::string{} : number_text(count.preferred[i * size + j]));
    }
    made += "</tr>\n";
  }
  return made + "</table>";
}

std::string contest_section(ElectReport const& report, Contest const& contest) {
  auto made = fmt::format("<h2>{}</h2>\n", escape_html(contest_title(report, contest)));
  if (contest.outcome.ending != Outcome::Ending::no_quorum) {
    auto const lines = candidate_lines(report, contest);
    made += candidates_table(contest, lines);
    auto const* grades = std::get_if<GradeCount>(&contest.outcome.working);
    made += grades == nullptr ? bars(contest, lines) : grade_bars(report, contest, *grades, lines);
    if (auto const* transfers = std::get_if<TransferCount>(&contest.outcome.working)) {
      made += stages_table(*transfers, lines);
    }
    if (auto const* paths = std::get_if<PathCount>(&contest.outcome.working)) {
      made += duels_table(report, *paths);
    }
  }
  made += "<h3>Le dépouillement</h3><ol>";
  for (auto const& line : account(report.election, report.rules, contest))
    made += fmt::format("<li>{}</li>\n", escape_html(line));
  return made + "</ol>\n";
}

}  // namespace

std::string elect_html(ElectReport const& report) {
  std::string body;
  if (report.result.quorum) {
    body += fmt::format("<p>{}</p>\n", escape_html(quorum_text(*report.result.quorum)));
  }
  for (auto const& contest : report.result.contests)
    body += contest_section(report, contest);
  return report_page(report.title, body);
}

}  // namespace pacte::app
