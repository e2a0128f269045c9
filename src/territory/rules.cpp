#include "territory/rules.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "source/schema.hpp"
#include "territory/place_rules.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t max_faults = 500;
constexpr std::size_t max_name = 200;
constexpr std::int64_t max_population = 100'000'000;

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "31", "2A", "971"
bool department_shaped(std::string_view code) {
  if (code == "2A" || code == "2B") return true;
  return all_digits(code) && (code.size() == 2 || (code.size() == 3 && code.starts_with("97")));
}

// "31555", "2A004"
bool commune_shaped(std::string_view code) {
  if (code.size() != 5) return false;
  bool const corsican = code.starts_with("2A") || code.starts_with("2B");
  return all_digits(corsican ? code.substr(2) : code);
}

bool arrondissement_shaped(std::string_view code) {
  return (code.size() == 3 || code.size() == 4);
}

struct Shape {
  bool (*fits)(std::string_view);
  std::size_t digits;  // how many the code has, zeros included
  std::string_view example;
};

Shape const& shape_of(Level level) {
  static std::array<Shape, 5> const shapes{{
      {[](std::string_view code) { return code.size() == 2 && all_digits(code); }, 2, "76"},
      {department_shaped, 2, "09"},
      {arrondissement_shaped, 3, "091"},
      {[](std::string_view code) { return code.size() == 9 && all_digits(code); }, 9, "243100518"},
      {commune_shaped, 5, "09001"},
  }};
  return shapes.at(static_cast<std::size_t>(level));
}

std::string level_text(Level level) {
  switch (level) {
    case Level::region: return "de région";
    case Level::department: return "de département";
    case Level::arrondissement: return "d’arrondissement";
    case Level::epci: return "d’EPCI (SIREN)";
    case Level::commune: return "de commune";
  }
  return "";
}

std::vector<std::string> list_of(std::string_view cell) {
  std::vector<std::string> items;
  if (cell.empty()) return items;
  for (auto const part : split(cell, '|'))
    items.emplace_back(trim(part));
  return items;
}

