#include "aid/rule_cases.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/csv.hpp"
#include "rule/facts_json.hpp"

namespace pacte::aid {
namespace {

using rule::Fact;
using rule::FactKind;

constexpr std::size_t most_faults = 100;
constexpr std::size_t longest_shown = 40;
constexpr std::string_view name_column = "nom";  // by which people know their lines

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

char separator_of(std::string_view text) {
  auto const header = text.substr(0, text.find('\n'));
  return *std::ranges::max_element(std::string_view{",;\t"}, {}, [&](char separator) {
    return std::ranges::count(header, separator);
  });
}

// "30/04/2001" as "2001-04-30"; anything else as it is.
std::string iso_date(std::string_view cell) {
  auto const parts = split(cell, '/');
  bool const french = parts.size() == 3 && std::ranges::all_of(parts, all_digits) &&
                      parts[0].size() <= 2 && parts[1].size() <= 2 && parts[2].size() == 4;
  if (!french) return std::string{cell};
  return fmt::format("{}-{:0>2}-{:0>2}", parts[2], parts[1], parts[0]);
}

std::string without_unit(std::string_view cell) {
  for (std::string_view const unit : {"€", "EUR", "%"}) {
    if (cell.ends_with(unit)) return std::string{trim(cell.substr(0, cell.size() - unit.size()))};
  }
  return std::string{cell};
}

class Reading {
 public:
  Reading(std::string_view text, rule::CheckedVocabulary const& words, rule::Zonings const* places,
          std::int64_t today, std::function<void(CaseLine const&)> const& use)
      : reader_{text, separator_of(text)},
        words_{words},
        how_{.writer = rule::Writer::person, .places = places},
        today_{today},
        use_{use} {}

  std::expected<CaseTable, std::vector<CaseFault>> run() {
    if (!read_header()) return std::unexpected{std::move(table_.faults)};
    std::vector<std::string> cells;
    while (true) {
      auto const more = reader_.next(cells);
      if (!more) {
        fault({more.error().line, "", more.error().message});
        ++table_.bad;
        break;
      }
      if (!*more) break;
      if (std::ranges::all_of(cells, [](auto const& cell) { return trim(cell).empty(); })) continue;
      if (std::cmp_equal(table_.good + table_.bad, most_cases)) {
        return std::unexpected{std::vector<CaseFault>{
            {reader_.line(), "",
             fmt::format("{} lignes au plus : coupez le tableau.", grouped(most_cases))}}};
      }
      ++(line(cells) ? table_.good : table_.bad);
    }
    if (table_.good + table_.bad == 0) {
      return std::unexpected{std::vector<CaseFault>{
          {1, "", "Le tableau n’a aucune ligne : ajoutez-en sous l’en-tête."}}};
    }
    if (padded_ > 0) {
      table_.notices.push_back(
          fmt::format("Zéros de tête perdus par un tableur, remis : {}.", padded_));
    }
    return std::move(table_);
  }

 private:
  void fault(CaseFault told) {
    if (table_.faults.size() < most_faults) table_.faults.push_back(std::move(told));
  }

  bool read_header() {
    auto const read = reader_.next(table_.header);
    if (!read || !*read) {
      fault({1, "", read ? "Le tableau est vide." : read.error().message});
      return false;
    }
    std::set<std::string> seen;
    std::vector<std::string> unread;
    for (auto const& column : table_.header) {
      auto const found = fact_of(column);
      facts_.push_back(found);
      if (found) columns_.push_back(*found);
      if (!found) {
        if (!trim(column).empty() && trim(column) != name_column) unread.push_back(column);
      } else if (!seen.insert(vocabulary().facts[static_cast<std::size_t>(*found)].name).second) {
        fault({1, column, "Cette colonne y est deux fois."});
      }
    }
    if (table_.faults.empty() && seen.empty()) {
      fault({1, "",
             "Aucune colonne n’a le nom d’un fait : prenez l’en-tête du modèle, comme "
             "« entreprise.effectif »."});
    }
    if (!unread.empty()) {
      table_.notices.push_back(
          fmt::format("Colonnes qui ne sont pas des faits, gardées sans être "
                      "lues : {}.",
                      fmt::join(unread, ", ")));
    }
    return table_.faults.empty();
  }

  [[nodiscard]] rule::Vocabulary const& vocabulary() const { return words_.vocabulary; }

