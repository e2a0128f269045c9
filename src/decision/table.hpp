// A table of comma-separated values (RFC 4180) whose every line has a number. Semicolons are read
// too, since spreadsheets set in French write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decision/fault.hpp"

namespace pacte::decision {

struct TableRow {
  std::size_t line = 0;            // from 1; where the row begins
  std::vector<std::string> cells;  // without the white space around; as many as the header
};

struct Table {
  std::vector<std::string> header;
  std::vector<TableRow> rows;
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads all rows that can be; what is wrong with the others goes to `faults`. Empty lines are
/// passed over. Nothing when there is no usable header.
std::optional<Table> read_table(std::string_view text, std::string const& file, Faults& faults);

}  // namespace pacte::decision
