#include "decision/opinion/votes.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"

namespace pacte::decision::opinion {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::optional<std::int8_t> value_of(std::string_view text) {
  struct Word {
    std::string_view text;
    std::int8_t value;
  };
  constexpr std::array words{
      Word{"1", 1},    Word{"-1", -1},   Word{"0", 0},       Word{"agree", 1}, Word{"disagree", -1},
      Word{"pass", 0}, Word{"pour", 1},  Word{"contre", -1}, Word{"passe", 0}, Word{"+1", 1},
      Word{"1.0", 1},  Word{"-1.0", -1}, Word{"0.0", 0}};
  auto const found = std::ranges::find(words, text, &Word::text);
  return found == words.end() ? std::nullopt : std::optional{found->value};
}

bool is_summary(std::string_view column) {
  constexpr std::array<std::string_view, 5> names{"group-id", "n-comments", "n-votes", "n-agree",
                                                  "n-disagree"};
  return std::ranges::find(names, column) != names.end();
}

// Names, numbered in the order they are first met.
class Names {
 public:
  std::size_t number(std::string_view name) {
    auto const [at, added] = numbers_.try_emplace(std::string{name}, names_.size());
    if (added) names_.emplace_back(name);
    return at->second;
  }
  [[nodiscard]] bool holds(std::string_view name) const {
    return numbers_.contains(std::string{name});
  }
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  std::vector<std::string> take() { return std::move(names_); }

 private:
  std::unordered_map<std::string, std::size_t> numbers_;
  std::vector<std::string> names_;
};

// Cells of a line. A cell between quotes may hold the separator, not a quote.
bool split_cells(std::string_view line, char separator, std::vector<std::string_view>& cells) {
  cells.clear();
  for (std::size_t at = 0;;) {
    bool const quoted = at < line.size() && line[at] == '"';
    auto end = quoted ? line.find('"', at + 1) : line.find(separator, at);
    if (quoted && end == std::string_view::npos) return false;
    if (end == std::string_view::npos) end = line.size();
    cells.push_back(trim(quoted ? line.substr(at + 1, end - at - 1) : line.substr(at, end - at)));
    if (quoted) ++end;
    if (end >= line.size()) return true;
    if (line[end] != separator) return false;
    at = end + 1;
  }
}

class Reader {
 public:
  Reader(std::string_view text, std::string const& file) : rest_{text}, file_{file} {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(mark)) rest_.remove_prefix(mark.size());
  }

  std::expected<Votes, std::vector<Fault>> run() {
    if (auto const at = first_invalid_utf8(rest_)) {
      auto const before = rest_.substr(0, *at);
      fault(1 + static_cast<std::size_t>(std::ranges::count(before, '\n')),
            "le texte n’est pas en UTF-8", "Enregistrez le fichier en UTF-8");
      return std::unexpected(faults_.take());
    }
    if (read_header()) read_rows();
    if (faults_.empty() && statements_.size() == 0)
      fault(0, "aucun énoncé n’est voté", "Vérifiez que le fichier est celui des votes");
    if (!faults_.empty()) return std::unexpected(faults_.take());
    return Votes{.participants = participants_.take(),
                 .statements = statements_.take(),
                 .rows = std::move(rows_)};
  }

 private:
  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  bool next_line(std::string_view& line) {
    if (rest_.empty()) return false;
    auto const end = rest_.find('\n');
    line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return true;
  }

  bool read_header() {
    std::string_view line;
    if (!next_line(line) || trim(line).empty()) {
      fault(1, "le fichier ne commence pas par les noms de ses colonnes",
            "Mettez « participant,statement,vote » sur la première ligne");
      return false;
    }
    separator_ = std::ranges::count(line, ';') > std::ranges::count(line, ',') ? ';' : ',';
    if (!split_cells(line, separator_, cells_)) {
      fault(1, "un guillemet n’est pas fermé", "Fermez-le, ou retirez-le");
      return false;
    }
    width_ = cells_.size();
    for (std::size_t i = 0; i < width_; ++i)
      place(i);
    return check_header();
  }

  void place(std::size_t column) {
    auto const name = cells_[column];
    if (name == "participant" || name == "voter-id") {
      participant_ = column;
    } else if (name == "statement" || name == "comment-id") {
      statement_ = column;
    } else if (name == "vote") {
      vote_ = column;
    } else {
      others_.push_back(column);
    }
  }

