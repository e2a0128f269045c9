#include "diagnostic/assessment_json.hpp"

#include "base/nullable.hpp"
#include "diagnostic/answer_rules.hpp"
#include "source/kinds.hpp"

namespace pacte::diagnostic {
namespace {

using web::Locale;

Json const text{{"type", "string"}};
Json const whole_number{{"type", "integer"}};
Json const yes_or_no{{"type", "boolean"}};
Json const or_null_number{{"type", {"integer", "null"}}};

Json object_of(Json properties) {
  Json required = Json::array();
  for (auto const& [name, schema] : properties.items())
    required.push_back(name);
  return {{"type", "object"}, {"properties", std::move(properties)}, {"required", required}};
}

Json array_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

std::string_view name_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::single: return "single";
    case QuestionKind::multiple: return "multiple";
    case QuestionKind::number: return "number";
    case QuestionKind::yes_no: return "yes-no";
  }
  return "";
}

std::string_view name_of(AnswerState state) {
  switch (state) {
    case AnswerState::answered: return "answered";
    case AnswerState::unanswered: return "unanswered";
    case AnswerState::not_applicable: return "not-applicable";
  }
  return "";
}

Json condition_json(Condition const& one) {
  Json json{{"question", one.question}};
  if (!one.answers.empty()) json["answers"] = one.answers;
  if (one.at_least) json["at_least"] = *one.at_least;
  if (one.below) json["below"] = *one.below;
  return json;
}

Json question_json(Question const& question, Locale locale) {
  Json json{{"key", question.key},
            {"type", name_of(question.kind)},
            {"label", in(locale, question.label)},
            {"help", or_null(in(locale, question.help))},
            {"evidence", or_null(in(locale, question.evidence))},
            {"points", question.points},
            {"may_not_apply", question.may_not_apply},
            {"short", question.in_short}};
  Json conditions = Json::array();
  for (auto const& one : question.conditions)
    conditions.push_back(condition_json(one));
  json["if"] = std::move(conditions);
  if (question.kind == QuestionKind::number) {
    json["min"] = question.min;
    json["max"] = question.max;
    json["unit"] = or_null(in(locale, question.unit));
    Json bands = Json::array();
    for (auto const& band : question.bands)
      bands.push_back({{"from", band.from}, {"points", band.points}});
    json["bands"] = std::move(bands);
    return json;
  }
  Json options = Json::array();
  for (auto const& option : question.options) {
    options.push_back({{"key", option.key},
                       {"label", in(locale, option.label)},
                       {"points", option.points},
                       {"exclusive", option.exclusive}});
  }
  json["options"] = std::move(options);
  return json;
}

Json questions_json(std::vector<Question> const& questions, Locale locale) {
  Json all = Json::array();
  for (auto const& question : questions)
    all.push_back(question_json(question, locale));
  return all;
}

Json level_json(Level const* level, Locale locale) {
  if (level == nullptr) return {};
  return {{"key", level->key},
          {"label", in(locale, level->label)},
          {"text", in(locale, level->text)},
          {"from", level->from}};
}

Json axis_json(AxisScore const& axis, Answers const& answers, Locale locale) {
  Json explanation = Json::array();
  auto const given = [&](Question const& question) {
    auto const found = answers.find(question.key);
    return found == answers.end() ? Json{} : Json(answer_text(question, found->second, locale));
  };
  for (auto const& score : axis.questions) {
    explanation.push_back({{"question", score.question->key},
                           {"label", in(locale, score.question->label)},
                           {"state", name_of(score.state)},
                           {"answer", given(*score.question)},
                           {"earned", score.earned},
                           {"possible", score.possible}});
  }
  Json percent;
  if (axis.possible > 0) percent = whole_percent(percent_of(axis.earned, axis.possible));
  return {{"key", axis.axis->key},
          {"label", in(locale, axis.axis->label)},
          {"weight", axis.axis->weight},
          {"earned", axis.earned},
          {"possible", axis.possible},
          {"unanswered_points", axis.open},
          {"percent", std::move(percent)},
          {"level", level_json(axis.level, locale)},
          {"text", axis.level == nullptr
                       ? Json{}
                       : Json(in(locale, axis.axis->level_texts.at(axis.level->key)))},
          {"explanation", std::move(explanation)}};
}

Json remarks_json(std::vector<Remark> const& remarks) {
  Json all = Json::array();
  for (auto const& one : remarks)
    all.push_back(one.score.question->key);
  return all;
}

Json steps_json(Assessment const& result, std::map<std::string, std::string> const& labels,
                Locale locale) {
  Json all = Json::array();
  for (auto const* step : result.next_steps) {
    auto const label = labels.find(step->scheme);
    if (label == labels.end()) continue;
    all.push_back({{"scheme", step->scheme},
                   {"label", label->second},
                   {"axis", step->axis},
                   {"why", in(locale, step->why)},
                   {"href", source::page_path(source::Kind::instrument, step->scheme)}});
  }
  return all;
}

// The exact mean, in per cent, as a fraction.
Json overall_json(Assessment const& result, Locale locale) {
  if (!result.percent) return {};
  return {{"percent", whole_percent(*result.percent)},
          {"exact", result.percent->get_str()},
          {"highest", whole_percent(*result.highest)},
          {"level", level_json(result.level, locale)}};
}

}  // namespace

