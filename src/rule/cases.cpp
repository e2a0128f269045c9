#include "rule/cases.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "rule/calendar.hpp"
#include "rule/compile.hpp"
#include "rule/deduce.hpp"
#include "rule/explain.hpp"
#include "rule/facts_json.hpp"
#include "rule/identifiers.hpp"
#include "rule/show.hpp"

namespace pacte::rule {
namespace {

class Filler {
 public:
  Filler(Facts& facts, Faults& faults)
      : facts_{facts}, vocabulary_{facts.vocabulary()}, faults_{faults} {}

  void all(std::vector<Given> const& given) {
    for (auto const& each : given)
      one(each);
  }

 private:
  void fault(Place place, std::string message, std::string mend = {}) {
    faults_.push_back({Severity::error, place, std::move(message), std::move(mend)});
  }

  // True the first time that this fact, or this field of an item, is given.
  bool first(std::set<std::string>& seen, Given const& given) {
    if (seen.insert(given.name).second) return true;
    fault(given.place, fmt::format("« {} » est donné deux fois.", given.name));
    return false;
  }

  void one(Given const& given) {
    if (!first(seen_, given)) return;
    auto const found = vocabulary_.find(given.name);
    if (!found) {
      return fault(given.place, fmt::format("Le fait « {} » n’existe pas.", given.name),
                   did_you_mean(given.name, vocabulary_.names()));
    }
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(*found)];
    if (fact.type.kind == Kind::items) return items(*found, given);
    if (fact.owner >= 0) return fault(given.place, "Ce champ se donne dans sa liste.");
    if (auto const range = range_of(fact, given)) facts_.set(*found, *range);
  }

  void items(int index, Given const& given) {
    auto const& list = vocabulary_.facts[static_cast<std::size_t>(index)];
    if (!given.is_list) {
      return fault(given.place, "Une liste attendue.",
                   "Écrivez « liste { champ : valeur } { … } ».");
    }
    std::vector<Facts::Item> made;
    for (auto const& fields : given.items) {
      auto item = facts_.empty_item(index);
      std::set<std::string> seen;
      for (auto const& field : fields) {
        if (!first(seen, field)) continue;
        auto const found = vocabulary_.find(list.name + "." + field.name);
        if (!found) {
          fault(field.place, fmt::format("« {} » n’a pas de champ « {} ».", list.name, field.name));
          continue;
        }
        auto const& fact = vocabulary_.facts[static_cast<std::size_t>(*found)];
        if (auto const range = range_of(fact, field)) {
          item.fields[static_cast<std::size_t>(fact.field)] = *range;
          item.known[static_cast<std::size_t>(fact.field)] = true;
        }
      }
      made.push_back(std::move(item));
    }
    facts_.set_items(index, std::move(made));
  }

  std::optional<Range> range_of(Fact const& fact, Given const& given) {
    if (fact.type.kind == Kind::choice || fact.type.kind == Kind::choices)
      return choices(fact, given);
    if (given.values.size() != 1) {
      fault(given.place, fmt::format("Une seule valeur attendue pour « {} ».", fact.name));
      return std::nullopt;
    }
    auto const& value = given.values.front();
    if (fact.type.kind == Kind::text || fact.type.kind == Kind::place) return text(fact, value);
    auto const raw = constant_of(value, fact, vocabulary_, faults_);
    if (!raw) return std::nullopt;
    if (fact.until_today && *raw > facts_.today()) {
      fault(value.place, fmt::format("Cette date est dans le futur : l’essai est le {}.",
                                     to_day_text(facts_.today())));
      return std::nullopt;
    }
    if (*raw < fact.least || *raw > fact.most) {
      fault(value.place, fmt::format("Hors des bornes de « {} » : de {} à {}.", fact.name,
                                     show(fact, fact.least), show(fact, fact.most)));
      return std::nullopt;
    }
    return Range{*raw, *raw};
  }

