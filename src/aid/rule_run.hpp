// One scheme over a file of applicants: who is reached, for how much, and why the others are not.
#pragma once

#include <map>

#include "aid/call_facts.hpp"
#include "aid/rule_cases.hpp"
#include "aid/rule_effects.hpp"

namespace pacte::aid {

struct PlaceReach {
  std::size_t eligible = 0;
  std::size_t unknown = 0;
  rule::Amount cost{};  // cents
};

struct RunReport {
  std::size_t eligible = 0;
  std::size_t ineligible = 0;
  std::size_t unknown = 0;
  rule::Amount cost{};  // cents; a range when something is not known
  /// Lines of the program, conditions that refuse, and facts that could still change a result,
  /// each with the number of applicants; most first.
  std::vector<std::pair<std::size_t, std::size_t>> refusals{};
  std::vector<std::pair<int, std::size_t>> missing{};
  std::optional<int> place{};                  // the fact by which applicants are placed
  std::map<std::string, PlaceReach> places{};  // by official code of the commune
};

struct RowResult {
  rule::Outcome outcome;
  std::vector<std::size_t> refusals;  // lines of the program
  std::vector<int> missing;           // facts
};

/// Each row is evaluated with its reasons, which `rule::Batch` does not give.
class RunMeter {
 public:
  /// `columns`: facts of the file; the first place among them that the program reads places the
  /// applicants, or else the first place.
  RunMeter(rule::Program const& program, rule::Vocabulary const& words,
           std::vector<int> const& columns, rule::Zonings const* zonings);

  RowResult add(rule::Facts const& facts);
  [[nodiscard]] RunReport report() const;

 private:
  rule::Program const& program_;
  rule::Zonings const* zonings_;
  std::vector<rule::Range> registers_{};
  std::map<std::size_t, std::size_t> refusals_{};
  std::map<int, std::size_t> missing_{};
  RunReport report_{};
};

struct FileRun {
  CaseTable table;
  RunReport report;
  std::string lines;  // CSV: the columns of the file, and the result of each line
};

/// `with_lines`: makes the CSV too. `call`: what the applicants would answer; may be null.
std::expected<FileRun, std::vector<CaseFault>> run_over(
    std::string_view text, rule::Program const& program, rule::CheckedVocabulary const& words,
    rule::Zonings const* zonings, std::int64_t today, bool with_lines, Call const* call = nullptr);

}  // namespace pacte::aid
