// The rows of a `.pb` file: fields between semicolons, quotes where a field holds one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/budgeting/pabulib.hpp"

namespace pacte::decision::budgeting {

/// Collects faults, and forgets the text of those that come after `most_faults`.
class FaultList {
 public:
  void add(std::size_t line, std::string what, std::string mend);
  bool empty() const { return faults_.empty(); }
  /// In the order of the lines.
  std::vector<Fault> take();

 private:
  std::vector<Fault> faults_;
  std::size_t more_ = 0;
};

/// Reads rows one after the other.
class RowReader {
 public:
  RowReader(std::string_view text, FaultList& faults) : text_{text}, faults_{faults} {}

  bool done() const { return at_ >= text_.size(); }
  /// Line of the row that comes next.
  std::size_t line() const { return line_; }
  /// The rest of the text's next line, not taken; without its end.
  std::string_view peek() const;
  /// Goes past the line that `peek` gave.
  void skip_line(std::string_view peeked);
  /// Takes the next row, which may go over several lines inside quotes.
  std::vector<std::string> next();

 private:
  std::string quoted_field();

  std::string_view text_;
  FaultList& faults_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

enum class Section { meta, projects, votes };

/// The section that a row opens, if its first field is the name of one.
std::optional<Section> section_opened(std::string_view first_field);

/// The text, or its beginning when long, between French quotation marks.
std::string in_quotes(std::string_view text);

/// A sum as written, before all are brought to the same number of decimals.
struct Decimal {
  Amount digits = 0;
  int decimals = 0;
};

/// Reads "4000.0", "2372571,24". The error is what is wrong, in French ("est négatif").
std::expected<Decimal, std::string> parse_sum(std::string_view text);

/// The sum with so many decimals; nothing above `largest_amount`.
std::optional<Amount> scaled(Decimal sum, int decimals);

}  // namespace pacte::decision::budgeting
