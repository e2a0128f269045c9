// Votes as text files. Three forms are told apart by how they begin:
//
// - Pacte's own, specified in docs/decision/elections.md: sections of rows between semicolons, or
//   only a table of ballots with a line of column names;
// - BLT, which OpenSTV and OpaVote read and write (B. A. Wichmann, "A description of the BLT
//   format", Voting matters 18 and earlier; extensions: `=` for equal ranks, `-` for no choice);
// - PrefLib's orders, .soc .soi .toc .toi (N. Mattei and T. Walsh, "PrefLib: A Library for
//   Preferences", ADT 2013; preflib.org/format).
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/election/rules.hpp"
#include "decision/fault.hpp"

namespace pacte::decision::election {

struct ElectionFile {
  Election election;
  std::optional<std::uint32_t> seats{};  // that the file itself asks for (BLT)
};

/// Ballots must be as the method wants them. `file` is its name in the faults; all faults are
/// listed.
std::expected<ElectionFile, std::vector<Fault>> read_election(std::string_view text,
                                                              std::string const& file,
                                                              Rules const& rules);

/// The same election in Pacte's own form, whatever the order of the ballots was: equal elections
/// give equal texts.
std::string write_election(Election const& election, BallotForm form);

}  // namespace pacte::decision::election
