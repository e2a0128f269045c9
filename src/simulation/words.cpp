#include "simulation/words.hpp"

#include <algorithm>

#include "base/euros.hpp"
#include "rule/calendar.hpp"
#include "rule/show.hpp"
#include "source/parts.hpp"

namespace pacte::simulation {
namespace {

using rule::Fact;
using rule::FactKind;
using rule::Kind;
using rule::Range;
using web::Locale;
using web::tr;
using web::trf;

std::string number(std::int64_t numerator, std::int64_t denominator, Locale locale) {
  if (denominator != 0 && numerator % denominator == 0) {
    return grouped(numerator / denominator, web::digits(locale));
  }
  auto text = rule::to_decimal(numerator, denominator, 4);
  if (locale == Locale::en) std::ranges::replace(text, ',', '.');
  return text;
}

std::string unit_name(rule::Unit const& unit, Locale locale) {
  auto const name = rule::to_text(unit);
  return web::translation(locale, name).value_or(name);
}

std::string quantity(rule::Unit const& unit, std::int64_t scale, std::int64_t raw, Locale locale) {
  if (unit == rule::unit_of(rule::euro)) {
    auto const cents = rule::reduced(rule::Wide{raw} * 100, scale);
    if (cents && cents->denominator == 1) {
      return to_text(Euros{cents->numerator}, web::digits(locale));
    }
  }
  auto const text = number(raw, scale, locale);
  return unit.plain() ? text : text + "\u00A0" + unit_name(unit, locale);
}

std::string bits(rule::ChoiceList const& list, std::int64_t set, std::string_view joint,
                 Locale locale) {
  std::string made;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if ((set >> i & 1) == 0) continue;
    if (!made.empty()) made += joint;
    auto const& label = in(locale, list.items[i].label);
    made += label.empty() ? list.items[i].name : label;
  }
  return made.empty() ? tr(locale, "aucun de ces choix") : made;
}

// What may lie anywhere within, in words: `one` says each end.
std::string between(Range range, Locale locale,
                    std::function<std::string(std::int64_t)> const& one) {
  bool const below = rule::open_below(range);
  bool const above = rule::open_above(range);
  if (above && (below || range.least == 0)) return tr(locale, "à préciser");
  if (above) return trf(locale, "au moins {}", one(range.least));
  if (below) return trf(locale, "au plus {}", one(range.most));
  return trf(locale, "de {} à {}", one(range.least), one(range.most));
}

std::string limit(Fact const& fact, std::int64_t raw, Locale locale) {
  if (fact.declared == FactKind::percentage) {
    auto const percent = rule::reduced(rule::Wide{raw} * 100, fact.scale);
    if (percent) return number(percent->numerator, percent->denominator, locale) + "\u00A0%";
  }
  if (fact.type.kind == Kind::date) return source::date_text(locale, rule::to_day_text(raw));
  return quantity(fact.type.unit, fact.scale, raw, locale);
}

std::string choices_expected(rule::Vocabulary const& vocabulary, Fact const& fact, Locale locale,
                             bool program) {
  auto const& list = vocabulary.lists[static_cast<std::size_t>(fact.type.list)];
  std::vector<std::string> shown;
  for (auto const& item : list.items) {
    auto const& label = in(locale, item.label);
    shown.push_back(program || label.empty() ? item.name : label);
  }
  return trf(locale, "Un de ces choix est attendu : {}.",
             fmt::format("{}", fmt::join(shown, ", ")));
}

}  // namespace

std::string const& in(Locale locale, rule::Bilingual const& text) {
  return aid::in_language(text, locale);
}

std::string Words::value(rule::Type const& type, std::int64_t scale, Range range) const {
  auto unknown = tr(locale, "inconnu");
  if (type.kind == Kind::choice || type.kind == Kind::choices) {
    auto const& list = facts.vocabulary().lists[static_cast<std::size_t>(type.list)];
    if (type.kind == Kind::choices) {
      return range.least == range.most ? bits(list, range.most, ", ", locale) : unknown;
    }
    return range.most == list.every() ? unknown
                                      : bits(list, range.most, tr(locale, " ou "), locale);
  }
  auto const one = [&](std::int64_t raw) -> std::string {
    switch (type.kind) {
      case Kind::quantity:
        if (auto const years = rule::whole_years(type.unit, scale, raw)) {
          return fmt::format(fmt::runtime(web::trn(locale, "{} an", "{} ans", *years)), *years);
        }
        return quantity(type.unit, scale, raw, locale);
      case Kind::date: return source::date_text(locale, rule::to_day_text(raw));
      case Kind::text: return facts.text(raw);
      case Kind::place: return place(facts.text(raw));
      default: return raw == 1 ? tr(locale, "oui") : tr(locale, "non");
    }
  };
  if (range.least == range.most) return one(range.least);
  if (type.kind == Kind::date && (rule::open_below(range) || rule::open_above(range))) {
    return tr(locale, "à préciser");
  }
  if (type.kind != Kind::quantity && type.kind != Kind::date) return unknown;
  return between(range, locale, one);
}

std::string Words::share(std::int64_t scale, Range range) const {
  auto const percent = [&](std::int64_t raw) {
    auto const exact = rule::reduced(rule::Wide{raw} * 100, scale);
    return (exact ? number(exact->numerator, exact->denominator, locale) : std::string{"?"}) +
           "\u00A0%";
  };
  if (range.least == range.most) return percent(range.least);
  return between(range, locale, percent);
}

