#include "aid/rule_words.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "rule/calendar.hpp"

namespace pacte::aid {
namespace {

using rule::Expression;
using rule::LineKind;
using rule::Operator;
using web::tr;
using web::trf;

struct KindNames {
  LineKind kind;
  std::string_view name;
  std::string_view step;  // French
};
constexpr std::array<KindNames, 16> kinds{{
    {LineKind::parameter, "parameter", ""},
    {LineKind::definition, "definition", ""},
    {LineKind::condition, "condition", ""},
    {LineKind::priority, "priority", ""},
    {LineKind::output, "output", ""},
    {LineKind::table, "table", ""},
    {LineKind::base, "base", "Assiette"},
    {LineKind::rate, "rate", "Taux"},
    {LineKind::bonus, "bonus", "Bonus"},
    {LineKind::flat, "flat", "Forfait"},
    {LineKind::modulation, "modulation", "Modulation"},
    {LineKind::floor, "floor", "Plancher"},
    {LineKind::threshold, "threshold", "Seuil"},
    {LineKind::ceiling, "ceiling", "Plafond"},
    {LineKind::cumulation, "cumulation", "Cumul"},
    {LineKind::rounding, "rounding", "Arrondi"},
}};

class Speaker {
 public:
  Speaker(rule::Sheet const& sheet, rule::Vocabulary const& words, web::Locale locale)
      : sheet_{sheet}, words_{words}, locale_{locale} {
    for (auto const& line : sheet.lines)
      lines_.emplace(line.name, &line);
  }

  RuleWords line(rule::Line const& line) const {
    RuleWords made{.kind = line.kind,
                   .name = line.name,
                   .label = in_language(line.label, locale_),
                   .text = whole(line.value),
                   .when = line.when ? whole(*line.when) : "",
                   .sources = line.sources,
                   .note = line.note,
                   .to_be_set = line.to_be_set};
    if (made.label.empty()) made.label = line.name;
    for (auto const& band : line.bands)
      made.bands.push_back(say(band));
    for (auto const& conflict : line.conflicts)
      made.conflicts.push_back({say(conflict.value), conflict.sources});
    return made;
  }

 private:
  [[nodiscard]] std::string written(Expression const& expression) const {
    auto const size = sheet_.source.size();
    auto const begin = std::min(expression.begin, size);
    return std::string{trim(std::string_view{sheet_.source}.substr(begin, expression.end - begin))};
  }

  [[nodiscard]] bool is_truth(Expression const& expression) const {
    if (expression.op != Operator::name) return false;
    auto const fact = words_.find(expression.text);
    return fact && words_.facts[static_cast<std::size_t>(*fact)].type.kind == rule::Kind::truth;
  }

  [[nodiscard]] std::string name(std::string const& name) const {
    if (auto const fact = words_.find(name)) {
      auto const& question = words_.facts[static_cast<std::size_t>(*fact)].question;
      auto const text = in_language(question, locale_);
      return text.empty() ? name : trf(locale_, "« {} »", text);
    }
    if (auto const found = lines_.find(name); found != lines_.end()) {
      auto const label = in_language(found->second->label, locale_);
      // A value is what people need: "moins de 20 salariés". Its name is among the values.
      if (found->second->kind == LineKind::parameter) {
        auto const value = say(found->second->value);
        return found->second->to_be_set ? trf(locale_, "{} (à fixer par la Région)", value) : value;
      }
      return label.empty() ? name : label;
    }
    for (auto const& list : words_.lists) {
      if (auto const item = list.find(name)) {
        auto const label = in_language(list.items[*item].label, locale_);
        return label.empty() ? name : label;
      }
    }
    return name;
  }

  [[nodiscard]] std::string two(Expression const& e, std::string_view pattern) const {
    return fmt::format(fmt::runtime(tr(locale_, pattern)), inner(e.parts.at(0)),
                       inner(e.parts.at(1)));
  }