  std::optional<int> fact_of(std::string const& column) {
    auto const name = fold(trim(column));
    auto const found = vocabulary().find(name);
    if (!found) {
      // Only a name with a dot looks like a fact: "nom" or "ville" are the officer's own.
      auto const mend =
          name.contains('.') ? rule::did_you_mean(name, vocabulary().names()) : std::string{};
      if (!mend.empty()) fault({1, column, "Ce fait n’existe pas. " + mend});
      return std::nullopt;
    }
    auto const& fact = vocabulary().facts[static_cast<std::size_t>(*found)];
    if (fact.declared == FactKind::items) {
      fault(
          {1, column,
           fmt::format("C’est une liste : donnez les champs d’un de ses éléments, comme « {}.… ».",
                       fact.name)});
      return std::nullopt;
    }
    return found;
  }

  bool line(std::vector<std::string> const& cells) {
    if (cells.size() != table_.header.size()) {
      fault({reader_.line(), "",
             fmt::format("{} cases, quand l’en-tête en a {} : mettez entre guillemets ce qui "
                         "contient le séparateur.",
                         cells.size(), table_.header.size())});
      return false;
    }
    auto given = Json::object();
    bool good = true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      auto const cell = trim(cells[i]);
      if (!facts_[i] || cell.empty()) continue;
      auto const& fact = vocabulary().facts[static_cast<std::size_t>(*facts_[i])];
      auto value = value_of(fact, cell);
      if (value) {
        give(given, fact, *std::move(value));
      } else {
        fault({reader_.line(), fact.name, value.error()});
        good = false;
      }
    }
    auto const facts = rule::read_facts(given, vocabulary(), today_, how_);
    if (!facts) {
      tell(facts.error(), given);
      return false;
    }
    if (auto const coherent = rule::check_coherence(*facts, words_.incoherences); !coherent) {
      tell(coherent.error(), given);
      return false;
    }
    if (good) use_({reader_.line(), table_.header, columns_, cells, *facts});
    return good;
  }

  // A field of a list is that of its only item.
  void give(Json& given, Fact const& fact, Json value) const {
    if (fact.owner < 0) {
      given[fact.name] = std::move(value);
      return;
    }
    auto const& list = vocabulary().facts[static_cast<std::size_t>(fact.owner)].name;
    given[list][0][fact.name.substr(list.size() + 1)] = std::move(value);
  }

  void tell(Problem const& problem, Json const& given) {
    for (auto const& field : problem.fields) {
      auto const value = given.find(field.field);
      auto const shown =
          value == given.end() || !value->is_string()
              ? std::string{}
              : fmt::format("« {} » : ", shorten(value->get<std::string>(), longest_shown));
      fault({reader_.line(), field.field, shown + field.message});
    }
  }

  std::expected<Json, std::string> value_of(Fact const& fact, std::string_view cell) {
    switch (fact.declared) {
      case FactKind::truth: return truth_of(cell);
      case FactKind::date: return Json(iso_date(cell));
      case FactKind::choice: return Json(choice_named(fact, cell));
      case FactKind::choices: return choices_of(fact, cell);
      case FactKind::place: return place_of(cell);
      case FactKind::siret: return number_of(cell, 14);
      case FactKind::siren: return number_of(cell, 9);
      default: return Json(without_unit(cell));
    }
  }

  static std::expected<Json, std::string> truth_of(std::string_view cell) {
    auto const word = fold(cell);
    for (std::string_view const yes : {"oui", "vrai", "true", "yes", "1"})
      if (word == yes) return Json(true);
    for (std::string_view const no : {"non", "faux", "false", "no", "0"})
      if (word == no) return Json(false);
    return std::unexpected{fmt::format("« {} » : écrivez oui ou non, ou laissez la case vide.",
                                       shorten(cell, longest_shown))};
  }

  // The name of the choice with this label; the cell itself otherwise, which is then refused.
  [[nodiscard]] std::string choice_named(Fact const& fact, std::string_view cell) const {
    auto const& list = vocabulary().lists[static_cast<std::size_t>(fact.type.list)];
    auto const word = fold(cell);
    for (auto const& item : list.items) {
      if (fold(item.label.french) == word || fold(item.label.english) == word) return item.name;
    }
    return std::string{cell};
  }

