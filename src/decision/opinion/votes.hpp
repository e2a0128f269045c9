// Who agreed with what: the votes of a consultation where participants say "agree", "disagree" or
// "pass" on short statements, most of them on some statements only.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "decision/fault.hpp"

namespace pacte::decision::opinion {

/// At most so many statements: a vote fits in four bytes.
inline constexpr std::size_t most_statements = 60'000;
inline constexpr std::size_t most_participants = 5'000'000;

struct Vote {
  std::uint16_t statement = 0;
  std::int8_t value = 0;  // 1 agrees, -1 disagrees, 0 passes
};

struct Votes {
  std::vector<std::string> participants;  // as named in the file
  std::vector<std::string> statements;
  std::vector<std::vector<Vote>> rows;  // one per participant; a statement at most once in each

  [[nodiscard]] std::size_t count() const;
};

/// Reads either of two forms of CSV (comma or semicolon), told apart by their header:
///
/// - one vote a line: the columns `participant`, `statement` and `vote`, in any order and among
///   others (`voter-id` and `comment-id` are read too). The later of two votes of a participant on
///   a statement stands. A vote is 1, -1, 0, or agree, disagree, pass, or pour, contre, passe.
/// - one participant a line: `participant`, then one column a statement; an empty cell is no vote.
///   The columns `group-id` and `n-comments` to `n-disagree` are passed over.
///
/// `file` is its name in the faults; all are listed, up to a limit.
std::expected<Votes, std::vector<Fault>> read_votes(std::string_view text, std::string const& file);

}  // namespace pacte::decision::opinion
