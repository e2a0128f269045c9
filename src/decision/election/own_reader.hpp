// Pacte's own form of a vote: sections of rows, or a table of ballots alone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/election/ballot_parser.hpp"
#include "decision/election/reader.hpp"
#include "decision/election/rows.hpp"

namespace pacte::decision::election {

/// The grades when the file has none, best first.
std::vector<std::string> usual_grades();

class OwnReader {
 public:
  OwnReader(std::string_view text, std::string const& file, Rules const& rules, Faults& faults)
      : lines_{text}, file_{file}, rules_{rules}, faults_{faults} {}

  Election read();

 private:
  enum class Section { vote, candidates, colleges, grades, members, ballots };
  using Row = Cells;

  void fault(std::size_t line, std::string what, std::string remedy);
  static std::optional<Section> section_named(std::string_view line);
  void read_sections();
  void read_section(Section section, std::size_t line);
  /// Reads the line of names; false when a column that is needed is not there.
  bool read_header(std::span<std::string_view const> known,
                   std::span<std::string_view const> needed);
  std::string_view cell(std::string_view column) const;

  void vote_row(std::size_t line);
  void candidate_row(std::size_t line);
  void college_row(std::size_t line);
  void grade_row(std::size_t line);
  void member_row(std::size_t line);
  void read_rows(Section section);

  void settle_candidates();
  void settle_colleges();
  void settle_grades();
  void read_ballots();
  struct BallotColumns {
    std::size_t ballot, number, each, college, proxies, round;
  };
  void ballot_row(std::size_t line, BallotColumns const& columns);
  std::optional<std::uint16_t> college_of(std::string_view name, std::size_t line);
  void check_colleges_of(BallotGroup const& group, std::size_t line);
  void add_total(BallotGroup const& group, std::size_t round, std::size_t line);
  void check_composition();
  void check_people();
  void order_candidates();

  std::optional<Votes> number(std::string_view text, std::string_view what, Votes least,
                              std::size_t line);
  std::optional<Day> day(std::string_view text, std::size_t line);
  Sex sex(std::string_view text, std::size_t line);

  Lines lines_;
  std::string const& file_;
  Rules const& rules_;
  Faults& faults_;
  Election election_;
  Cells cells_{';'};
  bool unnamed_ = false;  // a ballot has no college
  bool plain_ = false;    // a table of ballots alone: names are taken as they come
  std::vector<std::pair<std::string_view, std::size_t>> header_;
  std::array<bool, 6> met_{};
  Names candidates_;
  Names colleges_;
  Names grades_;
  struct CandidateCollege {
    std::string name;
    std::size_t line;
  };
  std::vector<CandidateCollege> stands_in_;  // by candidate
  std::optional<BallotParser> parser_;
  std::array<Votes, most_rounds> totals_{};
  bool too_many_ = false;
};

}  // namespace pacte::decision::election