  [[nodiscard]] Json choices_of(Fact const& fact, std::string_view cell) const {
    auto names = Json::array();
    for (auto const one : split(cell, '|')) {
      if (!trim(one).empty()) names.push_back(choice_named(fact, trim(one)));
    }
    return names;
  }

  std::expected<Json, std::string> place_of(std::string_view cell) {
    constexpr std::size_t code = 5;
    std::string made{cell};
    if (all_digits(made) && made.size() == code - 1) {
      made.insert(0, "0");
      ++padded_;
    }
    bool const corsican = made.starts_with("2A") || made.starts_with("2B");
    if (made.size() == code && all_digits(std::string_view{made}.substr(corsican ? 2 : 0)))
      return Json(std::move(made));
    return std::unexpected{
        fmt::format("« {} » : le code officiel de la commune est attendu, comme 34172.",
                    shorten(cell, longest_shown))};
  }

  std::expected<Json, std::string> number_of(std::string_view cell, std::size_t digits) {
    std::string made;
    std::ranges::copy_if(cell, std::back_inserter(made), [](char c) { return c != ' '; });
    if (fold(made).contains("e+")) {
      return std::unexpected{fmt::format(
          "« {} » : le tableur a arrondi ce numéro ; mettez la colonne en texte et recopiez-le.",
          shorten(cell, longest_shown))};
    }
    if (all_digits(made) && made.size() == digits - 1) {
      made.insert(0, "0");
      ++padded_;
    }
    return Json(std::move(made));
  }

  report::CsvReader reader_;
  rule::CheckedVocabulary const& words_;
  rule::Reading how_;
  std::int64_t today_;
  std::function<void(CaseLine const&)> const& use_;
  CaseTable table_;
  std::vector<std::optional<int>> facts_;  // of each column
  std::vector<int> columns_;               // those that are there
  std::size_t padded_ = 0;
};

// What a cell of this fact takes.
std::string sample_of(Fact const& fact, rule::Vocabulary const& words) {
  auto const names = [&](char const* parting) {
    std::vector<std::string> all;
    for (auto const& item : words.lists[static_cast<std::size_t>(fact.type.list)].items)
      all.push_back(item.name);
    return fmt::format("{}", fmt::join(all, parting));
  };
  switch (fact.declared) {
    case FactKind::truth: return "oui ou non";
    case FactKind::number: return "un nombre";
    case FactKind::money: return "un montant en euros";
    case FactKind::percentage: return "un pourcentage";
    case FactKind::date: return "une date comme 2001-04-30";
    case FactKind::duration: return "un nombre de " + to_text(fact.type.unit);
    case FactKind::choice: return names(" ou ");
    case FactKind::choices: return names(" | ");
    case FactKind::place: return "un code de commune comme 34172";
    case FactKind::siret: return "14 chiffres";
    case FactKind::siren: return "9 chiffres";
    default: return "un texte";
  }
}

}  // namespace

std::string to_text(CaseFault const& fault) {
  if (fault.column.empty()) return fmt::format("ligne {} : {}", fault.line, fault.message);
  return fmt::format("ligne {}, colonne {} : {}", fault.line, fault.column, fault.message);
}

std::expected<CaseTable, std::vector<CaseFault>> read_cases(
    std::string_view text, rule::CheckedVocabulary const& words, rule::Zonings const* places,
    std::int64_t today, std::function<void(CaseLine const&)> const& use) {
  return Reading{text, words, places, today, use}.run();
}

std::string case_template(rule::Vocabulary const& words, std::vector<int> const& facts) {
  std::vector<std::string> header{std::string{name_column}};
  std::vector<std::string> samples{"à remplacer : le nom, facultatif"};
  // A list is given by the fields of one item.
  std::set<int> columns;
  for (int const index : facts) {
    auto const& fact = words.facts[static_cast<std::size_t>(index)];
    if (fact.declared == FactKind::items) {
      columns.insert(fact.fields.begin(), fact.fields.end());
    } else {
      columns.insert(index);
    }
  }
  for (int const index : columns) {
    auto const& fact = words.facts[static_cast<std::size_t>(index)];
    header.push_back(fact.name);
    samples.push_back(sample_of(fact, words));
  }
  report::CsvWriter writer{header, {.byte_order_mark = true}};
  writer.row(samples);
  return writer.take();
}

}  // namespace pacte::aid
