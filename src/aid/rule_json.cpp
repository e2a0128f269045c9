#include "aid/rule_json.hpp"

#include "aid/rule_words.hpp"

namespace pacte::aid {
namespace {

Json text_or_null(std::string const& text) {
  return text.empty() ? Json{} : Json(text);
}

Json sources_json(std::vector<rule::Citation> const& sources) {
  auto json = Json::array();
  for (auto const& cited : sources) {
    json.push_back(
        {{"doc", cited.document},
         {"lines", cited.first == cited.last ? std::to_string(cited.first)
                                             : fmt::format("{}-{}", cited.first, cited.last)}});
  }
  return json;
}

Json both(std::string const& french, std::string const& english) {
  return {{"fr", french}, {"en", english}};
}

Json line_json(rule::Line const& line, RuleWords const& french, RuleWords const& english) {
  auto bands = Json::array();
  for (std::size_t i = 0; i < french.bands.size(); ++i)
    bands.push_back(both(french.bands[i], english.bands[i]));
  auto conflicts = Json::array();
  for (auto const& conflict : french.conflicts) {
    conflicts.push_back({{"value", conflict.value}, {"sources", sources_json(conflict.sources)}});
  }
  return {{"rule", french.name},
          {"kind", line_kind_name(line.kind)},
          {"label", both(french.label, english.label)},
          {"says", both(french.text, english.text)},
          {"when", french.when.empty() ? Json{} : both(french.when, english.when)},
          {"bands", std::move(bands)},
          {"sources", sources_json(line.sources)},
          {"note", text_or_null(line.note)},
          {"to_be_set", line.to_be_set},
          {"conflicts", std::move(conflicts)},
          {"line", line.place.line}};
}

}  // namespace

Json rules_json(rule::CheckedScheme const& scheme, rule::Vocabulary const& words) {
  auto const french = in_words(scheme.sheet, words, web::Locale::fr);
  auto const english = in_words(scheme.sheet, words, web::Locale::en);
  auto lines = Json::array();
  for (std::size_t i = 0; i < french.size(); ++i)
    lines.push_back(line_json(scheme.sheet.lines[i], french[i], english[i]));
  auto facts = Json::array();
  for (int const fact : scheme.program.facts)
    facts.push_back(words.facts[static_cast<std::size_t>(fact)].name);
  return {{"text", scheme.sheet.source},
          {"note", text_or_null(scheme.sheet.note)},
          {"facts", std::move(facts)},
          {"lines", std::move(lines)}};
}

Json rules_schema() {
  Json const text{{"type", "string"}};
  Json const nullable{{"type", {"string", "null"}}};
  Json const words{{"type", "object"}, {"properties", {{"fr", text}, {"en", text}}}};
  auto const list = [](Json const& items) { return Json{{"type", "array"}, {"items", items}}; };
  Json const source{{"type", "object"}, {"properties", {{"doc", text}, {"lines", text}}}};
  Json const conflict{{"type", "object"},
                      {"properties", {{"value", text}, {"sources", list(source)}}}};
  auto kinds = Json::array();
  for (auto const name : line_kind_names())
    kinds.push_back(name);
  Json when = words;
  when["type"] = {"object", "null"};
  Json const line{{"type", "object"},
                  {"properties",
                   {{"rule", text},
                    {"kind", {{"enum", kinds}}},
                    {"label", words},
                    {"says", words},
                    {"when", when},
                    {"bands", list(words)},
                    {"sources", list(source)},
                    {"note", nullable},
                    {"to_be_set",
                     {{"type", "boolean"},
                      {"description", "Les sources ne le disent pas : la Région le fixera."}}},
                    {"conflicts", list(conflict)},
                    {"line", {{"type", "integer"}}}}}};
  return {{"type", {"object", "null"}},
          {"description", "Les règles que lit le public ; null quand il n’y en a pas."},
          {"properties",
           {{"text", {{"type", "string"}, {"description", "Dans le langage des règles."}}},
            {"note", nullable},
            {"facts", list(text)},
            {"lines", list(line)}}}};
}

}  // namespace pacte::aid