std::string Words::answer(int fact) const {
  auto const& all = facts.vocabulary().facts;
  auto const& one = all[static_cast<std::size_t>(fact)];
  if (one.type.kind != Kind::items) {
    // In the unit of the question.
    if (one.declared == FactKind::percentage || one.declared == FactKind::duration) {
      return limit(one, facts.at(static_cast<std::size_t>(fact)).least, locale);
    }
    return value(one.type, one.scale, facts.at(static_cast<std::size_t>(fact)));
  }
  std::string rows;
  for (auto const& item : facts.items(fact)) {
    std::string row;
    for (std::size_t i = 0; i < one.fields.size(); ++i) {
      if (!item.known[i]) continue;
      auto const& field = all[static_cast<std::size_t>(one.fields[i])];
      if (!row.empty()) row += ", ";
      row += value(field.type, field.scale, item.fields[i]);
    }
    if (!rows.empty()) rows += " ; ";
    rows += row;
  }
  return rows.empty() ? tr(locale, "aucune ligne") : rows;
}

std::vector<ToldOutput> told_outputs(Judged const& judged, Words const& words) {
  std::vector<ToldOutput> made;
  auto const& program = *judged.candidate.program;
  for (auto const each : rule::explaining_lines(program, judged.explanation.outcome)) {
    auto const& line = program.lines[each];
    auto const& node = program.nodes[line.node];
    auto const value = judged.told[node.slot];
    if (line.kind != rule::LineKind::output || !rule::certain(node.type.kind, value)) continue;
    bool const truth = node.type.kind == Kind::truth;
    // What does not hold, and a number that is nothing, tell nobody anything.
    if ((truth || node.type.kind == Kind::quantity) && value.most == 0) continue;
    auto text = rule::is_share(program, words.facts.vocabulary(), line.node)
                    ? words.share(node.scale, value)
                    : words.value(node.type, node.scale, value);
    if (truth) text.clear();
    made.push_back(
        {.name = line.name, .label = label_of(line, words.locale), .text = std::move(text)});
  }
  return made;
}

std::string written_text(std::string const& written, Locale locale) {
  auto const space = written.rfind(' ');
  if (locale == Locale::fr || space == std::string::npos) return written;
  auto const unit = web::translation(locale, written.substr(space + 1));
  return unit ? written.substr(0, space + 1) + *unit : written;
}

std::string expected_text(rule::Vocabulary const& vocabulary, Fact const& fact, Locale locale,
                          rule::Writer writer) {
  bool const program = writer == rule::Writer::program;
  switch (fact.type.kind) {
    case Kind::truth:
      return program ? tr(locale, "Oui ou non est attendu : true ou false.")
                     : tr(locale, "Oui ou non est attendu.");
    case Kind::quantity:
      return trf(locale,
                 rule::takes_whole_numbers(fact) ? "Un nombre entier est attendu, de {} à {}."
                                                 : "Un nombre est attendu, de {} à {}.",
                 limit(fact, fact.least, locale), limit(fact, fact.most, locale));
    case Kind::date:
      if (fact.until_today) {
        return program ? tr(locale, "Une date passée est attendue, comme \"2001-04-30\".")
                       : tr(locale, "Une date passée est attendue, comme 30/04/2001.");
      }
      return trf(locale,
                 program ? "Une date est attendue, comme \"2001-04-30\", du {} au {}."
                         : "Une date est attendue, du {} au {}.",
                 limit(fact, fact.least, locale), limit(fact, fact.most, locale));
    case Kind::choice:
    case Kind::choices: return choices_expected(vocabulary, fact, locale, program);
    case Kind::text:
      if (fact.declared == FactKind::siret) {
        return tr(locale,
                  "Ce numéro n’est pas un SIRET : 14 chiffres, dont une clé qui ne va pas.");
      }
      if (fact.declared == FactKind::siren) {
        return tr(locale, "Ce numéro n’est pas un SIREN : 9 chiffres, dont une clé qui ne va pas.");
      }
      return tr(locale, "Un texte est attendu, de 2 000 octets au plus.");
    case Kind::place: return tr(locale, "Une commune est attendue, par son nom ou son code.");
    case Kind::items: return tr(locale, "Une liste de lignes est attendue.");
  }
  return {};
}

std::string amount_text(rule::OpenAmount const& amount, Locale locale) {
  auto const text = [&](std::int64_t cents) { return to_text(Euros{cents}, web::digits(locale)); };
  auto const [least, most] = amount;
  auto const some = least && *least > 0;
  if (!most) {
    return some ? trf(locale, "au moins {}", text(*least)) : tr(locale, "montant à préciser");
  }
  if (least == most) return text(*most);
  if (!least || *least == 0) return trf(locale, "jusqu’à {}", text(*most));
  return trf(locale, "de {} à {}", text(*least), text(*most));
}

std::string unit_text(Fact const& fact, Locale locale) {
  if (fact.declared == FactKind::percentage) return "%";
  return fact.type.unit.plain() ? std::string{} : unit_name(fact.type.unit, locale);
}

}  // namespace pacte::simulation
