#include "app/decision/draw_people.hpp"

#include <map>

#include <fmt/format.h>

#include "base/text.hpp"
#include "decision/table.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::sortition;

std::optional<std::size_t> line_in(Pool const& pool, std::string_view text) {
  auto const line = parse_integer(text);
  if (!line || *line < 0 || std::cmp_greater_equal(*line, pool.people.size())) return std::nullopt;
  return static_cast<std::size_t>(*line);
}

// An apostrophe keeps spreadsheets from computing a cell.
bool same_identifier(std::string const& cell, std::string const& identifier) {
  return cell.empty() || identifier.empty() || cell == identifier || cell == "'" + identifier;
}

class PanelReader {
 public:
  PanelReader(Table const& table, std::string const& file, Pool const& pool, Faults& faults)
      : table_{table}, file_{file}, pool_{pool}, faults_{faults} {}

  FormerPanel read() {
    FormerPanel panel;
    for (auto const* name : {"line", "identifier", "chosen", "excluded"}) {
      if (!table_.column(name)) fault(1, fmt::format("la colonne « {} » manque", name));
    }
    if (!faults_.empty()) return panel;
    for (auto const& row : table_.rows)
      add(row, panel);
    if (panel.members.empty() && faults_.empty())
      fault(0, "personne n’est marqué 1 dans « chosen »");
    return panel;
  }

 private:
  void fault(std::size_t line, std::string what) {
    faults_.add({file_, line, std::move(what),
                 "Donnez le fichier de pacte draw --lottery --csv, tiré du même vivier"});
  }

  std::string const& cell(TableRow const& row, std::string_view name) const {
    return row.cells[*table_.column(name)];
  }

  bool marked(TableRow const& row, std::string_view name) {
    auto const& text = cell(row, name);
    if (text != "0" && text != "1") {
      fault(row.line, fmt::format("« {} » n’est ni 0 ni 1 ({})", shorten(text, 30), name));
    }
    return text == "1";
  }

  void add(TableRow const& row, FormerPanel& panel) {
    auto const person = line_in(pool_, cell(row, "line"));
    bool const same =
        person && same_identifier(cell(row, "identifier"), pool_.people[*person].identifier);
    if (!same) {
      fault(row.line, fmt::format("« {} » n’est pas dans le vivier, ou n’y est plus à cette ligne",
                                  shorten(cell(row, "identifier") + " " + cell(row, "line"), 60)));
      return;
    }
    if (marked(row, "chosen")) panel.members.push_back(*person);
    if (marked(row, "excluded")) panel.excluded.push_back(*person);
  }

  Table const& table_;
  std::string const& file_;
  Pool const& pool_;
  Faults& faults_;
};

}  // namespace

std::expected<std::vector<std::size_t>, std::vector<Fault>> find_people(
    Pool const& pool, std::vector<std::string> const& names, std::string const& option) {
  bool const by_identifier = !pool.people.empty() && !pool.people.front().identifier.empty();
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; by_identifier && i < pool.people.size(); ++i)
    places.emplace(pool.people[i].identifier, i);
  Faults faults;
  std::vector<std::size_t> people;
  for (auto const& name : names) {
    std::optional<std::size_t> person;
    if (!by_identifier) {
      person = line_in(pool, name);
    } else if (auto const found = places.find(name); found != places.end()) {
      person = found->second;
    }
    if (person) {
      people.push_back(*person);
    } else {
      faults.add({option, 0, fmt::format("« {} » n’est pas dans le vivier", shorten(name, 60)),
                  by_identifier ? "Donnez un identifiant de la colonne que nomme --id"
                                : fmt::format("Donnez une ligne de 0 à {}, ou nommez par --id la "
                                              "colonne des identifiants",
                                              pool.people.size() - 1)});
    }
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  return people;
}

std::expected<FormerPanel, std::vector<Fault>> read_panel(std::string_view text,
                                                          std::string const& file,
                                                          Pool const& pool) {
  Faults faults;
  FormerPanel panel;
  if (auto const table = read_table(text, file, faults)) {
    panel = PanelReader{*table, file, pool, faults}.read();
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  return panel;
}

}  // namespace pacte::app
