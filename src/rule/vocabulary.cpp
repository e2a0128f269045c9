#include "rule/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "rule/calendar.hpp"

namespace pacte::rule {
namespace {

struct KnownUnit {
  std::string_view form;
  char const* unit;
  std::int64_t factor;
};
constexpr std::array known_units{
    KnownUnit{"€", euro, 1},
    KnownUnit{"eur", euro, 1},
    KnownUnit{"euro", euro, 1},
    KnownUnit{"euros", euro, 1},
    KnownUnit{"an", month, 12},
    KnownUnit{"ans", month, 12},
    KnownUnit{"annee", month, 12},
    KnownUnit{"annees", month, 12},
    KnownUnit{"year", month, 12},
    KnownUnit{"years", month, 12},
    KnownUnit{"mois", month, 1},
    KnownUnit{"month", month, 1},
    KnownUnit{"months", month, 1},
    KnownUnit{"jour", day, 1},
    KnownUnit{"jours", day, 1},
    KnownUnit{"day", day, 1},
    KnownUnit{"days", day, 1},
    KnownUnit{"semaine", day, 7},
    KnownUnit{"semaines", day, 7},
    KnownUnit{"week", day, 7},
    KnownUnit{"weeks", day, 7},
    KnownUnit{"habitant", inhabitant, 1},
    KnownUnit{"habitants", inhabitant, 1},
    KnownUnit{"inhabitant", inhabitant, 1},
    KnownUnit{"inhabitants", inhabitant, 1},
};

struct Defaults {
  std::int64_t scale;
  std::int64_t least;
  std::int64_t most;
};

constexpr std::int64_t year_1900 = -25567;
constexpr std::int64_t year_2099 = 47481;

Defaults defaults_of(Fact const& fact, Vocabulary const& vocabulary) {
  constexpr std::int64_t billion = 1'000'000'000;
  switch (fact.declared) {
    case FactKind::truth: return {1, 0, 1};
    case FactKind::number: return {1, 0, billion};
    case FactKind::money: return {100, 0, 100 * billion * 100};
    case FactKind::percentage: return {10'000, 0, 10'000};
    case FactKind::date: return {1, year_1900, year_2099};
    case FactKind::duration: return {1, 0, fact.type.unit == unit_of(month) ? 1200 : 36'500};
    case FactKind::choice:
    case FactKind::choices:
      return {1, 0,
              fact.type.list < 0
                  ? 0
                  : vocabulary.lists[static_cast<std::size_t>(fact.type.list)].every()};
    case FactKind::text:
    case FactKind::place:
    case FactKind::siret:
    case FactKind::siren: return {1, 0, std::numeric_limits<std::int32_t>::max()};
    case FactKind::items: return {1, 0, 0};
  }
  return {1, 0, 0};
}

class Maker {
 public:
  Maker(Sheet const& sheet, Faults& faults) : sheet_{sheet}, faults_{faults} {}

  Vocabulary make() {
    made_.name = sheet_.name;
    made_.source = sheet_.source;
    made_.incoherences = sheet_.incoherences;
    for (auto const& unit : sheet_.units)
      add(unit);
    for (auto const& list : sheet_.choices)
      add(list);
    for (auto const& fact : sheet_.facts)
      add(fact);
    return std::move(made_);
  }

 private:
  void fault(Place place, std::string message, std::string mend = {}) {
    faults_.push_back({Severity::error, place, std::move(message), std::move(mend)});
  }

  void add(UnitDeclaration const& unit) {
    for (auto const& form : unit.forms) {
      if (!made_.measure(form)) made_.units.emplace(form, unit.name);
    }
  }

  void add(ChoiceDeclaration const& list) {
    if (made_.find_list(list.name))
      return fault(list.place, fmt::format("La liste « {} » est déclarée deux fois.", list.name));
    if (list.items.size() > most_choices)
      return fault(list.place, fmt::format("Une liste a {} choix au plus.", most_choices));
    ChoiceList made{list.name, {}};
    for (auto const& item : list.items) {
      if (made.find(item.name)) {
        fault(item.place, fmt::format("Le choix « {} » est là deux fois.", item.name));
      } else {
        made.items.push_back(item);
      }
    }
    made_.lists.push_back(std::move(made));
  }

  Type type_of(FactDeclaration const& fact) {
    switch (fact.kind) {
      case FactKind::truth: return {Kind::truth};
      case FactKind::money: return quantity(unit_of(euro));
      case FactKind::percentage: return quantity({});
      case FactKind::date: return {Kind::date};
      case FactKind::number:
      case FactKind::duration: return measured(fact);
      case FactKind::choice: return {Kind::choice, {}, list_of(fact)};
      case FactKind::choices: return {Kind::choices, {}, list_of(fact)};
      case FactKind::text:
      case FactKind::siret:
      case FactKind::siren: return {Kind::text};
      case FactKind::place: return {Kind::place};
      case FactKind::items: return {Kind::items};
    }
    return {};
  }

  Type measured(FactDeclaration const& fact) {
    if (fact.unit.empty()) return quantity({});
    auto const found = made_.measure(fact.unit);
    if (!found) {
      fault(fact.place, fmt::format("L’unité « {} » n’est pas déclarée.", fact.unit),
            did_you_mean(fact.unit, made_.unit_forms()));
      return quantity({});
    }
    if (found->factor != Exact{1, 1}) {
      fault(fact.place, fmt::format("Un fait ne se donne pas en « {} ».", fact.unit),
            "Demandez-le en mois ou en jours.");
    }
    if (fact.kind == FactKind::duration && found->unit != unit_of(month) &&
        found->unit != unit_of(day))
      fault(fact.place, "Une durée se donne en mois ou en jours.");
    return quantity(found->unit);
  }

  int list_of(FactDeclaration const& fact) {
    if (auto const found = made_.find_list(fact.unit)) return *found;
    std::vector<std::string> names;
    for (auto const& list : made_.lists)
      names.push_back(list.name);
    fault(fact.place, fmt::format("La liste de choix « {} » n’est pas déclarée.", fact.unit),
          did_you_mean(fact.unit, names));
    return -1;
  }

  void add(FactDeclaration const& declared) {
    if (made_.by_name.contains(declared.name)) {
      return fault(declared.place,
                   fmt::format("Le fait « {} » est déclaré deux fois.", declared.name));
    }
    Fact fact;
    fact.name = declared.name;
    fact.declared = declared.kind;
    fact.type = type_of(declared);
    fact.until_today = declared.until_today;
    fact.supplied = declared.supplied;
    fact.question = declared.question;
    fact.help = declared.help;
    fact.place = declared.place;
    if ((fact.type.kind == Kind::choice || fact.type.kind == Kind::choices) && fact.type.list < 0)
      return;
    bounds(declared, fact);
    own(fact);
    made_.by_name.emplace(fact.name, static_cast<int>(made_.facts.size()));
    made_.facts.push_back(std::move(fact));
  }

  void bounds(FactDeclaration const& declared, Fact& fact) {
    auto const defaults = defaults_of(fact, made_);
    fact.scale = defaults.scale;
    fact.least = defaults.least;
    fact.most = defaults.most;
    if (declared.step) {
      auto const& step = *declared.step;
      bool const percent = step.text == "%";
      auto const denominator = step.number.denominator * (percent ? 100 : 1);
      if (step.op != Operator::number || step.number.numerator != 1 || denominator > 1'000'000)
        return fault(step.place, "La précision est 1, 0,1, 0,01… jusqu’à un millionième.");
      fact.scale = denominator;
      fact.most = fact.most / defaults.scale * fact.scale;
    }
    if (!declared.least) return;
    auto const least = constant_of(*declared.least, fact, made_, faults_);
    auto const most = constant_of(*declared.most, fact, made_, faults_);
    if (!least || !most) return;
    if (*least > *most || *least < -largest / 1000 || *most > largest / 1000)
      return fault(declared.place, "Ces bornes sont à l’envers, ou trop grandes.");
    fact.least = *least;
    fact.most = *most;
  }

  void own(Fact& fact) {
    auto const dot = fact.name.rfind('.');
    if (dot == std::string::npos) return;
    auto const owner = made_.find(std::string_view{fact.name}.substr(0, dot));
    if (!owner) return;
    auto& list = made_.facts[static_cast<std::size_t>(*owner)];
    if (list.type.kind != Kind::items || fact.type.kind == Kind::items) {
      return fault(fact.place, fmt::format("« {} » n’est pas une liste.", list.name),
                   "Seule une liste, hors d’une autre, a des champs.");
    }
    fact.owner = *owner;
    fact.field = static_cast<int>(list.fields.size());
    list.fields.push_back(static_cast<int>(made_.facts.size()));
  }

  Sheet const& sheet_;
  Faults& faults_;
  Vocabulary made_;
};

}  // namespace

std::optional<std::size_t> ChoiceList::find(std::string_view item) const {
  auto const found = std::ranges::find(items, item, &ChoiceItem::name);
  if (found == items.end()) return std::nullopt;
  return static_cast<std::size_t>(found - items.begin());
}

std::optional<int> Vocabulary::find(std::string_view fact) const {
  auto const found = by_name.find(fact);
  if (found == by_name.end()) return std::nullopt;
  return found->second;
}

std::optional<int> Vocabulary::find_list(std::string_view list) const {
  auto const found = std::ranges::find(lists, list, &ChoiceList::name);
  if (found == lists.end()) return std::nullopt;
  return static_cast<int>(found - lists.begin());
}

std::optional<Measure> Vocabulary::measure(std::string_view form) const {
  if (form.empty()) return Measure{};
  if (form == "%") return Measure{{}, {1, 100}};
  for (auto const& known : known_units) {
    if (known.form == form) return Measure{unit_of(known.unit), {known.factor, 1}};
  }
  auto const found = units.find(form);
  if (found == units.end()) return std::nullopt;
  return Measure{unit_of(found->second), {1, 1}};
}

std::vector<std::string> Vocabulary::names() const {
  std::vector<std::string> made;
  for (auto const& fact : facts)
    made.push_back(fact.name);
  return made;
}

std::vector<std::string> Vocabulary::unit_forms() const {
  std::vector<std::string> made;
  for (auto const& known : known_units)
    made.emplace_back(known.form);
  for (auto const& [form, unit] : units)
    made.push_back(form);
  return made;
}

Vocabulary make_vocabulary(Sheet const& sheet, Faults& faults) {
  return Maker{sheet, faults}.make();
}

std::optional<std::int64_t> constant_of(Expression const& expression, Fact const& fact,
                                        Vocabulary const& vocabulary, Faults& faults) {
  auto const refuse = [&](std::string message,
                          std::string mend = {}) -> std::optional<std::int64_t> {
    faults.push_back({Severity::error, expression.place, std::move(message), std::move(mend)});
    return std::nullopt;
  };
  if (expression.op == Operator::negative) {
    auto const positive = constant_of(expression.parts[0], fact, vocabulary, faults);
    return positive ? std::optional{-*positive} : std::nullopt;
  }
  if (expression.op == Operator::date && fact.type.kind == Kind::date) return expression.day;
  if (expression.op == Operator::truth && fact.type.kind == Kind::truth)
    return expression.number.numerator;
  if (expression.op != Operator::number || fact.type.kind != Kind::quantity)
    return refuse(fmt::format("On attend {}.", to_text(fact.type)));
  auto const measure = vocabulary.measure(expression.text);
  if (!measure) {
    return refuse(fmt::format("L’unité « {} » n’est pas déclarée.", expression.text),
                  did_you_mean(expression.text, vocabulary.unit_forms()));
  }
  if (!expression.text.empty() && measure->unit != fact.type.unit) {
    return refuse(fmt::format("« {} » se donne en {}, pas en {}.", fact.name,
                              to_text(fact.type.unit), to_text(measure->unit)));
  }
  auto const exact =
      reduced(Wide{expression.number.numerator} * measure->factor.numerator * fact.scale,
              Wide{expression.number.denominator} * measure->factor.denominator);
  if (!exact) return refuse("Ce nombre est trop grand.");
  if (exact->denominator != 1)
    return refuse(fmt::format("Ce nombre est plus fin que la précision de « {} ».", fact.name));
  return exact->numerator;
}

}  // namespace pacte::rule
