#include "aid/rule_run.hpp"

#include <algorithm>

#include "aid/rule_words.hpp"
#include "base/text.hpp"
#include "report/csv.hpp"
#include "rule/explain.hpp"
#include "rule/report.hpp"

namespace pacte::aid {
namespace {

using rule::LineKind;
using rule::Verdict;

template <class Key>
std::vector<std::pair<Key, std::size_t>> most_first(std::map<Key, std::size_t> const& counts) {
  std::vector<std::pair<Key, std::size_t>> all{counts.begin(), counts.end()};
  std::ranges::stable_sort(all, std::ranges::greater{}, &std::pair<Key, std::size_t>::second);
  return all;
}

bool is_place(rule::Vocabulary const& words, int fact) {
  return words.facts[static_cast<std::size_t>(fact)].type.kind == rule::Kind::place;
}

std::optional<int> place_among(rule::Program const& program, rule::Vocabulary const& words,
                               std::vector<int> const& columns) {
  std::optional<int> first;
  for (int const fact : columns) {
    if (!is_place(words, fact)) continue;
    if (std::ranges::find(program.facts, fact) != program.facts.end()) return fact;
    if (!first) first = fact;
  }
  return first;
}

std::string decimal_euros(std::int64_t cents) {
  constexpr std::int64_t hundred = 100;
  return fmt::format("{}.{:02}", cents / hundred, cents % hundred);
}

// The CSV of the results, line by line.
class Lines {
 public:
  Lines(std::vector<std::string> header, rule::Program const& program,
        rule::Vocabulary const& words)
      : program_{program}, words_{words}, writer_{with_results(std::move(header))} {}

  void add(std::vector<std::string> cells, RowResult const& row) {
    auto const cost = cost_of(row.outcome);
    std::vector<std::string> why;
    for (auto const line : row.refusals)
      why.push_back(label_of(program_.lines[line], web::Locale::fr));
    std::vector<std::string> missing;
    for (int const fact : row.missing)
      missing.push_back(words_.facts[static_cast<std::size_t>(fact)].name);
    cells.emplace_back(rule::verdict_name(row.outcome.verdict));
    cells.push_back(decimal_euros(cost.least));
    cells.push_back(decimal_euros(cost.most));
    cells.push_back(fmt::format("{}", fmt::join(why, " | ")));
    cells.push_back(fmt::format("{}", fmt::join(missing, " | ")));
    writer_.row(cells);
  }

  std::string take() { return writer_.take(); }

 private:
  static std::vector<std::string> with_results(std::vector<std::string> header) {
    for (auto const* name : {"resultat", "montant_min", "montant_max", "motifs", "faits_manquants"})
      header.emplace_back(name);
    return header;
  }

  rule::Program const& program_;
  rule::Vocabulary const& words_;
  report::CsvWriter writer_;
};

}  // namespace

RunMeter::RunMeter(rule::Program const& program, rule::Vocabulary const& words,
                   std::vector<int> const& columns, rule::Zonings const* zonings)
    : program_{program}, zonings_{zonings} {
  report_.place = place_among(program, words, columns);
}

RowResult RunMeter::add(rule::Facts const& facts) {
  run(program_, facts, zonings_, registers_);
  RowResult row{.outcome = outcome_of(program_, registers_), .refusals = {}, .missing = {}};
  auto const verdict = row.outcome.verdict;
  switch (verdict) {
    case Verdict::eligible: ++report_.eligible; break;
    case Verdict::ineligible: ++report_.ineligible; break;
    default: ++report_.unknown;
  }
  auto const cost = cost_of(row.outcome);
  add_to(report_.cost, cost);
  if (verdict == Verdict::ineligible) {
    for (std::size_t i = 0; i < program_.lines.size(); ++i) {
      auto const& line = program_.lines[i];
      if (line.kind != LineKind::condition || line.scheme >= 0) continue;
      if (registers_[program_.nodes[line.node].slot].most != 0) continue;
      row.refusals.push_back(i);
      ++refusals_[i];
    }
  } else if (verdict == Verdict::unknown || cost.least != cost.most) {
    row.missing = missing_facts(program_, facts, registers_);
    for (int const fact : row.missing)
      ++missing_[fact];
  }
  if (report_.place && facts.known(*report_.place)) {
    auto const& code = facts.text(facts.at(static_cast<std::size_t>(*report_.place)).least);
    auto& reach = report_.places[code];
    if (verdict == Verdict::eligible) ++reach.eligible;
    if (verdict == Verdict::unknown) ++reach.unknown;
    add_to(reach.cost, cost);
  }
  return row;
}

RunReport RunMeter::report() const {
  auto report = report_;
  report.refusals = most_first(refusals_);
  report.missing = most_first(missing_);
  return report;
}

std::expected<FileRun, std::vector<CaseFault>> run_over(
    std::string_view text, rule::Program const& program, rule::CheckedVocabulary const& words,
    rule::Zonings const* zonings, std::int64_t today, bool with_lines, Call const* call) {
  std::optional<RunMeter> meter;
  std::optional<Lines> lines;
  auto table = read_cases(text, words, zonings, today, [&](CaseLine const& line) {
    if (!meter) {
      meter.emplace(program, words.vocabulary, line.columns, zonings);
      if (with_lines) lines.emplace(line.header, program, words.vocabulary);
    }
    auto const row = meter->add(with_call(line.facts, call, today));
    if (lines) lines->add(line.cells, row);
  });
  if (!table) return std::unexpected{std::move(table.error())};
  return FileRun{.table = *std::move(table),
                 .report = meter ? meter->report() : RunReport{},
                 .lines = lines ? lines->take() : std::string{}};
}

}  // namespace pacte::aid
