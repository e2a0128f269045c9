#include "rule/facts_json.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "rule/evaluate.hpp"
#include "rule/identifiers.hpp"
#include "rule/show.hpp"

namespace pacte::rule {
namespace {

class FactReader {
 public:
  FactReader(Vocabulary const& vocabulary, std::int64_t today)
      : vocabulary_{vocabulary}, facts_{vocabulary, today} {}

  Result<Facts> all(Json const& given) {
    if (!given.is_object()) {
      return pacte::fail(ProblemKind::malformed,
                         "Les faits sont un objet JSON : {\"nom\": valeur}.");
    }
    fields("", given);
    if (!faults_.empty()) {
      return pacte::fail(ProblemKind::invalid, "Ces faits ne peuvent pas être lus.",
                         std::move(faults_));
    }
    return std::move(facts_);
  }

 private:
  void refuse(std::string_view name, std::string message) {
    faults_.push_back({std::string{name}, std::move(message)});
  }

  void fields(std::string const& prefix, Json const& given) {
    for (auto const& [key, value] : given.items()) {
      auto const name = prefix + fold(key);
      auto const found = vocabulary_.find(name);
      if (found) {
        one(*found, value);
      } else if (value.is_object() && begins_names(name + ".")) {
        fields(name + ".", value);
      } else {
        auto const mend = did_you_mean(name, vocabulary_.names());
        refuse(name, "Ce fait n’existe pas." + (mend.empty() ? "" : " " + mend));
      }
    }
  }

  [[nodiscard]] bool begins_names(std::string const& prefix) const {
    return std::ranges::any_of(vocabulary_.facts,
                               [&](Fact const& fact) { return fact.name.starts_with(prefix); });
  }

  void one(int index, Json const& given) {
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(index)];
    if (fact.owner >= 0) return refuse(fact.name, "Ce champ se donne dans sa liste.");
    auto const* value = &given;
    if (given.is_object() && given.contains("value")) {
      value = &given["value"];
      if (given.contains("proof") && given["proof"].is_string())
        facts_.proofs[index] = {given["proof"].get<std::string>()};
    }
    if (value->is_null()) return;
    if (fact.type.kind == Kind::items) return items(index, *value);
    if (auto const range = range_of(fact, *value)) facts_.set(index, *range);
  }

  void items(int index, Json const& given) {
    auto const& list = vocabulary_.facts[static_cast<std::size_t>(index)];
    if (!given.is_array()) return refuse(list.name, "Une liste attendue : [{…}, {…}].");
    if (given.size() > static_cast<std::size_t>(most_items))
      return refuse(list.name, fmt::format("{} lignes au plus.", most_items));
    std::vector<Facts::Item> made;
    for (auto const& each : given) {
      auto item = facts_.empty_item(index);
      if (!each.is_object())
        return refuse(list.name, "Chaque ligne est un objet : {\"champ\": valeur}.");
      for (auto const& [key, value] : each.items())
        field(list, fold(key), value, item);
      made.push_back(std::move(item));
    }
    facts_.set_items(index, std::move(made));
  }

  void field(Fact const& list, std::string const& key, Json const& value, Facts::Item& item) {
    auto const found = vocabulary_.find(list.name + "." + key);
    if (!found) {
      std::vector<std::string> names;
      for (int const each : list.fields) {
        names.push_back(
            vocabulary_.facts[static_cast<std::size_t>(each)].name.substr(list.name.size() + 1));
      }
      auto const mend = did_you_mean(key, names);
      return refuse(list.name + "." + key,
                    "Ce champ n’existe pas." + (mend.empty() ? "" : " " + mend));
    }
    if (value.is_null()) return;
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(*found)];
    if (auto const range = range_of(fact, value)) {
      item.fields[static_cast<std::size_t>(fact.field)] = *range;
      item.known[static_cast<std::size_t>(fact.field)] = true;
    }
  }

  std::optional<Range> range_of(Fact const& fact, Json const& given) {
    switch (fact.type.kind) {
      case Kind::truth:
        if (given.is_boolean()) return Range{given.get<bool>() ? 1 : 0, given.get<bool>() ? 1 : 0};
        refuse(fact.name, "Oui ou non attendu : true ou false.");
        return std::nullopt;
      case Kind::quantity: return number(fact, given);
      case Kind::date: return date(fact, given);
      case Kind::choice: return choice(fact, given);
      case Kind::choices: return choices(fact, given);
      case Kind::text:
      case Kind::place: return text(fact, given);
      case Kind::items: break;
    }
    return std::nullopt;
  }

  // The shortest decimal that reads back as the number given; money never goes through a double's
  // arithmetic.
  static std::string digits_of(Json const& given) {
    if (given.is_string()) return without_spaces(given.get<std::string>());
    if (given.is_number_float()) return fmt::format("{}", given.get<double>());
    return given.dump();
  }

