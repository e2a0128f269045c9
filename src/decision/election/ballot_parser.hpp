// What one ballot says, as written in a cell: "A>B=C", "A+B", "A:Bien|B:Passable", "blanc".
#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/budgeting/id_table.hpp"
#include "decision/election/rules.hpp"

namespace pacte::decision::election {

/// Identifiers that can be found fast, and that are kept.
class Names {
 public:
  std::optional<std::uint32_t> find(std::string_view name) const { return table_.find(name); }
  /// False when it is there already.
  bool add(std::string_view name) {
    if (table_.find(name)) return false;
    return table_.add(kept_.emplace_back(name));
  }
  std::size_t size() const { return kept_.size(); }
  std::string const& operator[](std::size_t index) const { return kept_[index]; }

 private:
  std::deque<std::string> kept_;  // whose texts never move
  budgeting::IdTable table_;
};

/// The lines that open the sections of Pacte's own form.
inline constexpr std::array<std::string_view, 6> section_names{
    "VOTE", "CANDIDATS", "COLLEGES", "MENTIONS", "MEMBRES", "BULLETINS"};

/// Why an identifier cannot be used in ballots; nothing when it can.
std::optional<std::string> wrong_identifier(std::string_view id);

/// Between French quotation marks, shortened.
std::string in_quotes(std::string_view text);

struct Wrong {
  std::string what;
  std::string remedy;
};

class BallotParser {
 public:
  /// With `open`, candidates that are not known yet are added as they are met.
  BallotParser(Rules const& rules, Names& candidates, Names const& grades, bool open)
      : rules_{rules}, candidates_{candidates}, grades_{grades}, open_{open} {}

  /// Fills the kind of the ballot and `marks()`. `college_seats`: those that the ballot's college
  /// elects by itself.
  std::optional<Wrong> parse(std::string_view text, BallotKind& kind,
                             std::optional<Votes> college_seats = {});
  std::vector<Mark> const& marks() const { return marks_; }

  /// For the formats that give candidates by number.
  void begin();
  std::optional<Wrong> add(CandidateIndex candidate, std::size_t level);
  /// Checks and sorts what was added.
  std::optional<Wrong> finish();

 private:
  std::optional<Wrong> parse_levels(std::string_view text);
  std::optional<Wrong> parse_grades(std::string_view text);
  std::optional<Wrong> candidate(std::string_view name, std::uint32_t& index);

  Rules const& rules_;
  Names& candidates_;
  Names const& grades_;
  bool open_;
  std::optional<Votes> college_seats_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> seen_;  // by candidate: the number of the ballot that named it last
  std::uint32_t ballot_ = 0;
};

}  // namespace pacte::decision::election
