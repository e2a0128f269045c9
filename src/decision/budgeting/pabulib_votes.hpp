// The VOTES section, which is nearly all of a `.pb` file.
#pragma once

#include <deque>

#include "decision/budgeting/id_table.hpp"
#include "decision/budgeting/pabulib_rows.hpp"

namespace pacte::decision::budgeting {

class VoteReader {
 public:
  /// `election` has its projects, limits and type of vote already; its ballots are filled.
  VoteReader(Election& election, IdTable const& projects, ReadOptions const& options,
             FaultList& faults, FaultList& remarks);

  /// The rows of the section: from the one that names the columns to the next section or the end.
  void read(RowReader& rows);

  std::size_t rows_read() const { return rows_; }
  std::size_t spoilt() const { return spoilt_; }

  /// The remarks that are about many ballots, once each.
  void finish();

 private:
  struct Columns {
    std::optional<std::size_t> voter;
    std::optional<std::size_t> vote;
    std::optional<std::size_t> points;
    std::size_t last = 0;
  };
  // A remark told once, with how many ballots it is about.
  struct Tally {
    std::size_t count = 0;
    std::size_t first_line = 0;
    void add(std::size_t line) {
      if (count++ == 0) first_line = line;
    }
  };

  bool read_columns(RowReader& rows);
  void row(std::size_t line, std::string_view voter, std::string_view vote,
           std::string_view points);
  bool read_choices(std::size_t line, std::string_view vote);
  bool read_points(std::size_t line, std::string_view text);
  void order_choices(std::size_t line);
  bool within_limits(std::size_t line);

  Election& election_;
  IdTable const& projects_;
  ReadOptions const& options_;
  FaultList& faults_;
  FaultList& remarks_;
  Columns columns_;
  FreshIds voters_;
  std::deque<std::string> unquoted_;  // voters that `voters_` cannot see in the text as they are
  std::size_t rows_ = 0;
  std::size_t spoilt_ = 0;
  Tally empty_;
  Tally repeated_;
  Tally outside_;
  // The ballot being read.
  std::vector<std::string_view> fields_;
  std::vector<ProjectIndex> named_;    // as written, repeats included
  std::vector<std::uint32_t> given_;   // points as written
  std::vector<ProjectIndex> choices_;  // as kept
  std::vector<std::uint32_t> points_;
  std::vector<std::size_t> seen_;  // by project: the last row that named it, from 1
};

}  // namespace pacte::decision::budgeting
