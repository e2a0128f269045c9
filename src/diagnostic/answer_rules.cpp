#include "diagnostic/answer_rules.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "diagnostic/rules.hpp"

namespace pacte::diagnostic {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using Parsed = std::expected<std::optional<Answer>, std::string>;

constexpr std::size_t shown = 60;

// "1 200", with any of the spaces that people and spreadsheets put between thousands.
std::string without_spaces(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("\u00A0")) {
      i += 1;
    } else if (text.substr(i).starts_with("\u202F")) {
      i += 2;
    } else if (text[i] != ' ') {
      made += text[i];
    }
  }
  return made;
}

Parsed parse_number(Question const& question, std::string const& text, Locale locale) {
  auto const number = parse_integer(without_spaces(trim(text)));
  if (!number) {
    return std::unexpected{trf(locale, "« {} » n’est pas un nombre entier.", shorten(text, shown))};
  }
  if (*number < question.min || *number > question.max) {
    return std::unexpected{trf(locale, "Un nombre de {} à {} est attendu.",
                               grouped(question.min, web::digits(locale)),
                               grouped(question.max, web::digits(locale)))};
  }
  return Answer{.number = number};
}

Parsed parse_choice(Question const& question, std::vector<std::string> const& values,
                    Locale locale) {
  Answer answer;
  for (auto const& value : values) {
    auto const found = std::ranges::find(question.options, value, &Option::key);
    if (found == question.options.end()) {
      return std::unexpected{
          trf(locale, "« {} » n’est pas une des réponses proposées.", shorten(value, shown))};
    }
    auto const place = static_cast<std::size_t>(found - question.options.begin());
    if (std::ranges::find(answer.chosen, place) == answer.chosen.end()) {
      answer.chosen.push_back(place);
    }
  }
  std::ranges::sort(answer.chosen);
  if (answer.chosen.size() > 1 && question.kind != QuestionKind::multiple) {
    return std::unexpected{tr(locale, "Une seule réponse est attendue.")};
  }
  auto const alone = std::ranges::find_if(
      answer.chosen, [&](std::size_t place) { return question.options[place].exclusive; });
  if (answer.chosen.size() > 1 && alone != answer.chosen.end()) {
    return std::unexpected{trf(locale, "« {} » ne va avec aucune autre réponse.",
                               in(locale, question.options[*alone].label))};
  }
  return answer;
}

// The values of a JSON answer as a form would send them; nothing when it is of another shape.
std::optional<std::vector<std::string>> values_of(Json const& value) {
  if (value.is_string()) return std::vector{value.get<std::string>()};
  if (value.is_boolean()) return std::vector<std::string>{value.get<bool>() ? "yes" : "no"};
  if (value.is_number_integer()) return std::vector{value.dump()};
  if (!value.is_array()) return std::nullopt;
  std::vector<std::string> values;
  for (auto const& item : value) {
    if (!item.is_string()) return std::nullopt;
    values.push_back(item.get<std::string>());
  }
  return values;
}

template <class Use> void each_question(Definition const& definition, Use const& use) {
  std::ranges::for_each(definition.profile, use);
  for (auto const& axis : definition.axes)
    std::ranges::for_each(axis.questions, use);
}

}  // namespace

std::string const& in(Locale locale, Text const& text) {
  return locale == Locale::fr ? text.fr : text.en;
}

Parsed parse_answer(Question const& question, std::vector<std::string> const& values,
                    Locale locale) {
  bool const empty =
      std::ranges::all_of(values, [](std::string const& value) { return trim(value).empty(); });
  if (empty) return std::nullopt;
  if (std::ranges::find(values, answer_not_applicable) != values.end()) {
    if (!question.may_not_apply) {
      return std::unexpected{tr(locale, "Cette question concerne tout le monde.")};
    }
    if (values.size() > 1) return std::unexpected{tr(locale, "Une seule réponse est attendue.")};
    return Answer{.not_applicable = true};
  }
  if (question.kind != QuestionKind::number) return parse_choice(question, values, locale);
  if (values.size() > 1) return std::unexpected{tr(locale, "Une seule réponse est attendue.")};
  return parse_number(question, values.front(), locale);
}

std::expected<Answers, std::vector<FieldError>> read_answers(Definition const& definition,
                                                             Json const& given, Locale locale) {
  Answers answers;
  std::vector<FieldError> errors;
  for (auto const& [key, value] : given.items()) {
    auto const reject = [&](std::string message) {
      errors.push_back({"/answers/" + shorten(key, shown), std::move(message)});
    };
    auto const* const question = find_question(definition, key);
    if (question == nullptr) {
      reject(tr(locale, "Ce diagnostic n’a pas cette question."));
      continue;
    }
    if (value.is_null()) continue;
    auto const values = values_of(value);
    if (!values) {
      reject(tr(locale, "Un texte, un nombre entier ou une liste de textes est attendu."));
      continue;
    }
    auto const answer = parse_answer(*question, *values, locale);
    if (!answer) {
      reject(answer.error());
    } else if (*answer) {
      answers[key] = **answer;
    }
  }
  if (!errors.empty()) return std::unexpected{std::move(errors)};
  return answers;
}

Json answers_json(Definition const& definition, Answers const& answers) {
  Json made = Json::object();
  each_question(definition, [&](Question const& question) {
    auto const found = answers.find(question.key);
    if (found == answers.end()) return;
    auto const& answer = found->second;
    if (answer.not_applicable) {
      made[question.key] = answer_not_applicable;
    } else if (question.kind == QuestionKind::number) {
      made[question.key] = answer.number.value_or(0);
    } else if (question.kind == QuestionKind::multiple) {
      Json keys = Json::array();
      for (auto const place : answer.chosen)
        keys.push_back(question.options.at(place).key);
      made[question.key] = std::move(keys);
    } else if (!answer.chosen.empty()) {
      made[question.key] = question.options.at(answer.chosen.front()).key;
    }
  });
  return made;
}

std::string answer_text(Question const& question, Answer const& answer, Locale locale) {
  if (answer.not_applicable) return tr(locale, "Sans objet");
  if (question.kind == QuestionKind::number) {
    auto const number = grouped(answer.number.value_or(0), web::digits(locale));
    auto const& unit = in(locale, question.unit);
    return unit.empty() ? number : fmt::format("{} {}", number, unit);
  }
  std::string text;
  for (auto const place : answer.chosen) {
    if (!text.empty()) text += " ; ";
    text += in(locale, question.options.at(place).label);
  }
  return text;
}

}  // namespace pacte::diagnostic