  // A part of an expression: a sum or a choice within another one keeps its parentheses.
  [[nodiscard]] std::string inner(Expression const& e) const {
    bool const loose = e.op == Operator::any || e.op == Operator::all || e.op == Operator::choose ||
                       e.op == Operator::plus || e.op == Operator::minus;
    return loose ? "(" + say(e) + ")" : say(e);
  }

  // A truth on its own reads as an answer.
  [[nodiscard]] std::string answer(Expression const& e) const {
    return is_truth(e) ? trf(locale_, "{} : oui", name(e.text)) : inner(e);
  }
  [[nodiscard]] std::string whole(Expression const& e) const {
    return is_truth(e) ? answer(e) : say(e);
  }

  [[nodiscard]] std::string joined(Expression const& e, std::string_view word) const {
    std::vector<std::string> parts;
    for (auto const& part : e.parts)
      parts.push_back(part.op == e.op ? say(part) : answer(part));
    return fmt::format("{}", fmt::join(parts, fmt::format(" {} ", tr(locale_, word))));
  }

  [[nodiscard]] std::string within(Expression const& e) const {
    auto const value = inner(e.parts.at(0));
    auto const& range = e.parts.at(1);
    if (range.op == Operator::set) {
      std::vector<std::string> items;
      for (auto const& item : range.parts)
        items.push_back(say(item));
      return trf(locale_, "{} : {}", value,
                 fmt::format("{}", fmt::join(items, tr(locale_, " ou "))));
    }
    if (range.op == Operator::interval) {
      auto made =
          trf(locale_, "{} va de {} à {}", value, say(range.parts.at(0)), say(range.parts.at(1)));
      constexpr std::int64_t left_out = 1;
      constexpr std::int64_t right_out = 2;
      if ((range.number.numerator & left_out) != 0) made += tr(locale_, ", sans le premier");
      if ((range.number.numerator & right_out) != 0) made += tr(locale_, ", sans le dernier");
      return made;
    }
    return trf(locale_, "{} fait partie de {}", value, say(range));
  }

  [[nodiscard]] std::string zoning(Expression const& e) const {
    auto made = trf(locale_, "{} est dans le zonage {}", inner(e.parts.at(0)), e.text);
    if (e.parts.size() > 1)
      made += trf(locale_, " (à défaut de le savoir : {})", inner(e.parts.at(1)));
    return made;
  }

  [[nodiscard]] std::string call(Expression const& e) const {
    std::vector<std::string> values;
    for (auto const& part : e.parts)
      values.push_back(say(part));
    auto const all = fmt::format("{}", fmt::join(values, " ; "));
    if (e.text == "min") return trf(locale_, "le plus petit de ({})", all);
    if (e.text == "max") return trf(locale_, "le plus grand de ({})", all);
    if (e.text == "age") return trf(locale_, "l’âge, d’après {}", all);
    return written(e);
  }

  // Sums and counts over the items of a list.
  [[nodiscard]] std::string total(Expression const& e) const {
    auto const& counted = e.parts.at(0);
    auto const value = whole(counted);
    std::string made;
    if (e.text == "sum") made = trf(locale_, "le total de {}", value);
    if (e.text == "count") made = trf(locale_, "le nombre de {}", value);
    if (e.text == "every") made = trf(locale_, "pour chaque élément, {}", value);
    if (e.text == "some") made = trf(locale_, "pour un élément au moins, {}", value);
    if (e.parts.size() > 1)
      made += trf(locale_, ", en ne comptant que ceux dont {}", whole(e.parts.at(1)));
    return made;
  }

  [[nodiscard]] std::string population(Expression const& e) const {
    auto made = trf(locale_, "le nombre d’habitants de {}", inner(e.parts.at(0)));
    if (e.parts.size() > 1)
      made += trf(locale_, " (à défaut de le savoir : {})", inner(e.parts.at(1)));
    return made;
  }

  [[nodiscard]] std::string other_scheme(Expression const& e) const {
    auto const named = say(e.parts.at(0));
    return e.text == "eligible" ? trf(locale_, "avoir droit à « {} »", named)
                                : trf(locale_, "le montant de « {} »", named);
  }

