#include "diagnostic/form_answers.hpp"

#include "base/text.hpp"
#include "diagnostic/answer_rules.hpp"
#include "diagnostic/rules.hpp"

namespace pacte::diagnostic {
namespace {

// Of a question that asks for a proof. One that is too long is left out, and said to be.
void read_note(Question const& question, web::Parameters const& given, web::Locale locale,
               FormAnswers& read, std::size_t& size) {
  if (question.evidence.fr.empty()) return;
  auto const note = std::string{trim(given.get("p." + question.key))};
  if (note.empty()) return;
  if (length(note) > longest_note) {
    read.errors[question.key] = web::tr(locale, "La preuve tient en 150 signes au plus.");
  } else if (size + note.size() > longest_notes) {
    read.errors[question.key] =
        web::tr(locale, "Vos preuves sont trop longues toutes ensemble : raccourcissez celle-ci.");
  } else {
    size += note.size();
    read.notes[question.key] = note;
  }
}

}  // namespace

FormAnswers read_form(Definition const& definition, web::Parameters const& given,
                      web::Locale locale) {
  FormAnswers read;
  std::size_t notes_size = 0;
  auto const look = [&](Question const& question) {
    read_note(question, given, locale, read, notes_size);
    auto values = given.all("q." + question.key);
    std::erase(values, "");  // a number left blank, a question passed
    if (values.empty()) return;
    auto const answer = parse_answer(question, values, locale);
    if (!answer) {
      read.errors[question.key] = answer.error();
    } else if (*answer) {
      read.answers[question.key] = **answer;
    }
    read.sent[question.key] = std::move(values);
  };
  for (auto const& question : definition.profile)
    look(question);
  for (auto const& axis : definition.axes) {
    for (auto const& question : axis.questions)
      look(question);
  }
  return read;
}

web::Parameters form_of(Definition const& definition, Answers const& answers, Notes const& notes) {
  web::Parameters form;
  auto const add = [&form](std::string const& key, Json const& value) {
    form.add("q." + key, value.is_string() ? value.get<std::string>() : value.dump());
  };
  auto const given = answers_json(definition, answers);
  for (auto const& [key, value] : given.items()) {
    if (!value.is_array()) {
      add(key, value);
      continue;
    }
    for (auto const& one : value)
      add(key, one);
  }
  for (auto const& [key, note] : notes)
    form.add("p." + key, note);
  return form;
}

std::vector<Step> steps_of(Definition const& definition, Answers const& answers) {
  std::vector<Step> steps;
  auto const add = [&](Axis const* axis, std::vector<Question> const& questions) {
    Step step{.axis = axis};
    for (auto const& question : questions) {
      if (is_asked(definition, question, answers)) step.questions.push_back(&question);
    }
    if (!step.questions.empty()) steps.push_back(std::move(step));
  };
  add(nullptr, definition.profile);
  for (auto const& axis : definition.axes)
    add(&axis, axis.questions);
  return steps;
}

}  // namespace pacte::diagnostic