  std::optional<Range> choices(Fact const& fact, Given const& given) {
    auto const& list = vocabulary_.lists[static_cast<std::size_t>(fact.type.list)];
    std::int64_t bits = 0;
    for (auto const& value : given.values) {
      auto const found = value.op == Operator::name ? list.find(value.text) : std::nullopt;
      if (!found) {
        std::vector<std::string> names;
        for (auto const& item : list.items)
          names.push_back(item.name);
        fault(value.place, fmt::format("Un de ces choix attendu : {}.", fmt::join(names, ", ")),
              did_you_mean(value.text, names));
        return std::nullopt;
      }
      bits |= std::int64_t{1} << *found;
    }
    if (fact.type.kind == Kind::choice && given.values.size() != 1) {
      fault(given.place, fmt::format("Un seul choix attendu pour « {} ».", fact.name));
      return std::nullopt;
    }
    return Range{bits, bits};
  }

  std::optional<Range> text(Fact const& fact, Expression const& value) {
    if (value.op != Operator::text) {
      fault(value.place, fmt::format("Un texte entre guillemets attendu pour « {} ».", fact.name));
      return std::nullopt;
    }
    auto const digits = without_spaces(value.text);
    if ((fact.declared == FactKind::siret && !is_siret(digits)) ||
        (fact.declared == FactKind::siren && !is_siren(digits))) {
      fault(value.place, "La clé de ce numéro ne va pas.");
      return std::nullopt;
    }
    auto const number = facts_.keep(value.text);
    return Range{number, number};
  }

  Facts& facts_;
  Vocabulary const& vocabulary_;
  Faults& faults_;
  std::set<std::string> seen_;
};

std::string verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible: return "éligible";
    case Verdict::ineligible: return "inéligible";
    case Verdict::unknown: return "inconnu";
  }
  return {};
}

class Judge {
 public:
  Judge(CheckedScheme const& scheme, TestCase const& test, Facts const& facts,
        Zonings const* zonings, Faults& faults)
      : program_{scheme.program}, test_{test}, facts_{facts}, faults_{faults} {
    run(program_, facts_, zonings, registers_);
    explanation_ = explain(program_, facts_, registers_);
  }

  void all() {
    if (!test_.verdict && !test_.least && test_.outputs.empty())
      return fault(test_.place, "Cet essai n’attend rien.", "Ajoutez « attend éligible ».");
    auto const& outcome = explanation_.outcome;
    if (test_.verdict && outcome.verdict != *test_.verdict) {
      fault(test_.place,
            fmt::format("« {} » attend {}, et c’est {}{}.", test_.title,
                        verdict_text(*test_.verdict), verdict_text(outcome.verdict), because()));
    }
    amount(outcome);
    for (auto const& [place, name] : test_.reasons)
      reason(place, name);
    for (auto const& [place, name] : test_.missing)
      missing(place, name);
    for (std::size_t i = 0; i < test_.outputs.size(); ++i)
      output(test_.output_places[i], test_.outputs[i].first, test_.outputs[i].second);
  }

 private:
  void fault(Place place, std::string message, std::string mend = {}) {
    faults_.push_back({Severity::error, place, std::move(message), std::move(mend)});
  }

  [[nodiscard]] std::string because() const {
    std::string made;
    for (auto const each : explaining_lines(program_, explanation_.outcome)) {
      auto const& line = program_.lines[each];
      if (line.kind != LineKind::condition || !explanation_.decides_line(each)) continue;
      if (explanation_.outcome.verdict == Verdict::eligible) continue;
      made += (made.empty() ? ", à cause de " : ", ") + line.name;
    }
    return made;
  }