  bool check_header() {
    if (participant_ == nowhere) {
      fault(1, "la colonne « participant » manque", "Ajoutez-la : elle dit qui vote");
      return false;
    }
    by_vote_ = statement_ != nowhere || vote_ != nowhere;
    if (by_vote_ && (statement_ == nowhere || vote_ == nowhere)) {
      fault(1, "il faut les deux colonnes « statement » et « vote »",
            "Ajoutez celle qui manque, ou donnez une colonne par énoncé");
      return false;
    }
    if (by_vote_) return true;
    for (auto const column : others_) {
      auto const name = cells_[column];
      if (is_summary(name)) continue;
      if (name.empty() || statements_.holds(name)) {
        fault(1,
              fmt::format("la colonne {} est sans nom, ou son nom est donné deux fois", column + 1),
              "Donnez à chaque énoncé un nom à lui");
        continue;
      }
      number_statement(name);
      wide_.push_back(column);
    }
    return faults_.empty();
  }

  void read_rows() {
    std::string_view line;
    while (next_line(line)) {
      if (trim(line).empty()) continue;
      if (!split_cells(line, separator_, cells_)) {
        fault(number_, "un guillemet n’est pas fermé ou est suivi de texte", "Corrigez la ligne");
      } else if (cells_.size() != width_) {
        fault(number_, fmt::format("la ligne a {} cases au lieu de {}", cells_.size(), width_),
              "Donnez autant de cases que de colonnes");
      } else if (by_vote_) {
        read_vote();
      } else {
        read_participant();
      }
    }
  }

  void read_vote() {
    auto const value = value_of(cells_[vote_]);
    if (!value) {
      fault_of_value(cells_[vote_]);
      return;
    }
    auto const statement = cells_[statement_];
    if (!check_name(cells_[participant_], "le participant") || !check_name(statement, "l’énoncé"))
      return;
    auto* row = row_of(cells_[participant_]);
    if (row == nullptr) return;
    auto const number = number_statement(statement);
    if (!number) return;
    auto const known = std::ranges::find(*row, *number, &Vote::statement);
    if (known == row->end()) {
      row->push_back({*number, *value});
    } else {
      known->value = *value;
    }
  }

  void read_participant() {
    auto const name = cells_[participant_];
    if (!check_name(name, "le participant")) return;
    if (participants_.holds(name)) {
      fault(number_, fmt::format("le participant « {} » a déjà une ligne", shorten(name, 40)),
            "Ne gardez qu’une ligne par participant");
      return;
    }
    auto* row = row_of(name);
    if (row == nullptr) return;
    for (std::size_t i = 0; i < wide_.size(); ++i) {
      auto const text = cells_[wide_[i]];
      if (text.empty()) continue;
      if (auto const value = value_of(text)) {
        row->push_back({static_cast<std::uint16_t>(i), *value});
      } else {
        fault_of_value(text);
      }
    }
  }

  void fault_of_value(std::string_view text) {
    fault(number_, fmt::format("le vote « {} » est inconnu", shorten(text, 40)),
          "Écrivez 1 (d’accord), -1 (pas d’accord) ou 0 (passe)");
  }

  bool check_name(std::string_view name, std::string_view what) {
    if (!name.empty() && name.size() <= longest_name) return true;
    fault(number_, fmt::format("{} est vide ou trop long", what),
          fmt::format("Donnez-lui un nom de 1 à {} octets", longest_name));
    return false;
  }

  std::vector<Vote>* row_of(std::string_view participant) {
    auto const number = participants_.number(participant);
    if (number >= most_participants) {
      if (number == most_participants) {
        fault(number_, fmt::format("il y a plus de {} participants", most_participants),
              "Partagez la consultation");
      }
      return nullptr;
    }
    if (number == rows_.size()) rows_.emplace_back();
    return &rows_[number];
  }

  std::optional<std::uint16_t> number_statement(std::string_view statement) {
    auto const number = statements_.number(statement);
    if (number < most_statements) return static_cast<std::uint16_t>(number);
    if (number == most_statements) {
      fault(number_, fmt::format("il y a plus de {} énoncés", most_statements),
            "Partagez la consultation");
    }
    return std::nullopt;
  }

  std::string_view rest_;
  std::string const& file_;
  std::size_t number_ = 0;  // of the line
  Faults faults_;
  char separator_ = ',';
  std::vector<std::string_view> cells_;
  std::size_t width_ = 0;
  std::size_t participant_ = nowhere;
  std::size_t statement_ = nowhere;
  std::size_t vote_ = nowhere;
  std::vector<std::size_t> others_;
  bool by_vote_ = false;
  std::vector<std::size_t> wide_;  // columns of the statements, in their order
  Names participants_;
  Names statements_;
  std::vector<std::vector<Vote>> rows_;
};

}  // namespace

std::size_t Votes::count() const {
  std::size_t total = 0;
  for (auto const& row : rows)
    total += row.size();
  return total;
}

std::expected<Votes, std::vector<Fault>> read_votes(std::string_view text,
                                                    std::string const& file) {
  return Reader{text, file}.run();
}

}  // namespace pacte::decision::opinion