Json summary_json(Definition const& definition, Locale locale) {
  return {{"key", definition.key},
          {"version", definition.version},
          {"version_id", definition.id},
          {"title", in(locale, definition.title)},
          {"summary", in(locale, definition.summary)},
          {"_links",
           {{"self", "/api/v1/diagnostics/" + definition.key},
            {"html", "/diagnostics/" + definition.key}}}};
}

Json definition_json(Definition const& definition, Locale locale) {
  auto json = summary_json(definition, locale);
  json["intro"] = in(locale, definition.intro);
  json["sources"] = Json::array();
  for (auto const& one : definition.sources)
    json["sources"].push_back({{"doc", one.document}, {"lines", one.lines}});
  json["parameters"] = Json::array();
  for (auto const& one : definition.parameters) {
    json["parameters"].push_back({{"name", one.name},
                                  {"value", one.value},
                                  {"label", in(locale, one.label)},
                                  {"to_be_set", one.to_be_set}});
  }
  json["levels"] = Json::array();
  for (auto const& level : definition.levels)
    json["levels"].push_back(level_json(&level, locale));
  json["small_firm"] = definition.small_firm ? Json{{"question", definition.small_firm->question},
                                                    {"below", definition.small_firm->below}}
                                             : Json{};
  json["profile"] = questions_json(definition.profile, locale);
  json["axes"] = Json::array();
  for (auto const& axis : definition.axes) {
    json["axes"].push_back({{"key", axis.key},
                            {"label", in(locale, axis.label)},
                            {"summary", in(locale, axis.summary)},
                            {"weight", axis.weight},
                            {"points", axis.points},
                            {"questions", questions_json(axis.questions, locale)}});
  }
  return json;
}

Json assessment_json(Definition const& definition, Assessment const& result, Answers const& answers,
                     std::map<std::string, std::string> const& labels, Locale locale) {
  Json axes = Json::array();
  for (auto const& axis : result.axes)
    axes.push_back(axis_json(axis, answers, locale));
  return {{"diagnostic", definition.key},
          {"version", definition.version},
          {"version_id", definition.id},
          {"short_module", result.short_module},
          {"asked", result.asked},
          {"answered", result.answered},
          {"ignored", result.ignored},
          {"overall", overall_json(result, locale)},
          {"axes", std::move(axes)},
          {"strengths", remarks_json(result.strengths)},
          {"weaknesses", remarks_json(result.weaknesses)},
          {"next_steps", steps_json(result, labels, locale)}};
}

Json summary_schema() {
  return object_of({{"key", text},
                    {"version", text},
                    {"version_id", text},
                    {"title", text},
                    {"summary", text},
                    {"_links", object_of({{"self", text}, {"html", text}})}});
}

Json definition_schema() {
  auto schema = summary_schema();
  Json const question{
      {"type", "object"},
      {"properties",
       {{"key", text},
        {"type", {{"type", "string"}, {"enum", {"single", "multiple", "number", "yes-no"}}}},
        {"label", text},
        {"points", whole_number},
        {"may_not_apply", yes_or_no},
        {"short", yes_or_no}}},
      {"required", {"key", "type", "label", "points", "may_not_apply", "short", "if"}}};
  schema["properties"]["parameters"] = array_of(object_of(
      {{"name", text}, {"value", whole_number}, {"label", text}, {"to_be_set", yes_or_no}}));
  schema["properties"]["profile"] = array_of(question);
  schema["properties"]["axes"] = array_of(object_of({{"key", text},
                                                     {"label", text},
                                                     {"summary", text},
                                                     {"weight", whole_number},
                                                     {"points", whole_number},
                                                     {"questions", array_of(question)}}));
  for (auto const* name : {"parameters", "profile", "axes", "levels", "sources"})
    schema["required"].push_back(name);
  return schema;
}

Json assessment_schema() {
  Json const level{{"type", {"object", "null"}}};
  Json const line = object_of({{"question", text},
                               {"label", text},
                               {"state", text},
                               {"answer", {{"type", {"string", "null"}}}},
                               {"earned", whole_number},
                               {"possible", whole_number}});
  return object_of(
      {{"diagnostic", text},
       {"version", text},
       {"version_id", text},
       {"short_module", yes_or_no},
       {"asked", whole_number},
       {"answered", whole_number},
       {"ignored", array_of(text)},
       {"overall", {{"type", {"object", "null"}}}},
       {"axes", array_of(object_of({{"key", text},
                                    {"earned", whole_number},
                                    {"possible", whole_number},
                                    {"unanswered_points", whole_number},
                                    {"percent", or_null_number},
                                    {"level", level},
                                    {"explanation", array_of(line)}}))},
       {"strengths", array_of(text)},
       {"weaknesses", array_of(text)},
       {"next_steps",
        array_of(object_of(
            {{"scheme", text}, {"label", text}, {"axis", text}, {"why", text}, {"href", text}}))},
       {"link", text},
       {"href", text}});
}

}  // namespace pacte::diagnostic
