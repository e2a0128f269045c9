// Comma-separated values (RFC 4180): tables for spreadsheets, and tables from them.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pacte::report {

struct CsvOptions {
  bool byte_order_mark = false;  // without it, some spreadsheets read accents wrongly
  bool neutralise = true;        // an apostrophe before a cell that a spreadsheet would compute
};

/// Writes row after row, so that an export can leave in parts.
class CsvWriter {
 public:
  explicit CsvWriter(std::vector<std::string> const& header, CsvOptions options = {});
  /// As many cells as the header; throws std::invalid_argument otherwise.
  void row(std::span<std::string const> cells);
  /// What was written since the last call.
  std::string take();

 private:
  void write(std::span<std::string const> cells);
  CsvOptions options_;
  std::size_t columns_;
  std::string text_;
};

struct CsvError {
  std::size_t line = 0;  // from 1; a row on several lines has the number of the first
  std::string message;   // French sentence
  std::string pattern;   // the same with "{}" for each of `values`, to be translated
  std::vector<std::string> values{};

  static CsvError of(std::size_t line, std::string pattern, std::vector<std::string> values = {});
};

struct CsvLimits {
  std::size_t cell_bytes = 64 * 1024;
  std::size_t cells = 1'000;  // in a row
};

/// Reads rows from a text that outlives it. Lines end with CRLF or LF; a byte-order mark at the
/// beginning is passed over.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, char separator = ',', CsvLimits limits = {});
  /// Fills `cells` with the next row; false after the last. After an error, it reads no further.
  std::expected<bool, CsvError> next(std::vector<std::string>& cells);
  /// Line on which the row read last begins.
  [[nodiscard]] std::size_t line() const { return row_line_; }

 private:
  std::expected<std::string, CsvError> cell();
  std::expected<std::string, CsvError> quoted_cell();
  std::expected<std::string, CsvError> plain_cell();
  [[nodiscard]] bool at_end_of_cell() const;
  bool pass_end_of_line();
  std::unexpected<CsvError> fault(std::size_t line, std::string pattern,
                                  std::vector<std::string> values = {});

  std::string_view text_;
  char separator_;
  CsvLimits limits_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 0;
};

/// A table read by the names of its columns.
class CsvTable {
 public:
  class Row {
   public:
    /// Cell of a column that was required, or that the table has; throws std::out_of_range.
    std::string const& operator[](std::string_view column) const;
    [[nodiscard]] std::size_t line() const { return table_->reader_.line(); }

   private:
    friend class CsvTable;
    explicit Row(CsvTable const& table) : table_{&table} {}
    CsvTable const* table_;
  };

  /// Reads the header. Cells are separated by commas, or by semicolons when the header has some
  /// and no comma. The error names the missing or repeated columns; columns not required are kept.
  static std::expected<CsvTable, CsvError> open(std::string_view text,
                                                std::span<std::string_view const> required,
                                                CsvLimits limits = {});

  /// The next row, good until the next call; nothing after the last. Blank lines are passed over.
  std::expected<std::optional<Row>, CsvError> next();
  [[nodiscard]] bool has(std::string_view column) const;
  [[nodiscard]] std::vector<std::string> const& header() const { return header_; }

 private:
  explicit CsvTable(CsvReader reader) : reader_{reader} {}
  CsvReader reader_;
  std::vector<std::string> header_;
  std::vector<std::string> cells_;
};

}  // namespace pacte::report
