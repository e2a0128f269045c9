#include "app/decision/elect_lines.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "decision/election/report.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::election;

template <class... F> struct Overload : F... {
  using F::operator()...;
};

Rational duels_won(PathCount const& count, CandidateIndex candidate) {
  auto const size = count.candidates.size();
  auto const found = std::ranges::find(count.candidates, candidate);
  auto const i = static_cast<std::size_t>(found - count.candidates.begin());
  long won = 0;
  for (std::size_t j = 0; i < size && j < size; ++j)
    won += static_cast<long>(count.preferred[i * size + j] > count.preferred[j * size + i]);
  return Rational{won};
}

// By which candidates who are not elected are ordered.
Rational strength(Contest const& contest, CandidateIndex c) {
  auto const level = [c](std::vector<CandidateList> const& levels) {
    auto const found = std::ranges::find_if(
        levels, [c](CandidateList const& one) { return std::ranges::find(one, c) != one.end(); });
    return Rational{static_cast<long>(levels.end() - found)};
  };
  return std::visit(
      Overload{[](std::monostate) { return Rational{}; },
               [c](ScoreCount const& count) { return count.rounds.back().votes[c]; },
               [c](TransferCount const& count) { return count.stages.front().votes[c]; },
               [&](PathCount const& count) { return level(count.levels); },
               [&](GradeCount const& count) { return level(count.levels); },
               [c](SeatCount const& count) { return count.votes[c]; }},
      contest.outcome.working);
}

void fill_score(ElectReport const& report, Contest const& contest, CandidateLine& line) {
  auto const c = line.candidate;
  if (auto const* grades = std::get_if<GradeCount>(&contest.outcome.working)) {
    line.score = report.election.grades[grades->medians[c]];
    line.plain = line.score;
    line.length = grades->gauges[c].above;
    return;
  }
  auto const* paths = std::get_if<PathCount>(&contest.outcome.working);
  line.length = paths == nullptr ? strength(contest, c) : duels_won(*paths, c);
  line.score = number_text(line.length);
  line.plain = to_decimal(line.length, line.length.get_den() == 1 ? 0 : 6);
}

// Proposals are chosen, people are elected.
std::string_view elected_text(Sex sex) {
  if (sex == Sex::unknown) return "Retenu";
  return sex == Sex::woman ? "Élue" : "Élu";
}

void fill_fate(Contest const& contest, Sex sex, CandidateLine& line) {
  auto const in = [c = line.candidate](CandidateList const& list) {
    return std::ranges::find(list, c) != list.end();
  };
  line.elected = in(contest.outcome.elected);
  if (line.elected) line.fate = elected_text(sex);
  CandidateList const* qualified = nullptr;
  if (auto const* seats = std::get_if<SeatCount>(&contest.outcome.working)) {
    if (line.elected) line.fate = fmt::format("{} sièges", seats->seats[line.candidate]);
    qualified = &seats->qualified;
  } else if (auto const* scores = std::get_if<ScoreCount>(&contest.outcome.working)) {
    qualified = &scores->rounds.back().qualified;
  }
  if (qualified != nullptr && in(*qualified)) line.fate = "Peut se présenter au tour suivant";
}

}  // namespace

std::vector<CandidateLine> candidate_lines(ElectReport const& report, Contest const& contest) {
  std::vector<CandidateLine> lines;
  for (auto const c : all_candidates(report.election)) {
    auto const& candidate = report.election.candidates[c];
    if (contest.college && candidate.college && *candidate.college != *contest.college) continue;
    CandidateLine line{.candidate = c, .name = candidate.shown()};
    fill_score(report, contest, line);
    fill_fate(contest, candidate.sex, line);
    lines.push_back(std::move(line));
  }
  auto const& elected = contest.outcome.elected;
  auto const rank = [&](CandidateLine const& line) {
    return std::ranges::find(elected, line.candidate) - elected.begin();
  };
  std::ranges::stable_sort(lines, [&](CandidateLine const& l, CandidateLine const& r) {
    if (l.elected || r.elected) return rank(l) < rank(r);
    return strength(contest, l.candidate) > strength(contest, r.candidate);
  });
  return lines;
}

std::string score_name(Contest const& contest) {
  auto const& working = contest.outcome.working;
  if (std::holds_alternative<TransferCount>(working)) return "Premiers choix";
  if (std::holds_alternative<GradeCount>(working)) return "Mention";
  if (std::holds_alternative<PathCount>(working)) return "Duels gagnés";
  return "Voix";
}

std::string contest_title(ElectReport const& report, Contest const& contest) {
  auto title = rule_text(report.rules, contest.seats);
  if (contest.college) {
    title += fmt::format(" ; collège {}", report.election.colleges[*contest.college].shown());
  }
  return title;
}

}  // namespace pacte::app
