#include "app/decision/invite_files.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::sortition;

struct Rate {
  std::uint64_t answers = 0;
  std::uint64_t letters = 0;
};

// At most eight digits on either side, hence no overflow below.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  constexpr std::size_t most_digits = 8;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return static_cast<std::uint64_t>(*parse_integer(text));
}

// "3/25", "12%", "12,5 %", "0.12".
std::optional<Rate> parse_rate(std::string_view text) {
  if (auto const slash = text.find('/'); slash != std::string_view::npos) {
    auto const answers = whole_number(trim(text.substr(0, slash)));
    auto const letters = whole_number(trim(text.substr(slash + 1)));
    if (!answers || !letters) return std::nullopt;
    return Rate{*answers, *letters};
  }
  bool const percent = text.ends_with('%');
  if (percent) text = trim(text.substr(0, text.size() - 1));
  auto const point = text.find_first_of(".,");
  std::string digits{text.substr(0, point)};
  std::uint64_t letters = percent ? 100 : 1;
  if (point != std::string_view::npos) {
    auto const decimals = text.substr(point + 1);
    digits += decimals;
    for (std::size_t i = 0; i < std::min<std::size_t>(decimals.size(), 8); ++i)
      letters *= 10;
  }
  auto const answers = whole_number(digits);
  if (!answers) return std::nullopt;
  return Rate{*answers, letters};
}

class ExpectationReader {
 public:
  ExpectationReader(Table const& table, std::string const& file, std::vector<Stratum>& strata,
                    Faults& faults)
      : table_{table}, file_{file}, strata_{strata}, faults_{faults} {
    for (std::size_t i = 0; i < strata.size(); ++i)
      places_.emplace(strata[i].name, i);
  }

  void read() {
    auto const name = column("stratum");
    auto const rate = column("rate");
    if (!name || !rate) return;
    auto const population = table_.column("population");
    std::map<std::size_t, std::size_t> lines;  // by stratum
    for (auto const& row : table_.rows) {
      auto const place = places_.find(row.cells[*name]);
      if (place == places_.end()) {
        fault(row.line,
              fmt::format("aucune adresse n’est dans « {} »", shorten(row.cells[*name], 60)),
              "Corrigez le nom, ou retirez la ligne");
        continue;
      }
      auto const [former, fresh] = lines.emplace(place->second, row.line);
      if (!fresh) {
        fault(row.line, fmt::format("« {} » est déjà à la ligne {}", place->first, former->second),
              "Gardez une seule des deux lignes");
      }
      auto& stratum = strata_[place->second];
      set_rate(row, row.cells[*rate], stratum);
      if (population) set_population(row, row.cells[*population], stratum);
    }
    for (auto const& [missing, place] : places_) {
      if (lines.contains(place)) continue;
      fault(0, fmt::format("« {} » n’y est pas", missing), "Ajoutez sa ligne");
    }
  }

 private:
  void fault(std::size_t line, std::string what, std::string remedy) {
    faults_.add({file_, line, std::move(what), std::move(remedy)});
  }

  std::optional<std::size_t> column(std::string const& name) {
    auto const found = table_.column(name);
    if (!found) {
      fault(1, fmt::format("la colonne « {} » manque", name),
            "L’en-tête est : stratum,rate ou stratum,population,rate");
    }
    return found;
  }

  void set_rate(TableRow const& row, std::string const& text, Stratum& stratum) {
    auto const rate = parse_rate(text);
    if (rate && rate->answers > 0 && rate->answers <= rate->letters) {
      stratum.answers = rate->answers;
      stratum.letters = rate->letters;
      return;
    }
    fault(row.line, fmt::format("« {} » n’est pas un taux de réponse", shorten(text, 30)),
          "Écrivez par exemple 12%, 0,12 ou 3/25 : plus de zéro, un au plus");
  }

  void set_population(TableRow const& row, std::string const& text, Stratum& stratum) {
    auto const population = whole_number(text);
    if (population && *population > 0) {
      stratum.population = *population;
      return;
    }
    fault(row.line, fmt::format("« {} » n’est pas un nombre d’habitants", shorten(text, 30)),
          "Donnez un entier positif, sans espace");
  }

  Table const& table_;
  std::string const& file_;
  std::vector<Stratum>& strata_;
  Faults& faults_;
  std::map<std::string, std::size_t> places_;
};

}  // namespace

std::expected<Addresses, InviteFaults> read_addresses(std::string_view text,
                                                      std::string const& file,
                                                      std::string const& column) {
  Faults faults;
  auto table = read_table(text, file, faults);
  auto const place = table ? table->column(column) : std::nullopt;
  if (table && !place) {
    faults.add({file, 1, fmt::format("la colonne « {} » manque", column),
                "Corrigez --strata : c’est une colonne de ce fichier"});
  }
  if (table && table->rows.empty() && faults.empty()) {
    faults.add({file, 0, "la liste est vide", "Donnez une ligne à chaque foyer"});
  }
  if (!place) return std::unexpected(faults.take());
  Addresses made;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < table->rows.size(); ++i) {
    auto const& row = table->rows[i];
    auto const& name = row.cells[*place];
    if (name.empty()) {
      faults.add({file, row.line, fmt::format("« {} » est vide", column),
                  "Dites où est ce foyer, ou retirez la ligne"});
    }
    auto const [found, fresh] = places.emplace(name, made.strata.size());
    if (fresh) {
      made.strata.push_back({.name = name, .answers = 1, .letters = 1});
      made.rows.emplace_back();
    }
    auto& stratum = made.strata[found->second];
    stratum.population = ++stratum.households;
    made.rows[found->second].push_back(i);
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  made.table = std::move(*table);
  return made;
}

std::expected<void, InviteFaults> read_expectations(std::string_view text, std::string const& file,
                                                    std::vector<Stratum>& strata) {
  Faults faults;
  if (auto const table = read_table(text, file, faults)) {
    ExpectationReader{*table, file, strata, faults}.read();
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  return {};
}

}  // namespace pacte::app