  std::string say(Expression const& e) const {
    switch (e.op) {
      case Operator::date: return rule::to_day_text(e.day);
      case Operator::truth: return tr(locale_, e.number.numerator != 0 ? "oui" : "non");
      case Operator::name: return name(e.text);
      case Operator::no:
        return is_truth(e.parts.at(0)) ? trf(locale_, "{} : non", name(e.parts.at(0).text))
                                       : trf(locale_, "il est faux que {}", inner(e.parts.at(0)));
      case Operator::all: return joined(e, "et");
      case Operator::any: return joined(e, "ou");
      case Operator::plus: return two(e, "{} + {}");
      case Operator::minus: return two(e, "{} − {}");
      case Operator::times: return two(e, "{} × {}");
      case Operator::over: return two(e, "{} ÷ {}");
      case Operator::equal: return two(e, "{} : {}");
      case Operator::different: return two(e, "{} : autre que {}");
      case Operator::less: return two(e, "{} : moins de {}");
      case Operator::at_most: return two(e, "{} : au plus {}");
      case Operator::more: return two(e, "{} : plus de {}");
      case Operator::at_least: return two(e, "{} : au moins {}");
      case Operator::within: return within(e);
      case Operator::zoning: return zoning(e);
      case Operator::choose:
        return trf(locale_, "si {}, {} ; sinon {}", answer(e.parts.at(0)), say(e.parts.at(1)),
                   say(e.parts.at(2)));
      case Operator::call: return call(e);
      case Operator::total: return total(e);
      case Operator::population: return population(e);
      case Operator::scheme: return other_scheme(e);
      default: return written(e);
    }
  }

  [[nodiscard]] std::string say(rule::Band const& band) const {
    std::string made;
    auto const& [lower, upper] = std::tie(band.lower, band.upper);
    if (band.otherwise) {
      made = tr(locale_, "sinon");
    } else if (band.choice) {
      made = say(*band.choice);
    } else if (lower && upper && lower->held && upper->held &&
               written(lower->value) == written(upper->value)) {
      made = trf(locale_, "exactement {}", say(lower->value));
    } else {
      if (lower) made = trf(locale_, lower->held ? "au moins {}" : "plus de {}", say(lower->value));
      if (lower && upper) made += tr(locale_, " et ");
      if (upper)
        made += trf(locale_, upper->held ? "au plus {}" : "moins de {}", say(upper->value));
    }
    made = fmt::format("{} : {}", made, say(band.value));
    if (band.gap) made += tr(locale_, " (les sources ne le disent pas)");
    return made;
  }

  rule::Sheet const& sheet_;
  rule::Vocabulary const& words_;
  web::Locale locale_;
  std::map<std::string, rule::Line const*, std::less<>> lines_;
};

KindNames const& names_of(LineKind kind) {
  return *std::ranges::find(kinds, kind, &KindNames::kind);
}

}  // namespace

std::vector<RuleWords> in_words(rule::Sheet const& sheet, rule::Vocabulary const& words,
                                web::Locale locale) {
  Speaker const speaker{sheet, words, locale};
  std::vector<RuleWords> made;
  for (auto const& line : sheet.lines)
    made.push_back(speaker.line(line));
  return made;
}

std::string_view step_name(LineKind kind) {
  return names_of(kind).step;
}

std::string_view line_kind_name(LineKind kind) {
  return names_of(kind).name;
}

std::vector<std::string_view> line_kind_names() {
  std::vector<std::string_view> names;
  for (auto const& kind : kinds)
    names.push_back(kind.name);
  return names;
}

std::string const& in_language(rule::Bilingual const& text, web::Locale locale) {
  return locale == web::Locale::en && !text.english.empty() ? text.english : text.french;
}

std::string const& label_of(rule::ProgramLine const& line, web::Locale locale) {
  auto const& label = in_language(line.label, locale);
  return label.empty() ? line.name : label;
}

}  // namespace pacte::aid
