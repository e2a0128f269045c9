// A table of applicants as an officer drops it: one per line, columns named after facts of the
// vocabulary. Nothing of it is kept.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/evaluate.hpp"
#include "rule/facts.hpp"
#include "rule/library.hpp"

namespace pacte::aid {

/// At most this many lines in a table.
inline constexpr std::int64_t most_cases = 100'000;

struct CaseFault {
  std::size_t line = 0;
  std::string column{};  // empty: the whole line
  std::string message;   // French: what is wrong and how to mend it
};
std::string to_text(CaseFault const& fault);  // « ligne 3, colonne entreprise.effectif : … »

struct CaseTable {
  std::vector<std::string> header;
  std::size_t good = 0;              // lines read
  std::size_t bad = 0;               // lines left out
  std::vector<CaseFault> faults;     // of these lines, the first hundred
  std::vector<std::string> notices;  // French: what was mended, what is not read
};

struct CaseLine {
  std::size_t line = 0;
  std::vector<std::string> const& header;
  std::vector<int> const& columns;  // the facts among the columns
  std::vector<std::string> const& cells;
  rule::Facts const& facts;
};

/// Reads CSV with a header; cells are parted by commas, semicolons or tabs. An empty cell is not
/// known. Truths are oui or non (or true, false, 1, 0); choices are given by name or by label,
/// several parted by « | »; dates as 2001-04-30 or 30/04/2001; numbers with a comma or a point,
/// with or without €, %. Leading zeros that a spreadsheet took away are put back, with a notice. A
/// column that is near the name of a fact without being one is refused, another is not read, with a
/// notice. A line with faults is left out and told; `use` is called with each of the others. A
/// list is given by the fields of one item ("projet.depenses.montant"). The whole is refused when
/// its header or its size cannot be read. `places` may be null: then any commune is taken.
std::expected<CaseTable, std::vector<CaseFault>> read_cases(
    std::string_view text, rule::CheckedVocabulary const& words, rule::Zonings const* places,
    std::int64_t today, std::function<void(CaseLine const&)> const& use);

/// The header of a table with what these facts need, and a line that says what each takes.
std::string case_template(rule::Vocabulary const& words, std::vector<int> const& facts);

}  // namespace pacte::aid
