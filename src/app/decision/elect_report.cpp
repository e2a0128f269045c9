#include "app/decision/elect_report.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "app/decision/elect_lines.hpp"
#include "base/text.hpp"
#include "decision/election/report.hpp"
#include "report/csv.hpp"

namespace pacte::app {

namespace {

using namespace decision::election;

constexpr std::size_t widest_name = 40;

std::string padded(std::string text, std::size_t width) {
  auto const has = length(text);
  if (has < width) text.append(width - has, ' ');
  return text;
}

std::string contest_table(ElectReport const& report, Contest const& contest) {
  auto text = contest_title(report, contest) + "\n\n";
  if (contest.outcome.ending != Outcome::Ending::no_quorum) {
    auto const lines = candidate_lines(report, contest);
    std::size_t widest = length("Candidat");
    auto const heading = score_name(contest);
    std::size_t score = length(heading);
    for (auto const& line : lines) {
      widest = std::max(widest, std::min(length(line.name), widest_name));
      score = std::max(score, length(line.score));
    }
    text += fmt::format("  {}  {}\n", padded("Candidat", widest), heading);
    for (auto const& line : lines) {
      auto const shown = fmt::format("{} {}  {}  {}", line.elected ? "*" : " ",
                                     padded(shorten(line.name, widest_name), widest),
                                     padded(line.score, score), line.fate);
      text.append(shown, 0, shown.find_last_not_of(' ') + 1).append("\n");
    }
    text += "\n";
  }
  for (auto const& line : account(report.election, report.rules, contest))
    text += line + "\n";
  return text;
}

}  // namespace

std::string elect_table(ElectReport const& report) {
  auto text = report.title + "\n";
  if (report.result.quorum) text += quorum_text(*report.result.quorum) + "\n";
  for (auto const& contest : report.result.contests)
    text += "\n" + contest_table(report, contest);
  return text;
}

std::string elect_csv(ElectReport const& report) {
  report::CsvWriter writer{{"college", "candidat", "nom", "score", "issue", "rang"}};
  for (auto const& contest : report.result.contests) {
    auto const college =
        contest.college ? report.election.colleges[*contest.college].id : std::string{};
    for (auto const& line : candidate_lines(report, contest)) {
      auto const& elected = contest.outcome.elected;
      auto const rank = std::ranges::find(elected, line.candidate) - elected.begin() + 1;
      writer.row(std::vector<std::string>{college, report.election.candidates[line.candidate].id,
                                          line.name, line.plain, line.fate,
                                          line.elected ? std::to_string(rank) : std::string{}});
    }
  }
  return writer.take();
}

}  // namespace pacte::app