std::optional<double> decimal(std::string_view text) {
  double value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class Reading {
 public:
  explicit Reading(std::map<std::string_view, std::vector<ReferenceRow>> const& rows)
      : rows_{rows} {}

  Reference run() {
    territories_of("region.csv", Level::region);
    territories_of("departments.csv", Level::department);
    territories_of("arrondissements.csv", Level::arrondissement);
    territories_of("epci.csv", Level::epci);
    territories_of("communes.csv", Level::commune);
    check_memberships();
    check_sums();
    zoning_names();
    zonings();
    unmatched();
    former_communes();
    tell_mended();
    return std::move(reference_);
  }

 private:
  // One line being read: every fault found in it names it.
  struct At {
    std::string_view file;
    ReferenceRow const* row;
  };

  template <class... A> void fault(At at, fmt::format_string<A...> text, A&&... arguments) {
    if (reference_.faults.size() >= max_faults) return;
    reference_.faults.push_back({std::string{at.file}, at.row == nullptr ? 0 : at.row->line,
                                 fmt::format(text, std::forward<A>(arguments)...)});
  }

  std::vector<ReferenceRow> const& rows(std::string_view file) const {
    static std::vector<ReferenceRow> const none;
    auto const found = rows_.find(file);
    return found == rows_.end() ? none : found->second;
  }

  void territories_of(std::string_view file, Level level) {
    for (auto const& row : rows(file)) {
      At const at{file, &row};
      Territory territory;
      territory.key = {level, code(at, level == Level::epci ? "siren" : "code", level)};
      territory.name = text(at, "name");
      territory.population = count(at, "population");
      fill(at, level, territory);
      if (territory.key.code.empty()) continue;
      auto const [first, added] = lines_.emplace(territory.key, at);
      if (!added) {
        fault(at, "le code {} est déjà à la ligne {} : retirez l’une des deux lignes",
              territory.key.code, first->second.row->line);
        continue;
      }
      index_.emplace(territory.key, reference_.territories.size());
      reference_.territories.push_back(std::move(territory));
    }
    if (rows(file).empty())
      fault({file, nullptr}, "le fichier n’a aucune ligne : fournissez la table complète");
  }

  void fill(At at, Level level, Territory& territory) {
    switch (level) {
      case Level::region:
      case Level::department:
        territory.seat = code(at, "seat", Level::commune);
        territory.communes = count(at, "communes");
        return;
      case Level::arrondissement:
        territory.department = code(at, "department", Level::department);
        territory.seat = code(at, "seat", Level::commune);
        territory.communes = count(at, "communes");
        return;
      case Level::epci:
        territory.type = epci_type(at);
        territory.communes = count(at, "members");
        territory.population_total = count(at, "population_total");
        territory.communes_total = count(at, "members_total");
        territory.departments = department_list(at);
        return;
      case Level::commune:
        territory.department = code(at, "department", Level::department);
        territory.arrondissement = code(at, "arrondissement", Level::arrondissement);
        // Four islands of France belong to no EPCI.
        if (!at.row->at("epci").empty()) territory.epci = code(at, "epci", Level::epci);
        territory.postal_codes = postal_codes(at);
        territory.place = place(at);
        return;
    }
  }

  std::string code(At at, std::string_view column, Level level) {
    auto value = std::string{trim(at.row->at(column))};
    mend(at, column, level, value);
    return checked_code(at, column, level, value) ? value : std::string{};
  }

  // A spreadsheet that takes codes for numbers loses the zero they begin with.
  void mend(At at, std::string_view column, Level level, std::string& value) {
    auto const& shape = shape_of(level);
    if (!all_digits(value) || value.size() + 1 != shape.digits || level == Level::epci ||
        level == Level::region || !shape.fits("0" + value)) {
      return;
    }
    value.insert(0, 1, '0');
    mended(at, column, value);
  }

  void mended(At at, std::string_view column, std::string const& value) {
    auto& one = mended_[{std::string{at.file}, std::string{column}}];
    if (one.count++ == 0) one = {1, at.row->line, value};
  }

  void tell_mended() {
    for (auto const& [where, one] : mended_) {
      reference_.notices.push_back(
          fmt::format("{} : {} code{} sans leur zéro de tête, complété{} (colonne « {} » ; le "
                      "premier, ligne {}, devient {}).",
                      where.first, one.count, one.count > 1 ? "s" : "", one.count > 1 ? "s" : "",
                      where.second, one.line, one.value));
    }
  }

  bool checked_code(At at, std::string_view column, Level level, std::string const& value) {
    auto const& shape = shape_of(level);
    if (shape.fits(value)) return true;
    if (value.empty()) {
      fault(at, "la colonne « {} » est vide : donnez un code {}, par exemple {}", column,
            level_text(level), shape.example);
    } else {
      fault(at, "« {} » n’est pas un code {} (colonne « {} ») : on attend par exemple {}",
            shorten(value, 40), level_text(level), column, shape.example);
    }
    return false;
  }

  std::string text(At at, std::string_view column) {
    auto const value = std::string{trim(at.row->at(column))};
    if (value.empty()) fault(at, "la colonne « {} » est vide : donnez le nom", column);
    if (length(value) > max_name)
      fault(at, "la colonne « {} » dépasse {} caractères : raccourcissez-la", column, max_name);
    return value;
  }

  std::int64_t count(At at, std::string_view column) {
    auto const value = trim(at.row->at(column));
    auto const number = parse_integer(value);
    if (!number || *number < 0 || *number > max_population) {
      fault(
          at,
          "« {} » n’est pas un nombre entier (colonne « {} ») : écrivez-le sans espace ni virgule",
          shorten(value, 40), column);
      return 0;
    }
    return *number;
  }

  std::string epci_type(At at) {
    auto value = std::string{trim(at.row->at("type"))};
    static std::set<std::string> const known{"CC", "CA", "CU", "METRO"};
    if (!known.contains(value)) {
      fault(at, "le type d’EPCI « {} » est inconnu : CC, CA, CU ou METRO", shorten(value, 40));
    }
    return value;
  }

  std::vector<std::string> department_list(At at) {
    auto codes = list_of(at.row->at("departments"));
    for (auto& one : codes) {
      mend(at, "departments", Level::department, one);
      checked_code(at, "departments", Level::department, one);
    }
    return codes;
  }

  std::vector<std::string> postal_codes(At at) {
    auto codes = list_of(at.row->at("postal_codes"));
    for (auto& one : codes) {
      if (one.size() == 4 && all_digits(one)) {
        one.insert(0, 1, '0');
        mended(at, "postal_codes", one);
      }
      if (one.size() == 5 && all_digits(one)) continue;
      fault(at,
            "« {} » n’est pas un code postal : cinq chiffres, séparés par « | » quand il y en a "
            "plusieurs",
            shorten(one, 40));
    }
    return codes;
  }

  std::optional<Place> place(At at) {
    auto const longitude = trim(at.row->at("lon"));
    auto const latitude = trim(at.row->at("lat"));
    if (longitude.empty() && latitude.empty()) return std::nullopt;
    auto const x = decimal(longitude);
    auto const y = decimal(latitude);
    if (!x || !y) {
      fault(at,
            "« {} ; {} » n’est pas un point : « lon » et « lat » sont des degrés, avec un point "
            "décimal",
            shorten(longitude, 20), shorten(latitude, 20));
      return std::nullopt;
    }
    if (!in_french_lands({*x, *y})) {
      fault(at,
            "le point (lon {}, lat {}) n’est pas en France : vérifiez l’ordre et le signe des deux "
            "nombres",
            *x, *y);
      return std::nullopt;
    }
    return Place{*x, *y};
  }

  // The territory of a code that a line names, if there is one; a fault otherwise.
  Territory* named(At at, Level level, std::string const& code) {
    if (code.empty()) return nullptr;
    auto const found = index_.find({level, code});
    if (found != index_.end()) return &reference_.territories[found->second];
    fault(at, "le code {} « {} » n’est dans aucune ligne de {} : ajoutez-la, ou corrigez le code",
          level_text(level), code, file_of(level));
    return nullptr;
  }

  static std::string_view file_of(Level level) {
    static constexpr std::array<std::string_view, 5> files{
        "region.csv", "departments.csv", "arrondissements.csv", "epci.csv", "communes.csv"};
    return files.at(static_cast<std::size_t>(level));
  }

  void check_memberships() {
    for (auto const& territory : reference_.territories) {
      auto const at = lines_.at(territory.key);
      named(at, Level::department, territory.department);
      named(at, Level::epci, territory.epci);
      named(at, Level::commune, territory.seat);
      auto const* const arrondissement = named(at, Level::arrondissement, territory.arrondissement);
      if (arrondissement != nullptr && arrondissement->department != territory.department) {
        fault(at,
              "l’arrondissement {} est dans le département {}, et la commune dans le département "
              "{} : corrigez l’un des deux",
              territory.arrondissement, arrondissement->department, territory.department);
      }
    }
  }

  struct Sum {
    std::int64_t communes = 0;
    std::int64_t population = 0;
  };

  // What a line announces for its whole must be what its communes add up to.
  void check_sums() {
    std::map<Key, Sum> sums;
    for (auto const& territory : reference_.territories) {
      if (territory.key.level != Level::commune) continue;
      auto const add = [&](Level level, std::string const& code) {
        auto& sum = sums[{level, code}];
        sum.communes += 1;
        sum.population += territory.population;
      };
      add(Level::department, territory.department);
      add(Level::arrondissement, territory.arrondissement);
      add(Level::epci, territory.epci);
      for (auto const& region : rows("region.csv"))
        add(Level::region, std::string{trim(region.at("code"))});
    }
    for (auto const& territory : reference_.territories) {
      if (territory.key.level == Level::commune) continue;
      auto const at = lines_.at(territory.key);
      auto const& sum = sums[territory.key];
      if (territory.communes != sum.communes) {
        fault(at,
              "{} communes sont annoncées, et communes.csv en compte {} : corrigez l’une des deux "
              "tables",
              territory.communes.value_or(0), sum.communes);
      } else if (territory.population != sum.population) {
        fault(at,
              "la population annoncée est {}, et celle des communes fait {} : corrigez l’une des "
              "deux tables",
              territory.population, sum.population);
      }
    }
  }

  void zoning_names() {
    for (auto const& row : rows("zoning-names.csv")) {
      At const at{"zoning-names.csv", &row};
      auto const zoning = text(at, "zoning");
      auto const name = text(at, "name");
      if (!is_zoning_key(zoning)) {
        fault(at,
              "« {} » n’est pas une clé de zonage : minuscules, chiffres et tirets, par exemple "
              "qpv-2024",
              shorten(zoning, 60));
      }
      if (!reference_.zonings.emplace(zoning, name).second) {
        fault(at, "le zonage « {} » est nommé deux fois : retirez l’une des deux lignes",
              shorten(zoning, 60));
      }
    }
  }

  void zonings() {
    for (auto const& row : rows("zonings.csv")) {
      At const at{"zonings.csv", &row};
      ZoningRow member;
      member.printed = printed(at);
      member.note = trim(row.at("note"));
      auto const extent = trim(row.at("extent"));
      member.whole = extent == "whole";
      if (!member.whole && extent != "part") {
        fault(at,
              "« {} » ne dit pas si tout le territoire est nommé (colonne « extent ») : « whole », "
              "ou "
              "« part » pour un quartier, un site ou un groupe",
              shorten(extent, 40));
      }
      if (!reference_.zonings.contains(member.printed.zoning)) {
        fault(at, "le zonage « {} » n’a pas de nom : ajoutez sa ligne dans zoning-names.csv",
              shorten(member.printed.zoning, 60));
      }
      if (!fill_codes(at, member)) continue;
      reference_.members.push_back(std::move(member));
    }
  }

  PrintedName printed(At at) {
    PrintedName name;
    name.zoning = text(at, "zoning");
    name.label = text(at, "label");
    name.file = text(at, "source");
    name.lines = line_ranges(at);
    return name;
  }

  void unmatched() {
    std::map<std::pair<std::string, std::string>, std::size_t> lines;
    for (auto const& row : rows("zonings-unmatched.csv")) {
      At const at{"zonings-unmatched.csv", &row};
      UnmatchedRow one;
      one.printed = printed(at);
      one.reason = text(at, "reason_code");
      one.candidates = list_of(row.at("candidate_codes"));
      auto const [first, added] =
          lines.emplace(std::pair{one.printed.zoning, one.printed.label}, row.line);
      if (!added) {
        fault(at, "ce nom est déjà à la ligne {} pour ce zonage : retirez l’une des deux",
              first->second);
      }
      reference_.unmatched.push_back(std::move(one));
    }
  }

  bool fill_codes(At at, ZoningRow& member) {
    auto const written = trim(at.row->at("level"));
    auto const level = level_named(written);
    if (!level) {
      fault(at,
            "le niveau « {} » est inconnu : region, department, arrondissement, epci ou commune",
            shorten(written, 40));
      return false;
    }
    member.level = *level;
    member.codes = list_of(at.row->at("codes"));
    if (member.codes.empty())
      fault(at, "la colonne « codes » est vide : donnez le code du territoire nommé");
    for (auto& code : member.codes) {
      mend(at, "codes", *level, code);
      if (checked_code(at, "codes", *level, code)) named(at, *level, code);
    }
    return true;
  }

  std::vector<std::string> line_ranges(At at) {
    std::vector<std::string> ranges;
    for (auto const part : split(at.row->at("lines"), ',')) {
      auto const range = trim(part);
      if (!source::parse_lines(range)) {
        fault(at,
              "« {} » n’est pas un intervalle de lignes : « 12 » ou « 12-48 », séparés par des "
              "virgules",
              shorten(range, 40));
        continue;
      }
      ranges.emplace_back(range);
    }
    return ranges;
  }

  void former_communes() {
    std::map<std::string, At> lines;
    for (auto const& row : rows("former-communes.csv")) {
      At const at{"former-communes.csv", &row};
      FormerCommune one{code(at, "code", Level::commune), text(at, "name"),
                        std::string{trim(row.at("until"))}, code(at, "into", Level::commune),
                        row.at("or_before") == "yes"};
      if (one.code.empty() || one.into.empty()) continue;
      auto const day = parse_partial_date(one.until);
      if (one.until.size() != 10 || !day) {
        fault(at, "« {} » n’est pas un jour (colonne « until ») : écrivez-le ainsi, 2018-01-01",
              shorten(one.until, 40));
      }
      if (!row.at("or_before").empty() && !one.or_before)
        fault(at, "la colonne « or_before » dit yes, ou rien");
      if (index_.contains({Level::commune, one.code})) {
        fault(at, "le code {} est encore dans communes.csv : retirez l’une des deux lignes",
              one.code);
      }
      auto const [first, added] = lines.emplace(one.code, at);
      if (!added) {
        fault(at, "le code {} est déjà à la ligne {}", one.code, first->second.row->line);
      } else {
        reference_.former.push_back(std::move(one));
      }
    }
    auto const now = successors(reference_.former);
    for (auto const& one : reference_.former) {
      auto const found = now.find(one.code);
      if (found != now.end() && index_.contains({Level::commune, found->second})) continue;
      fault(lines.at(one.code),
            "{} mène à un code qui n’est ni dans communes.csv ni dans former-communes.csv, ou "
            "revient sur lui-même : corrigez la colonne « into »",
            one.code);
    }
  }

  struct Mended {
    std::size_t count = 0;
    std::size_t line = 0;  // of the first
    std::string value;
  };

  std::map<std::string_view, std::vector<ReferenceRow>> const& rows_;
  Reference reference_;
  std::map<std::pair<std::string, std::string>, Mended> mended_;  // by file and column
  std::map<Key, At> lines_;
  std::map<Key, std::size_t> index_;
};

}  // namespace

