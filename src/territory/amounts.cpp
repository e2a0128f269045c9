#include "territory/amounts.hpp"

#include <algorithm>

#include <fmt/args.h>

#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using web::trn;

constexpr std::size_t most_faults = 100;
constexpr std::size_t most_former_named = 10;
constexpr Quantity largest = 100'000'000'000 * unit_quantity;
constexpr std::size_t decimals = 6;

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Spaces of all kinds, and what tells the unit.
std::string without_ornaments(std::string_view text) {
  std::string bare{trim(text)};
  for (std::string_view const one : {" ", "\u00A0", "\u202F", "€", "'", "’"}) {
    for (auto at = bare.find(one); at != std::string::npos; at = bare.find(one, at))
      bare.erase(at, one.size());
  }
  return bare;
}

// Official codes begin with two digits; those of Corsica with 2A or 2B.
std::optional<Level> level_of(std::string_view code) {
  bool const digits = all_digits(code);
  if (digits && code.size() == 9) return Level::epci;
  if (code.size() == 5 || (digits && code.size() == 4)) return Level::commune;
  if (code.size() == 2 || code.size() == 3 || (digits && code.size() == 1)) {
    return Level::department;
  }
  return std::nullopt;
}

std::string in_language(report::CsvError const& error, Locale locale) {
  fmt::dynamic_format_arg_store<fmt::format_context> values;
  for (auto const& value : error.values)
    values.push_back(value);
  return fmt::vformat(tr(locale, error.pattern), values);
}

// Former communes that a table names, told once each.
class FormerNotices {
 public:
  void add(std::string const& code, PlaceBefore const& place) { met_.emplace(code, &place); }

  void tell(std::vector<std::string>& notices, Locale locale) const {
    std::size_t told = 0;
    for (auto const& [code, place] : met_) {
      if (told++ == most_former_named) break;
      notices.push_back(trf(locale,
                            "{} ({}) est maintenant dans {} ({}) : sa valeur y est comptée.",
                            place->name, code, place->now->name, place->now->key.code));
    }
    if (met_.size() > most_former_named) {
      auto const others = static_cast<std::int64_t>(met_.size() - most_former_named);
      notices.push_back(fmt::format(fmt::runtime(trn(locale, "De même pour {} autre commune.",
                                                     "De même pour {} autres communes.", others)),
                                    others));
    }
  }

 private:
  std::map<std::string, PlaceBefore const*> met_;
};

class Reading {
 public:
  Reading(AmountColumns columns, KnownPlaces const& places, Locale locale)
      : columns_{std::move(columns)}, places_{places}, locale_{locale} {
    if (!columns_.before.empty()) amounts_.before.emplace();
  }

  std::expected<Amounts, std::vector<AmountFault>> run(std::string_view text) {
    auto table = open(text);
    if (!table) return std::unexpected{std::vector{fault_of(table.error())}};
    while (faults_.size() < most_faults) {
      auto const row = table->next();
      if (!row) {
        faults_.push_back(fault_of(row.error()));
        break;
      }
      if (!*row) break;
      read(**row);
    }
    if (faults_.empty() && amounts_.rows == 0) {
      fault(1, tr(locale_, "le tableau n’a aucune ligne : ajoutez-en sous l’en-tête"));
    }
    if (!faults_.empty()) return std::unexpected{std::move(faults_)};
    if (padded_ > 0) {
      amounts_.notices.push_back(fmt::format(
          fmt::runtime(trn(locale_, "{} code avait perdu son zéro de tête : remis.",
                           "{} codes avaient perdu leur zéro de tête : remis.", padded_)),
          padded_));
    }
    former_.tell(amounts_.notices, locale_);
    return std::move(amounts_);
  }

 private:
  // The columns that are not named are the first ones that nothing else takes.
  std::expected<report::CsvTable, report::CsvError> open(std::string_view text) {
    std::vector<std::string_view> required;
    for (auto const* name : {&columns_.territory, &columns_.value, &columns_.before})
      if (!name->empty()) required.push_back(*name);
    auto table = report::CsvTable::open(text, required);
    if (!table) return table;
    for (auto* name : {&columns_.territory, &columns_.value}) {
      if (!name->empty()) continue;
      auto const free = std::ranges::find_if(table->header(), [&](std::string const& column) {
        return !column.empty() && column != columns_.territory && column != columns_.value &&
               column != columns_.before;
      });
      if (free == table->header().end()) {
        return std::unexpected{report::CsvError::of(
            1, "il faut une colonne de codes et une colonne de valeurs, chacune avec son nom")};
      }
      *name = *free;
    }
    return table;
  }

  [[nodiscard]] AmountFault fault_of(report::CsvError const& error) const {
    return {error.line, in_language(error, locale_)};
  }

  void fault(std::size_t line, std::string message) {
    faults_.push_back({line, std::move(message)});
  }

  void read(report::CsvTable::Row const& row) {
    auto const key = read_key(row.line(), trim(row[columns_.territory]));
    auto const value = read_value(row.line(), row[columns_.value]);
    auto const before =
        amounts_.before ? read_value(row.line(), row[columns_.before]) : std::optional<Quantity>{0};
    if (!key || !value || !before) return;
    ++amounts_.rows;
    bool good = add(amounts_.by_code[key->code], *value, total_);
    if (amounts_.before) good = add((*amounts_.before)[key->code], *before, total_before_) && good;
    if (!good)
      fault(row.line(), tr(locale_, "le total dépasse neuf mille milliards : vérifiez l’unité"));
  }

