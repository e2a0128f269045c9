#include "territory/amounts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t most_faults = 100;
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

class Reading {
 public:
  Reading(AmountColumns const& columns, KnownPlaces const& places)
      : columns_{columns}, places_{places} {}

  std::expected<Amounts, std::vector<AmountFault>> run(std::string_view text) {
    std::array<std::string_view, 2> const required{columns_.territory, columns_.value};
    auto table = report::CsvTable::open(text, required);
    if (!table) return std::unexpected{std::vector{fault_of(table.error())}};
    while (faults_.size() < most_faults) {
      auto const row = table->next();
      if (!row) {
        faults_.push_back(fault_of(row.error()));
        break;
      }
      if (!*row) break;
      read((**row).line(), (**row)[columns_.territory], (**row)[columns_.value]);
    }
    if (faults_.empty() && amounts_.rows == 0) {
      faults_.push_back({1, "le tableau n’a aucune ligne : ajoutez-en sous l’en-tête"});
    }
    if (!faults_.empty()) return std::unexpected{std::move(faults_)};
    if (padded_ > 0) {
      amounts_.notices.push_back(fmt::format(
          "{} code{} avai{} perdu {} zéro de tête : remis.", padded_, padded_ > 1 ? "s" : "",
          padded_ > 1 ? "ent" : "t", padded_ > 1 ? "leur" : "son"));
    }
    return std::move(amounts_);
  }

 private:
  static AmountFault fault_of(report::CsvError const& error) { return {error.line, error.message}; }

  void fault(std::size_t line, std::string message) {
    faults_.push_back({line, std::move(message)});
  }

  void read(std::size_t line, std::string const& place, std::string const& value) {
    auto const key = read_key(line, trim(place));
    auto const quantity = parse_quantity(value);
    if (!quantity) {
      fault(line, trim(value).empty()
                      ? std::string{"la valeur est vide : mettez 0, ou retirez la ligne"}
                      : fmt::format("« {} » n’est pas une valeur positive ou nulle d’au plus six "
                                    "décimales et cent milliards : corrigez-la",
                                    shorten(trim(value), 40)));
    }
    if (!key || !quantity) return;
    ++amounts_.rows;
    auto& sum = amounts_.by_code[key->code];
    if (__builtin_add_overflow(sum, *quantity, &sum) ||
        __builtin_add_overflow(total_, *quantity, &total_)) {
      fault(line, "le total dépasse neuf mille milliards : vérifiez l’unité");
    }
  }

  std::optional<Key> read_key(std::size_t line, std::string_view place) {
    auto key = key_of(place);
    if (!key) {
      fault(line, fmt::format("« {} » n’est pas le code d’une commune (5 signes), d’un EPCI (9 "
                              "chiffres) ou d’un département{}",
                              shorten(place, 60), suggestion(place)));
      return std::nullopt;
    }
    if (places_.find(*key) == nullptr) {
      fault(line,
            fmt::format("{} : ce code n’est pas dans le référentiel de la région ; vérifiez-le, "
                        "ou retirez la ligne",
                        to_text(*key)));
      return std::nullopt;
    }
    if (level_known_ && key->level != amounts_.level) {
      fault(line, fmt::format("{} n’est pas du même niveau que les lignes d’avant ({}) : faites un "
                              "tableau par niveau",
                              to_text(*key), name(amounts_.level)));
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

  [[nodiscard]] std::string suggestion(std::string_view place) const {
    for (auto const level : {Level::commune, Level::epci, Level::department}) {
      if (auto const* found = places_.named(level, place)) {
        return fmt::format(" ; {} a le code {}", found->name, found->key.code);
      }
    }
    return " : mettez son code";
  }

  AmountColumns const& columns_;
  KnownPlaces const& places_;
  Amounts amounts_;
  std::vector<AmountFault> faults_;
  bool level_known_ = false;
  std::size_t padded_ = 0;
  Quantity total_ = 0;
};

}  // namespace

KnownPlaces::KnownPlaces(std::span<Territory const> territories) {
  for (auto const& territory : territories) {
    by_key_.emplace(territory.key, &territory);
    by_name_.emplace(std::pair{territory.key.level, fold(territory.name)}, &territory);
  }
}

Territory const* KnownPlaces::find(Key const& key) const {
  auto const found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : found->second;
}

Territory const* KnownPlaces::named(Level level, std::string_view name) const {
  auto const [first, last] = by_name_.equal_range({level, fold(name)});
  return first != last && std::next(first) == last ? first->second : nullptr;
}

std::expected<Amounts, std::vector<AmountFault>> read_amounts(std::string_view text,
                                                              AmountColumns const& columns,
                                                              KnownPlaces const& places) {
  if (auto const bad = first_invalid_utf8(text)) {
    auto const before = text.substr(0, *bad);
    return std::unexpected{std::vector<AmountFault>{
        {static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
         "le texte n’est pas en UTF-8 : enregistrez le fichier dans cet encodage"}}};
  }
  return Reading{columns, places}.run(text);
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