std::string const& ReferenceRow::at(std::string_view column) const {
  static std::string const none;
  auto const found = cells.find(column);
  return found == cells.end() ? none : found->second;
}

std::vector<ReferenceFile> const& reference_files() {
  static std::vector<ReferenceFile> const files{
      {"region.csv", {"code", "name", "seat", "population", "communes"}},
      {"departments.csv", {"code", "name", "seat", "population", "communes"}},
      {"arrondissements.csv", {"code", "name", "department", "seat", "population", "communes"}},
      {"epci.csv",
       {"siren", "name", "type", "population", "members", "population_total", "members_total",
        "departments"}},
      {"communes.csv",
       {"code", "name", "department", "arrondissement", "epci", "population", "postal_codes", "lon",
        "lat"}},
      {"zoning-names.csv", {"zoning", "name"}},
      {"zonings.csv", {"zoning", "level", "codes", "extent", "label", "source", "lines", "note"}},
      {"zonings-unmatched.csv",
       {"zoning", "label", "reason_code", "candidate_codes", "source", "lines"},
       true},
      {"former-communes.csv", {"code", "name", "until", "or_before", "into"}, true},
  };
  return files;
}

Reference read_reference(std::map<std::string_view, std::vector<ReferenceRow>> const& rows) {
  return Reading{rows}.run();
}

std::string search_words(std::string_view name) {
  std::string words;
  auto const hyphenated = pacte::slug(name);
  for (auto const word : split(hyphenated, '-')) {
    if (word.empty()) continue;
    words += ' ';
    if (word == "st") {
      words += "saint";
    } else if (word == "ste") {
      words += "sainte";
    } else {
      words += word;
    }
  }
  return words;
}

}  // namespace pacte::territory
