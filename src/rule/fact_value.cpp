#include "rule/fact_value.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "rule/identifiers.hpp"
#include "rule/show.hpp"

namespace pacte::rule {
namespace {

constexpr std::size_t longest_text = 2000;

// The shortest decimal that reads back as the number given; money never goes through a double's
// arithmetic.
std::string digits_of(Json const& given) {
  if (given.is_string()) return without_spaces(given.get<std::string>());
  if (given.is_number_float()) return fmt::format("{}", given.get<double>());
  return given.dump();
}

// Digits, whatever their number, with one mark at most.
bool is_number(Json const& given, std::string_view digits) {
  if (given.is_number()) return true;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  auto const mark = digits.find_first_of(",.");
  auto const all = [](std::string_view part) {
    return !part.empty() &&
           std::ranges::all_of(part, [](char each) { return each >= '0' && each <= '9'; });
  };
  if (mark == std::string_view::npos) return all(digits);
  return all(digits.substr(0, mark)) && all(digits.substr(mark + 1));
}

// Too fine to be read, rather than too big.
bool is_small(Json const& given, std::string_view digits) {
  constexpr std::size_t most_digits = 18;
  if (given.is_number()) return std::abs(given.get<double>()) < 1;
  return digits.find_first_of(",.") < most_digits;
}

std::int64_t hundred(Fact const& fact) {
  return fact.declared == FactKind::percentage ? 100 : 1;
}

std::string too_fine(Fact const& fact) {
  if (takes_whole_numbers(fact)) return "Un nombre entier attendu, comme 12.";
  return fmt::format("Trop de décimales : la précision est {}.",
                     to_decimal(hundred(fact), fact.scale, 6));
}

std::string label_of(ChoiceItem const& item) {
  return item.label.french.empty() ? item.name : item.label.french;
}

}  // namespace

bool takes_whole_numbers(Fact const& fact) {
  return fact.scale == hundred(fact);
}

ValueReader::Value ValueReader::read(Fact const& fact, Json const& given) {
  switch (fact.type.kind) {
    case Kind::truth:
      if (given.is_boolean()) return Range{given.get<bool>() ? 1 : 0, given.get<bool>() ? 1 : 0};
      return std::unexpected{how_.writer == Writer::program ? "Oui ou non attendu : true ou false."
                                                            : "Oui ou non attendu."};
    case Kind::quantity: return number(fact, given);
    case Kind::date: return date(fact, given);
    case Kind::choice: return choice(fact, given);
    case Kind::choices: return choices(fact, given);
    case Kind::text:
    case Kind::place: return text(fact, given);
    case Kind::items: break;
  }
  return std::unexpected{"Une liste attendue : [{…}, {…}]."};
}

std::string ValueReader::day_text(std::int64_t date) const {
  auto const iso = to_day_text(date);
  if (how_.writer == Writer::program) return iso;
  return fmt::format("{}/{}/{}", iso.substr(8, 2), iso.substr(5, 2), iso.substr(0, 4));
}

std::string ValueReader::bounds_text(Fact const& fact) const {
  bool const dated = fact.type.kind == Kind::date;
  return fmt::format("Hors des bornes : de {} à {}.",
                     dated ? day_text(fact.least) : show(fact, fact.least),
                     dated ? day_text(fact.most) : show(fact, fact.most));
}

std::string ValueReader::number_text(Fact const& fact) const {
  if (takes_whole_numbers(fact)) return "Un nombre entier attendu, comme 12.";
  return how_.writer == Writer::program ? "Un nombre attendu, comme 12 ou \"12,5\"."
                                        : "Un nombre attendu, comme 12 ou 12,5.";
}

ValueReader::Value ValueReader::number(Fact const& fact, Json const& given) const {
  if (!given.is_number() && !given.is_string()) return std::unexpected{number_text(fact)};
  auto const digits = digits_of(given);
  if (given.is_string() && reads_in_two_ways(digits)) return std::unexpected{two_ways};
  auto const value = parse_exact(digits);
  if (!value) {
    if (!is_number(given, digits)) return std::unexpected{number_text(fact)};
    return std::unexpected{is_small(given, digits) ? too_fine(fact) : bounds_text(fact)};
  }
  auto const raw =
      reduced(Wide{value->numerator} * fact.scale, Wide{value->denominator} * hundred(fact));
  if (raw && raw->denominator != 1) return std::unexpected{too_fine(fact)};
  if (!raw || raw->numerator < fact.least || raw->numerator > fact.most)
    return std::unexpected{bounds_text(fact)};
  return Range{raw->numerator, raw->numerator};
}

ValueReader::Value ValueReader::date(Fact const& fact, Json const& given) const {
  auto const read = given.is_string() ? parse_day(given.get<std::string>()) : std::nullopt;
  if (!read) {
    return std::unexpected{how_.writer == Writer::program
                               ? "Une date attendue, comme \"2001-04-30\"."
                               : "Une date attendue, comme 30/04/2001."};
  }
  if (fact.until_today && *read > facts_.today()) {
    return std::unexpected{
        fmt::format("Cette date est dans le futur (nous sommes le {}).", day_text(facts_.today()))};
  }
  if (*read < fact.least || *read > fact.most) return std::unexpected{bounds_text(fact)};
  return Range{*read, *read};
}

std::string ValueReader::choices_text(Fact const& fact, std::string const& given) const {
  auto const& list = facts_.vocabulary().lists[static_cast<std::size_t>(fact.type.list)];
  std::vector<std::string> shown;
  std::vector<std::string> names;
  for (auto const& item : list.items) {
    shown.push_back(how_.writer == Writer::program ? item.name : label_of(item));
    names.push_back(fold(shown.back()));
  }
  auto message = fmt::format("Un de ces choix attendu : {}.", fmt::join(shown, ", "));
  auto const near = std::ranges::find(names, nearest(fold(given), names));
  if (near != names.end()) {
    message += fmt::format(" Vouliez-vous dire « {} » ?",
                           shown[static_cast<std::size_t>(near - names.begin())]);
  }
  return message;
}

std::expected<std::int64_t, std::string> ValueReader::bit(Fact const& fact,
                                                          Json const& given) const {
  auto const& list = facts_.vocabulary().lists[static_cast<std::size_t>(fact.type.list)];
  auto const text = given.is_string() ? given.get<std::string>() : std::string{};
  if (auto const found = list.find(fold(text))) return std::int64_t{1} << *found;
  return std::unexpected{choices_text(fact, text)};
}

ValueReader::Value ValueReader::choice(Fact const& fact, Json const& given) const {
  auto const found = bit(fact, given);
  if (!found) return std::unexpected{found.error()};
  return Range{*found, *found};
}

ValueReader::Value ValueReader::choices(Fact const& fact, Json const& given) const {
  if (!given.is_array()) return std::unexpected{"Plusieurs choix attendus : [\"un\", \"autre\"]."};
  std::int64_t bits = 0;
  for (auto const& each : given) {
    auto const found = bit(fact, each);
    if (!found) return std::unexpected{found.error()};
    bits |= *found;
  }
  return Range{bits, bits};
}

ValueReader::Value ValueReader::text(Fact const& fact, Json const& given) {
  if (!given.is_string() || given.get<std::string>().size() > longest_text)
    return std::unexpected{"Un texte attendu, de 2 000 octets au plus."};
  auto value = given.get<std::string>();
  bool const siret = fact.declared == FactKind::siret;
  if (siret || fact.declared == FactKind::siren) {
    value = without_spaces(value);
    if (siret ? !is_siret(value) : !is_siren(value)) {
      return std::unexpected{
          fmt::format("Ce numéro n’est pas un {} : {} chiffres, dont une clé qui ne "
                      "va pas. Recopiez-le depuis l’avis de situation.",
                      siret ? "SIRET" : "SIREN", siret ? 14 : 9)};
    }
  }
  bool const unheard_of =
      fact.type.kind == Kind::place && how_.places && how_.places->exists(value) == false;
  if (unheard_of) return std::unexpected{no_such_commune};
  auto const number = facts_.keep(std::move(value));
  return Range{number, number};
}

}  // namespace pacte::rule