  void amount(Outcome const& outcome) {
    if (!test_.least) return;
    Fact const money{
        .name = "aide", .declared = FactKind::money, .type = quantity(unit_of(euro)), .scale = 100};
    auto const least = constant_of(*test_.least, money, facts_.vocabulary(), faults_);
    bool const one = test_.most->place == test_.least->place;
    auto const most = one ? least : constant_of(*test_.most, money, facts_.vocabulary(), faults_);
    if (!least || !most) return;
    if (!outcome.amount)
      return fault(test_.least->place, "Cet essai attend une aide, il n’y en a pas.");
    if (outcome.amount->least == *least && outcome.amount->most == *most) return;
    auto const [from, to] = *outcome.amount;
    auto const given = from == to ? fmt::format("de {}", show_cents(from))
                                  : fmt::format("de {} à {}", show_cents(from), show_cents(to));
    fault(test_.least->place,
          fmt::format("« {} » attend une autre aide : elle est {}.", test_.title, given));
  }

  void reason(Place place, std::string const& name) {
    for (auto const each : explaining_lines(program_, explanation_.outcome)) {
      if (program_.lines[each].name != name) continue;
      if (!explanation_.decides_line(each))
        fault(place, fmt::format("« {} » ne décide pas de cet essai.", name));
      return;
    }
    fault(place, fmt::format("« {} » n’est pas une règle de ce dispositif.", name));
  }

  void missing(Place place, std::string const& name) {
    auto const found = facts_.vocabulary().find(name);
    if (!found || std::ranges::find(explanation_.missing, *found) == explanation_.missing.end())
      fault(place, fmt::format("« {} » ne manque pas.", name));
  }

  void output(Place place, std::string const& name, Expression const& expected) {
    if (explanation_.outcome.verdict == Verdict::ineligible)
      return fault(place, fmt::format("« {} » n’est pas donné : l’aide est refusée.", name));
    for (auto const& line : program_.lines) {
      if (line.scheme >= 0 || line.name != name || line.kind != LineKind::output) continue;
      auto const& node = program_.nodes[line.node];
      auto const wanted = value_of(expected, node);
      auto const given = registers_[node.slot];
      if (wanted && (given.least != *wanted || given.most != *wanted)) {
        fault(place,
              fmt::format("« {} » vaut {}.", name, show(node.type, node.scale, given, facts_)));
      }
      return;
    }
    fault(place, fmt::format("« {} » n’est pas une sortie de ce dispositif.", name));
  }

  std::optional<std::int64_t> value_of(Expression const& expected, Node const& node) {
    if (node.type.kind == Kind::choice) {
      auto const& list = facts_.vocabulary().lists[static_cast<std::size_t>(node.type.list)];
      if (auto const found = list.find(expected.text)) return std::int64_t{1} << *found;
      fault(expected.place, "Un choix de la liste attendu.");
      return std::nullopt;
    }
    Fact const like{.name = "sortie", .type = node.type, .scale = node.scale};
    return constant_of(expected, like, facts_.vocabulary(), faults_);
  }

  Program const& program_;
  TestCase const& test_;
  Facts const& facts_;
  Faults& faults_;
  std::vector<Range> registers_;
  Explanation explanation_;
};

}  // namespace

Facts facts_of(TestCase const& test, Vocabulary const& vocabulary, std::int64_t today,
               Faults& faults) {
  Facts made{vocabulary, test.day.value_or(today)};
  Filler{made, faults}.all(test.facts);
  return made;
}

std::vector<CaseReport> run_cases(CheckedScheme const& scheme, Vocabulary const& vocabulary,
                                  Zonings const* zonings, std::int64_t today) {
  std::vector<CaseReport> made;
  if (!scheme.good()) return made;
  Faults told_elsewhere;  // of the vocabulary
  auto const incoherences = compile_incoherences(vocabulary, told_elsewhere);
  for (auto const& test : scheme.sheet.cases) {
    CaseReport report{test.title, {}};
    auto const facts = facts_of(test, vocabulary, today, report.faults);
    for (auto const index : contradicted(facts, incoherences)) {
      report.faults.push_back({Severity::error, test.place,
                               vocabulary.incoherences[index].message.french,
                               "Les faits de cet essai se contredisent."});
    }
    if (report.faults.empty()) {
      auto const known = deduced(facts, incoherences);
      Judge{scheme, test, known, zonings, report.faults}.all();
    }
    made.push_back(std::move(report));
  }
  return made;
}

}  // namespace pacte::rule