  static bool add(Quantity& sum, Quantity value, Quantity& total) {
    return !__builtin_add_overflow(sum, value, &sum) &&
           !__builtin_add_overflow(total, value, &total);
  }

  std::optional<Quantity> read_value(std::size_t line, std::string const& text) {
    auto const quantity = parse_quantity(text);
    if (quantity) return quantity;
    fault(line, trim(text).empty()
                    ? tr(locale_, "la valeur est vide : mettez 0, ou retirez la ligne")
                    : trf(locale_,
                          "« {} » n’est pas une valeur positive ou nulle d’au plus six décimales "
                          "et cent milliards : corrigez-la",
                          shorten(trim(text), 40)));
    return std::nullopt;
  }

  std::optional<Key> read_key(std::size_t line, std::string_view place) {
    auto key = key_of(place);
    if (!key) {
      fault(line, no_code(place));
      return std::nullopt;
    }
    if (places_.find(*key) == nullptr) {
      auto const* before = key->level == Level::commune ? places_.former(key->code) : nullptr;
      if (before == nullptr) {
        fault(line, trf(locale_,
                        "{} : ce code n’est pas dans le référentiel de la région ; vérifiez-le, "
                        "ou retirez la ligne",
                        to_text(*key)));
        return std::nullopt;
      }
      former_.add(key->code, *before);
      key = before->now->key;
    }
    if (level_known_ && key->level != amounts_.level) {
      fault(line, trf(locale_,
                      "{} n’est pas du même niveau que les lignes d’avant ({}) : faites un tableau "
                      "par niveau",
                      to_text(*key), tr(locale_, one(amounts_.level))));
      return std::nullopt;
    }
    amounts_.level = key->level;
    level_known_ = true;
    return key;
  }

  std::optional<Key> key_of(std::string_view place) {
    if (auto key = parse_key(place)) return key;
    auto const level = level_of(place);
    if (!level) return std::nullopt;
    Key key{*level, std::string{place}};
    bool const short_by_one = (*level == Level::commune && place.size() == 4) ||
                              (*level == Level::department && place.size() == 1);
    if (short_by_one) {
      key.code.insert(0, 1, '0');
      ++padded_;
    }
    return key;
  }

  [[nodiscard]] std::string no_code(std::string_view place) const {
    auto const shown = shorten(place, 60);
    for (auto const level : {Level::commune, Level::epci, Level::department}) {
      if (auto const* found = places_.named(level, place)) {
        return trf(locale_,
                   "« {} » n’est pas un code : celui du territoire de ce nom ({}) est {}, "
                   "écrivez-le",
                   shown, tr(locale_, one(level)), found->key.code);
      }
    }
    return trf(locale_,
               "« {} » n’est pas le code d’une commune (5 signes), d’un EPCI (9 chiffres) ou d’un "
               "département : mettez son code",
               shown);
  }

  AmountColumns columns_;
  KnownPlaces const& places_;
  Locale locale_;
  Amounts amounts_;
  std::vector<AmountFault> faults_;
  FormerNotices former_;
  bool level_known_ = false;
  std::int64_t padded_ = 0;
  Quantity total_ = 0;
  Quantity total_before_ = 0;
};

}  // namespace

std::expected<Amounts, std::vector<AmountFault>> read_amounts(std::string_view text,
                                                              AmountColumns const& columns,
                                                              KnownPlaces const& places,
                                                              Locale locale) {
  if (auto const bad = first_invalid_utf8(text)) {
    auto const before = text.substr(0, *bad);
    return std::unexpected{std::vector<AmountFault>{
        {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
         tr(locale, "le texte n’est pas en UTF-8 : enregistrez le fichier dans cet encodage")}}};
  }
  return Reading{columns, places, locale}.run(text);
}

Amounts amounts_of(std::map<std::string, std::int64_t> const& counted, KnownPlaces const& places,
                   Locale locale) {
  Amounts amounts;
  FormerNotices former;
  std::int64_t unknown = 0;
  for (auto const& [place, value] : counted) {
    auto key = parse_key(place);
    if (key && key->level == Level::commune && places.find(*key) == nullptr) {
      if (auto const* before = places.former(key->code)) {
        former.add(key->code, *before);
        key = before->now->key;
      }
    }
    if (!key || places.find(*key) == nullptr) {
      ++unknown;
      continue;
    }
    amounts.level = key->level;
    amounts.by_code[key->code] += value;
    ++amounts.rows;
  }
  former.tell(amounts.notices, locale);
  if (unknown > 0) {
    amounts.notices.push_back(fmt::format(
        fmt::runtime(trn(locale, "{} territoire hors du référentiel est laissé de côté.",
                         "{} territoires hors du référentiel sont laissés de côté.", unknown)),
        unknown));
  }
  return amounts;
}

std::optional<Quantity> parse_quantity(std::string_view text) {
  auto const bare = without_ornaments(text);
  auto const mark = bare.find_first_of(",.");
  auto const whole = bare.substr(0, mark);
  auto part = mark == std::string::npos ? std::string{} : bare.substr(mark + 1);
  bool const good = all_digits(whole) && whole.size() <= 12 && part.size() <= decimals &&
                    (mark == std::string::npos || all_digits(part));
  if (!good) return std::nullopt;
  part.resize(decimals, '0');
  auto const quantity = *parse_integer(whole) * unit_quantity + *parse_integer(part);
  return quantity <= largest ? std::optional{quantity} : std::nullopt;
}

std::string decimal_text(Quantity quantity) {
  auto text = fmt::format("{}.{:06}", quantity / unit_quantity, quantity % unit_quantity);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

}  // namespace pacte::territory
