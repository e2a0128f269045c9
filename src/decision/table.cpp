#include "decision/table.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::decision {
namespace {

constexpr std::size_t longest_cell = 1000;
constexpr std::size_t most_columns = 1000;

class TableReader {
 public:
  TableReader(std::string_view text, std::string const& file, Faults& faults)
      : text_{text}, file_{file}, faults_{faults} {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    separator_ = guess_separator();
  }

  std::optional<Table> read() {
    Table table;
    auto header = next_row();
    if (!header) {
      fault(1, "le fichier est vide", "Mettez les noms des colonnes sur la première ligne");
      return std::nullopt;
    }
    table.header = std::move(header->cells);
    if (!check_header(table.header, header->line)) return std::nullopt;
    while (auto row = next_row()) {
      if (check_row(*row, table.header.size())) table.rows.push_back(std::move(*row));
    }
    return table;
  }

 private:
  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  [[nodiscard]] char guess_separator() const {
    auto const first = text_.substr(at_, text_.find('\n', at_) - at_);
    return std::ranges::count(first, ';') > std::ranges::count(first, ',') ? ';' : ',';
  }

  bool check_header(std::vector<std::string> const& header, std::size_t line) {
    if (header.size() > most_columns) {
      fault(line, fmt::format("{} colonnes, c’est trop", header.size()),
            fmt::format("N’en gardez que {} au plus", most_columns));
      return false;
    }
    std::set<std::string> seen;
    auto good = true;
    for (auto const& name : header) {
      if (first_invalid_utf8(name)) {
        bad_encoding(line);
        return false;
      }
      if (name.empty()) {
        fault(line, "une colonne n’a pas de nom", "Nommez-la ou retirez-la");
        good = false;
      } else if (!seen.insert(name).second) {
        fault(line, fmt::format("la colonne « {} » est là deux fois", name),
              "Retirez ou renommez l’une des deux");
        good = false;
      }
    }
    return good;
  }

  void bad_encoding(std::size_t line) {
    fault(line, "ces caractères ne sont pas de l’UTF-8",
          "Enregistrez le fichier au format « CSV UTF-8 »");
  }

  bool check_row(TableRow const& row, std::size_t columns) {
    if (broken_) {
      broken_ = false;
      return false;
    }
    if (std::ranges::any_of(
            row.cells, [](auto const& cell) { return first_invalid_utf8(cell).has_value(); })) {
      bad_encoding(row.line);
      return false;
    }
    if (row.cells.size() != columns) {
      fault(row.line,
            fmt::format("{} valeurs au lieu des {} de l’en-tête", row.cells.size(), columns),
            "Ajoutez celles qui manquent, ou mettez entre guillemets celles qui contiennent le "
            "séparateur");
      return false;
    }
    if (std::ranges::any_of(row.cells, [](auto const& c) { return c.size() > longest_cell; })) {
      fault(row.line, "une valeur est trop longue",
            fmt::format("Gardez-en au plus {} octets", longest_cell));
      return false;
    }
    return true;
  }

  // The next row that is not an empty line.
  std::optional<TableRow> next_row() {
    while (at_ < text_.size()) {
      TableRow row{.line = line_, .cells = {}};
      auto more = true;
      while (more) {
        row.cells.push_back(next_cell());
        more = pass_separator();
      }
      if (row.cells.size() > 1 || !row.cells.front().empty()) return row;
    }
    return std::nullopt;
  }

  // True on a separator, false at the end of the line; passes over it.
  bool pass_separator() {
    if (at_ == text_.size()) return false;
    auto const c = text_[at_++];
    if (c == '\n') ++line_;
    return c == separator_;
  }

  std::string next_cell() {
    while (at_ < text_.size() && text_[at_] == ' ')
      ++at_;
    return at_ < text_.size() && text_[at_] == '"' ? quoted_cell() : plain_cell();
  }

  std::string plain_cell() {
    auto const begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n')
      ++at_;
    return std::string{trim(text_.substr(begin, at_ - begin))};
  }

  std::string quoted_cell() {
    auto const first_line = line_;
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      if (text_[at_] == '\n') ++line_;
      cell += text_[at_];
    }
    if (at_ == text_.size()) {
      fault(first_line, "un guillemet ouvert n’est jamais fermé",
            "Fermez-le, ou doublez-le s’il fait partie du texte");
      broken_ = true;
      return cell;
    }
    ++at_;
    if (!plain_cell().empty()) {
      fault(first_line, "du texte suit un guillemet fermé",
            "Mettez toute la valeur entre guillemets");
      broken_ = true;
    }
    return std::string{trim(cell)};
  }

  std::string_view text_;
  std::string const& file_;
  Faults& faults_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool broken_ = false;  // the row being read has a fault that was told
};

}  // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
  auto const found = std::ranges::find(header, name);
  if (found == header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - header.begin());
}

std::optional<Table> read_table(std::string_view text, std::string const& file, Faults& faults) {
  return TableReader{text, file, faults}.read();
}

}  // namespace pacte::decision