  std::optional<Range> number(Fact const& fact, Json const& given) {
    auto const value =
        given.is_number() || given.is_string() ? parse_exact(digits_of(given)) : std::nullopt;
    if (!value) {
      refuse(fact.name, "Un nombre attendu, comme 12 ou \"12,5\".");
      return std::nullopt;
    }
    auto const hundred = fact.declared == FactKind::percentage ? 100 : 1;
    auto const raw =
        reduced(Wide{value->numerator} * fact.scale, Wide{value->denominator} * hundred);
    if (raw && raw->denominator != 1) {
      refuse(fact.name, fmt::format("Trop de décimales : la précision est {}.",
                                    to_decimal(hundred, fact.scale, 6)));
      return std::nullopt;
    }
    if (!raw || raw->numerator < fact.least || raw->numerator > fact.most) {
      refuse(fact.name, fmt::format("Hors des bornes : de {} à {}.", show(fact, fact.least),
                                    show(fact, fact.most)));
      return std::nullopt;
    }
    return Range{raw->numerator, raw->numerator};
  }

  std::optional<Range> date(Fact const& fact, Json const& given) {
    auto const day = given.is_string() ? parse_day(given.get<std::string>()) : std::nullopt;
    if (!day) {
      refuse(fact.name, "Une date attendue, comme \"2001-04-30\".");
      return std::nullopt;
    }
    if (fact.until_today && *day > facts_.today()) {
      refuse(fact.name, fmt::format("Cette date est dans le futur (nous sommes le {}).",
                                    to_day_text(facts_.today())));
      return std::nullopt;
    }
    if (*day < fact.least || *day > fact.most) {
      refuse(fact.name, fmt::format("Hors des bornes : de {} à {}.", to_day_text(fact.least),
                                    to_day_text(fact.most)));
      return std::nullopt;
    }
    return Range{*day, *day};
  }

  std::optional<std::int64_t> bit(Fact const& fact, Json const& given) {
    auto const& list = vocabulary_.lists[static_cast<std::size_t>(fact.type.list)];
    std::vector<std::string> names;
    for (auto const& item : list.items)
      names.push_back(item.name);
    if (given.is_string()) {
      if (auto const found = list.find(fold(given.get<std::string>())))
        return std::int64_t{1} << *found;
    }
    auto message = fmt::format("Un de ces choix attendu : {}.", fmt::join(names, ", "));
    if (given.is_string()) {
      auto const mend = did_you_mean(fold(given.get<std::string>()), names);
      if (!mend.empty()) message += " " + mend;
    }
    refuse(fact.name, std::move(message));
    return std::nullopt;
  }

  std::optional<Range> choice(Fact const& fact, Json const& given) {
    auto const found = bit(fact, given);
    if (!found) return std::nullopt;
    return Range{*found, *found};
  }

  std::optional<Range> choices(Fact const& fact, Json const& given) {
    if (!given.is_array()) {
      refuse(fact.name, "Plusieurs choix attendus : [\"un\", \"autre\"].");
      return std::nullopt;
    }
    std::int64_t bits = 0;
    for (auto const& each : given) {
      auto const found = bit(fact, each);
      if (!found) return std::nullopt;
      bits |= *found;
    }
    return Range{bits, bits};
  }

  std::optional<Range> text(Fact const& fact, Json const& given) {
    constexpr std::size_t longest = 2000;
    if (!given.is_string() || given.get<std::string>().size() > longest) {
      refuse(fact.name, "Un texte attendu, de 2 000 octets au plus.");
      return std::nullopt;
    }
    auto value = given.get<std::string>();
    bool const siret = fact.declared == FactKind::siret;
    if (siret || fact.declared == FactKind::siren) {
      value = without_spaces(value);
      if (siret ? !is_siret(value) : !is_siren(value)) {
        refuse(fact.name,
               fmt::format("Ce numéro n’est pas un {} : {} chiffres, dont une clé qui ne "
                           "va pas. Recopiez-le depuis l’avis de situation.",
                           siret ? "SIRET" : "SIREN", siret ? 14 : 9));
        return std::nullopt;
      }
    }
    auto const number = facts_.keep(std::move(value));
    return Range{number, number};
  }

  Vocabulary const& vocabulary_;
  Facts facts_;
  std::vector<FieldError> faults_;
};

}  // namespace

Result<Facts> read_facts(Json const& given, Vocabulary const& vocabulary, std::int64_t today) {
  return FactReader{vocabulary, today}.all(given);
}

std::vector<std::size_t> contradicted(Facts const& facts,
                                      std::vector<Program> const& incoherences) {
  std::vector<std::size_t> made;
  std::vector<Range> registers;
  for (std::size_t i = 0; i < incoherences.size(); ++i) {
    if (incoherences[i].code.empty()) continue;
    run(incoherences[i], facts, nullptr, registers);
    if (registers[incoherences[i].result].least == 1) made.push_back(i);
  }
  return made;
}

Result<void> check_coherence(Facts const& facts, std::vector<Program> const& incoherences) {
  std::vector<FieldError> faults;
  for (auto const i : contradicted(facts, incoherences)) {
    std::vector<std::string> names;
    for (int const fact : incoherences[i].facts)
      names.push_back(facts.vocabulary().facts[static_cast<std::size_t>(fact)].name);
    faults.push_back({fmt::format("{}", fmt::join(names, ", ")),
                      facts.vocabulary().incoherences[i].message.french});
  }
  if (faults.empty()) return {};
  return pacte::fail(ProblemKind::invalid, "Ces faits se contredisent.", std::move(faults));
}

}  // namespace pacte::rule
