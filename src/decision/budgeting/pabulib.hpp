// Elections as text files: the `.pb` format of Pabulib (D. Stolicki, S. Szufa and N. Talmon,
// "Pabulib: A Participatory Budgeting Library", 2020; pabulib.org/format).
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "decision/budgeting/election.hpp"

namespace pacte::decision::budgeting {

struct Fault {
  std::size_t line = 0;  // from 1; 0 for the file as a whole
  std::string what;      // French, without a full stop
  std::string mend;      // French: what to do about it
};

/// At most so many faults are kept; one more says how many there were besides.
inline constexpr std::size_t most_faults = 1000;

struct ReadOptions {
  /// Ballots outside the limits of META are left out, as spoilt, instead of only being told.
  bool enforce_limits = false;
};

struct PabulibFile {
  Election election;
  /// What was understood, but that somebody should know.
  std::vector<Fault> remarks;
  /// Ballots left out by `enforce_limits`.
  std::size_t spoilt = 0;
};

/// Every fault is listed, in the order of the lines.
std::expected<PabulibFile, std::vector<Fault>> read_pabulib(std::string_view text,
                                                            ReadOptions const& options = {});

/// The same election as text. Voters are numbered from 1, equal ballots one after the other: what
/// else was known about voters is not in an `Election` and does not come out.
std::string write_pabulib(Election const& election);

}  // namespace pacte::decision::budgeting
