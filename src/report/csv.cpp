#include "report/csv.hpp"

#include <stdexcept>

#include <fmt/args.h>

#include "base/text.hpp"

namespace pacte::report {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view without_mark(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return text;
}

std::size_t count_digits(std::string_view text) {
  auto const end = text.find_first_not_of("0123456789");
  return end == std::string_view::npos ? text.size() : end;
}

// "-12", "+3,5", "-0.25 %": what a spreadsheet reads as a number and nothing else.
bool is_number(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  auto const whole = count_digits(text);
  if (whole == 0) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.') || text.starts_with(',')) {
    text.remove_prefix(1);
    auto const decimals = count_digits(text);
    if (decimals == 0) return false;
    text.remove_prefix(decimals);
  }
  for (std::string_view const space : {" ", "\u00a0", "\u202f"}) {
    if (text.starts_with(space)) text.remove_prefix(space.size());
  }
  return text.empty() || text == "%";
}

bool would_be_computed(std::string_view cell) {
  return !cell.empty() && std::string_view{"=+-@\t\r\n"}.contains(cell.front()) && !is_number(cell);
}

std::string listed(std::vector<std::string> const& names) {
  std::string text;
  for (auto const& name : names)
    text += fmt::format("{}« {} »", text.empty() ? "" : ", ", name);
  return text;
}

std::size_t lines_before(std::string_view text, std::size_t at) {
  return static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

}  // namespace

CsvError CsvError::of(std::size_t line, std::string pattern, std::vector<std::string> values) {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (auto const& value : values)
    arguments.push_back(value);
  auto message = fmt::vformat(pattern, arguments);
  return {line, std::move(message), std::move(pattern), std::move(values)};
}

CsvWriter::CsvWriter(std::vector<std::string> const& header, CsvOptions options)
    : options_{options}, columns_{header.size()} {
  if (options_.byte_order_mark) text_ = byte_order_mark;
  write(header);
}

void CsvWriter::row(std::span<std::string const> cells) {
  if (cells.size() != columns_)
    throw std::invalid_argument("a CSV row has not the cells of its header");
  write(cells);
}

void CsvWriter::write(std::span<std::string const> cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto const& cell = cells[i];
    bool const neutralised = options_.neutralise && would_be_computed(cell);
    // A lone empty cell in quotes, or the row would be a blank line.
    bool const quoted = cell.find_first_of(",;\"\r\n") != std::string::npos ||
                        trim(cell).size() != cell.size() || (cell.empty() && cells.size() == 1);
    if (i != 0) text_ += ',';
    if (quoted) text_ += '"';
    if (neutralised) text_ += '\'';
    for (char const c : cell) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    if (quoted) text_ += '"';
  }
  text_ += "\r\n";
}

std::string CsvWriter::take() {
  return std::exchange(text_, {});
}

CsvReader::CsvReader(std::string_view text, char separator, CsvLimits limits)
    : text_{without_mark(text)}, separator_{separator}, limits_{limits} {}

std::unexpected<CsvError> CsvReader::fault(std::size_t line, std::string pattern,
                                           std::vector<std::string> values) {
  at_ = text_.size();
  return std::unexpected(CsvError::of(line, std::move(pattern), std::move(values)));
}

bool CsvReader::at_end_of_cell() const {
  return at_ >= text_.size() || text_[at_] == separator_ || text_[at_] == '\n' ||
         text_.substr(at_, 2) == "\r\n";
}

bool CsvReader::pass_end_of_line() {
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') {
    ++at_;
    ++line_;
    return true;
  }
  return at_ >= text_.size();
}

std::expected<bool, CsvError> CsvReader::next(std::vector<std::string>& cells) {
  cells.clear();
  if (at_ >= text_.size()) return false;
  row_line_ = line_;
  while (true) {
    auto read = cell();
    if (!read) return std::unexpected(std::move(read.error()));
    if (cells.size() == limits_.cells)
      return fault(row_line_, "plus de {} cellules", {std::to_string(limits_.cells)});
    cells.push_back(*std::move(read));
    if (at_ < text_.size() && text_[at_] == separator_) {
      ++at_;
      continue;
    }
    pass_end_of_line();
    return true;
  }
}

