#include "simulation/answers.hpp"

#include <algorithm>
#include <regex>

#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "rule/deduce.hpp"
#include "rule/facts_json.hpp"
#include "simulation/words.hpp"

namespace pacte::simulation {
namespace {

using rule::Fact;
using rule::Kind;
using web::Locale;
using web::tr;

constexpr std::string_view none_of_them = "-";

// The sentences of the rule language are French; in English, what is expected is said instead.
std::string fault_text(rule::Vocabulary const& vocabulary, FieldError const& fault, Locale locale,
                       rule::Writer writer) {
  if (locale == Locale::fr) return fault.message;
  if (auto translated = web::translation(locale, fault.message)) return *translated;
  auto const found = vocabulary.find(fault.field);
  if (!found) return tr(locale, "Ce fait n’existe pas.");
  return expected_text(vocabulary, vocabulary.facts[static_cast<std::size_t>(*found)], locale,
                       writer);
}

// The key of the JSON that a fault is about: "projet.depenses" for one of its fields.
bool is_about(std::string_view field, std::string_view key) {
  return field == key || (field.starts_with(key) && field.substr(key.size()).starts_with('.')) ||
         (key.starts_with(field) && key.substr(field.size()).starts_with('.'));
}

void check_together(rule::CheckedVocabulary const& words, ReadAnswers& read, Locale locale) {
  auto const& vocabulary = words.vocabulary;
  for (auto const which : rule::contradicted(read.facts, words.incoherences)) {
    std::vector<std::string_view> names;
    for (int const fact : words.incoherences[which].facts)
      names.emplace_back(vocabulary.facts[static_cast<std::size_t>(fact)].name);
    read.faults.push_back({fmt::format("{}", fmt::join(names, ", ")),
                           in(locale, vocabulary.incoherences[which].message)});
  }
}

// Spaces of all kinds, and the signs that people write after an amount.
std::string plain_number(std::string_view typed) {
  std::string text{trim(typed)};
  for (std::string_view const noise : {"\u00A0", "\u202F", " ", "€", "%"}) {
    for (auto at = text.find(noise); at != std::string::npos; at = text.find(noise))
      text.erase(at, noise.size());
  }
  return text;
}

// As a date field sends it, or as one writes it: 30/04/2001.
std::string iso_day(std::string_view typed) {
  static std::regex const written{R"((\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))"};
  std::string text{trim(typed)};
  std::smatch parts;
  if (!std::regex_match(text, parts, written)) return text;
  return fmt::format("{}-{:0>2}-{:0>2}", parts[3].str(), parts[2].str(), parts[1].str());
}

Json value_of(Fact const& fact, std::vector<std::string> const& sent) {
  if (fact.type.kind == Kind::choices) {
    if (sent.empty()) return nullptr;
    Json chosen = Json::array();
    for (auto const& each : sent) {
      if (each != none_of_them) chosen.push_back(each);
    }
    return chosen;
  }
  auto text = sent.empty() ? std::string{} : std::string{trim(sent.front())};
  if (text.empty()) return nullptr;
  switch (fact.type.kind) {
    case Kind::truth:
      if (text == "oui" || text == "non") return text == "oui";
      return text;
    case Kind::quantity: return plain_number(text);
    case Kind::date: return iso_day(text);
    default: return text;
  }
}

// The first fault of this value alone, under the form's name of it.
void check_alone(rule::CheckedVocabulary const& words, Fact const& fact, Json const& value,
                 std::int64_t today, Locale locale, FormAnswer& answer, std::string const& prefix) {
  auto const read = rule::read_facts({{fact.name, value}}, words.vocabulary, today,
                                     {.writer = rule::Writer::person});
  if (read) return;
  for (auto const& fault : read.error().fields) {
    bool const of_row = fault.field.size() > fact.name.size();
    auto const name = of_row ? prefix + fault.field.substr(fact.name.size()) : prefix;
    answer.errors.try_emplace(name,
                              fault_text(words.vocabulary, fault, locale, rule::Writer::person));
  }
}

// Row by row, so that a fault shows at its row.
FormAnswer read_rows(rule::CheckedVocabulary const& words, Fact const& list,
                     web::Parameters const& form, std::int64_t today, Locale locale) {
  FormAnswer answer{.value = Json::array(), .errors = {}};
  for (std::size_t row = 0; row < most_rows; ++row) {
    auto const prefix = fmt::format("r.{}", row);
    Json item = Json::object();
    for (int const field : list.fields) {
      auto const& fact = words.vocabulary.facts[static_cast<std::size_t>(field)];
      auto const name = fact.name.substr(list.name.size() + 1);
      auto value = value_of(fact, form.all(fmt::format("{}.{}", prefix, name)));
      if (!value.is_null()) item[name] = std::move(value);
    }
    if (item.empty()) continue;
    check_alone(words, list, Json::array({item}), today, locale, answer, prefix);
    answer.value.push_back(std::move(item));
  }
  if (answer.value.empty()) answer.value = nullptr;
  return answer;
}

}  // namespace

ReadAnswers read_answers(rule::CheckedVocabulary const& words, Json const& given,
                         std::int64_t today, Locale locale, rule::Reading how) {
  ReadAnswers read{.facts = {words.vocabulary, today}, .faults = {}};
  auto good = given;
  auto facts = rule::read_facts(good, words.vocabulary, today, how);
  if (!facts) {
    for (auto const& fault : facts.error().fields) {
      read.faults.push_back({fault.field, fault_text(words.vocabulary, fault, locale, how.writer)});
      std::vector<std::string> keys;
      for (auto const& [key, value] : good.items()) {
        if (is_about(fault.field, fold(key))) keys.push_back(key);
      }
      for (auto const& key : keys)
        good.erase(key);
    }
    facts = rule::read_facts(good, words.vocabulary, today, how);
  }
  if (facts) read.facts = *std::move(facts);
  check_together(words, read, locale);
  // What the answers leave no choice of is not asked.
  if (read.faults.empty()) read.facts = rule::deduced(std::move(read.facts), words.incoherences);
  return read;
}

FormAnswer read_form_answer(rule::CheckedVocabulary const& words, int fact,
                            web::Parameters const& form, std::int64_t today, Locale locale) {
  auto const& asked = words.vocabulary.facts[static_cast<std::size_t>(fact)];
  if (asked.type.kind == Kind::items) return read_rows(words, asked, form, today, locale);
  FormAnswer answer{.value = value_of(asked, form.all("r")), .errors = {}};
  if (!answer.value.is_null()) check_alone(words, asked, answer.value, today, locale, answer, "r");
  return answer;
}

std::set<int> positions(rule::Vocabulary const& vocabulary, std::vector<std::string> const& names) {
  std::set<int> made;
  for (auto const& name : names) {
    if (auto const found = vocabulary.find(name)) made.insert(*found);
  }
  return made;
}

std::vector<std::string> in_order(Answers const& answers) {
  std::vector<std::string> made;
  auto const add = [&](std::string const& name) {
    if (std::ranges::find(made, name) == made.end()) made.push_back(name);
  };
  for (auto const& name : answers.order) {
    bool const passed = std::ranges::find(answers.passed, name) != answers.passed.end();
    if (passed || answers.facts.contains(name)) add(name);
  }
  for (auto const& [name, value] : answers.facts.items())
    add(name);
  std::ranges::for_each(answers.passed, add);
  return made;
}

Json to_json(Answers const& answers) {
  Json made{{"facts", answers.facts}, {"passed", answers.passed}, {"schemes", answers.schemes}};
  if (!answers.passed.empty()) made["order"] = in_order(answers);
  return made;
}

Answers answers_in(Json const& json) {
  Answers answers;
  if (!json.is_object()) return answers;
  auto const texts = [&](char const* field, std::vector<std::string>& into) {
    if (!json.contains(field) || !json.at(field).is_array()) return;
    for (auto const& each : json.at(field)) {
      if (each.is_string()) into.push_back(each.get<std::string>());
    }
  };
  if (json.contains("facts") && json.at("facts").is_object()) answers.facts = json.at("facts");
  texts("passed", answers.passed);
  texts("schemes", answers.schemes);
  texts("order", answers.order);
  return answers;
}

}  // namespace pacte::simulation