std::expected<std::string, CsvError> CsvReader::cell() {
  auto const line = line_;
  auto read = at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell();
  if (!read) return read;
  if (read->size() > limits_.cell_bytes)
    return fault(line, "cellule de plus de {} octets", {std::to_string(limits_.cell_bytes)});
  if (auto const bad = first_invalid_utf8(*read)) {
    return fault(line + lines_before(*read, *bad),
                 "texte qui n’est pas de l’UTF-8 valide : enregistrez le fichier en UTF-8");
  }
  if (read->contains('\0')) return fault(line, "caractère nul dans une cellule");
  return read;
}

std::expected<std::string, CsvError> CsvReader::quoted_cell() {
  auto const opened = line_;
  std::string value;
  for (++at_; at_ < text_.size() && value.size() <= limits_.cell_bytes; ++at_) {
    char const c = text_[at_];
    if (c == '"') {
      bool const doubled = text_.substr(at_, 2) == "\"\"";
      if (!doubled) break;
      ++at_;
    }
    if (c == '\n') ++line_;
    value += c;
  }
  if (value.size() > limits_.cell_bytes) return value;
  if (at_ >= text_.size()) return fault(opened, "guillemet ouvert et jamais refermé");
  ++at_;
  if (!at_end_of_cell())
    return fault(line_, "texte après le guillemet fermant : doublez les guillemets intérieurs");
  return value;
}

std::expected<std::string, CsvError> CsvReader::plain_cell() {
  auto const begin = at_;
  for (; !at_end_of_cell(); ++at_) {
    if (text_[at_] == '"')
      return fault(line_, "guillemet au milieu d’une cellule : entourez-la de guillemets");
    if (text_[at_] == '\r')
      return fault(line_, "retour chariot isolé : terminez les lignes par LF ou CRLF");
  }
  return std::string{text_.substr(begin, at_ - begin)};
}

std::string const& CsvTable::Row::operator[](std::string_view column) const {
  auto const found = std::ranges::find(table_->header_, column);
  if (found == table_->header_.end()) throw std::out_of_range(fmt::format("no column {}", column));
  return table_->cells_.at(static_cast<std::size_t>(found - table_->header_.begin()));
}

std::expected<CsvTable, CsvError> CsvTable::open(std::string_view text,
                                                 std::span<std::string_view const> required,
                                                 CsvLimits limits) {
  auto const first_line = text.substr(0, text.find('\n'));
  char const separator = first_line.contains(';') && !first_line.contains(',') ? ';' : ',';
  CsvTable table{CsvReader{text, separator, limits}};
  auto const read = table.reader_.next(table.header_);
  if (!read) return std::unexpected(read.error());
  if (!*read)
    return std::unexpected(CsvError::of(1, "le fichier est vide : il faut une ligne d’en-tête"));
  for (auto& name : table.header_)
    name = std::string{trim(name)};
  std::vector<std::string> missing;
  std::vector<std::string> repeated;
  for (auto const column : required) {
    if (!table.has(column)) missing.emplace_back(column);
  }
  for (auto name = table.header_.begin(); name != table.header_.end(); ++name) {
    bool const seen = std::find(table.header_.begin(), name, *name) != name;
    if (seen && !name->empty()) repeated.push_back(*name);
  }
  auto const line = table.reader_.line();
  if (!missing.empty()) {
    return std::unexpected(CsvError::of(line, "colonnes manquantes : {}", {listed(missing)}));
  }
  if (!repeated.empty()) {
    return std::unexpected(
        CsvError::of(line, "colonnes présentes deux fois : {}", {listed(repeated)}));
  }
  return table;
}

std::expected<std::optional<CsvTable::Row>, CsvError> CsvTable::next() {
  while (true) {
    auto const read = reader_.next(cells_);
    if (!read) return std::unexpected(read.error());
    if (!*read) return std::nullopt;
    bool const blank = cells_.size() == 1 && header_.size() > 1 && trim(cells_.front()).empty();
    if (blank) continue;
    if (cells_.size() != header_.size()) {
      return std::unexpected(
          CsvError::of(reader_.line(), "{} cellules au lieu de {}",
                       {std::to_string(cells_.size()), std::to_string(header_.size())}));
    }
    return Row{*this};
  }
}

bool CsvTable::has(std::string_view column) const {
  return std::ranges::find(header_, column) != header_.end();
}

}  // namespace pacte::report
