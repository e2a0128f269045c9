// What the API of cumulation takes and gives, as JSON Schema.
#include "aid/cumulation_form.hpp"
#include "aid/cumulation_json.hpp"

namespace pacte::aid {
namespace {

Json object_schema(Json properties, Json required) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}

Json list_schema(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

template <class Value, std::size_t size>
Json names_schema(std::array<NamedValue<Value>, size> const& all) {
  Json names = Json::array();
  for (auto const& one : all)
    names.push_back(one.name);
  return {{"type", "string"}, {"enum", std::move(names)}};
}

Json text_schema() {
  return {{"type", "string"}};
}

Json cents_schema() {
  return {{"type", "integer"}, {"minimum", 0}, {"description", "En centimes d’euro"}};
}

Json share_schema() {
  return {{"type", "integer"},
          {"minimum", 0},
          {"maximum", 10'000},
          {"description", "En centièmes de pour cent : 4500 pour 45 %"}};
}

// What "rule" takes: the values named, and the regimes of the table.
Json rule_schema(std::vector<std::string_view> names, std::string_view description) {
  for (auto const& regime : exempt_regimes().regimes)
    names.push_back(regime.id);
  return {{"type", "string"}, {"enum", names}, {"description", description}};
}

Json asked_rule_schema() {
  std::vector<std::string_view> names;
  for (auto const& rule : de_minimis_rules)
    names.push_back(rule.name);
  names.push_back(other_rule);
  return rule_schema(std::move(names),
                     "Un règlement de minimis (general sans autre indication), un régime exempté "
                     "ou other ; hors de minimis, costs est à donner");
}

Json bonus_schema() {
  Json properties = Json::object();
  for (auto const& kind : exempt_regimes().bonuses)
    properties[kind.id] = {{"type", "boolean"}, {"description", kind.label.french}};
  return object_schema(std::move(properties), Json::array());
}

Json day_schema() {
  return {{"type", "string"}, {"format", "date"}};
}

Json maybe(Json schema) {
  schema["type"] = {schema["type"], "null"};
  return schema;
}

}  // namespace

Json declared_schema() {
  auto const text = text_schema();
  auto const cents = cents_schema();
  Json const aid{{"siren", text},
                 {"reference", text},
                 {"granted", day_schema()},
                 {"shape", names_schema(aid_shapes)},
                 {"amount", cents},
                 {"months", {{"type", "integer"}, {"minimum", 0}}},
                 {"rule", names_schema(de_minimis_rules)}};
  auto asked = aid;
  asked["rule"] = asked_rule_schema();
  auto const regime = object_schema(
      {{"name", text}, {"most_share", share_schema()}, {"most_amount", cents}}, Json::array());
  auto const other = object_schema(
      {{"giver", text},
       {"amount", cents},
       {"rule", rule_schema({other_rule, de_minimis_rule}, "Régime de cette autre aide")},
       {"regime", regime}},
      Json::array({"amount"}));
  return object_schema(
      {{"applicant", text},
       {"size", names_schema(sizes)},
       {"bonus", bonus_schema()},
       {"links", list_schema(object_schema(
                     {{"parent", text}, {"child", text}, {"control", names_schema(controls)}},
                     {"parent", "child"}))},
       {"account", list_schema(object_schema(aid, {"granted", "amount"}))},
       {"asked", object_schema(std::move(asked), Json::array({"amount"}))},
       {"costs",
        object_schema({{"eligible", cents}, {"regime", regime}, {"others", list_schema(other)}},
                      Json::array({"eligible"}))}},
      Json::array({"asked"}));
}

Json cumulation_schema() {
  auto const text = text_schema();
  auto const cents = cents_schema();
  auto const day = day_schema();
  Json const yes_or_no{{"type", "boolean"}};
  auto const aid = object_schema(
      {{"siren", maybe(text)},
       {"reference", maybe(text)},
       {"granted", day},
       {"shape", names_schema(aid_shapes)},
       {"amount", cents},
       {"rule", asked_rule_schema()},
       {"planned", yes_or_no},
       {"equivalent", maybe(cents)},
       {"of_undertaking", yes_or_no}},
      {"granted", "shape", "amount", "rule", "planned", "equivalent", "of_undertaking"});
  auto const link =
      object_schema({{"parent", text}, {"child", text}, {"control", names_schema(controls)}},
                    {"parent", "child", "control"});
  auto const grant = object_schema(
      {{"granted", day}, {"reference", maybe(text)}, {"planned", yes_or_no}, {"equivalent", cents}},
      {"granted", "reference", "planned", "equivalent"});
  auto const step = object_schema(
      {{"kind", {{"type", "string"}, {"enum", {"base", "size", "bonus", "passed_over", "cap"}}}},
       {"bonus", maybe(text)},
       {"points", share_schema()},
       {"source", maybe(text)}},
      {"kind", "bonus", "points", "source"});
  auto const regime =
      object_schema({{"id", text}, {"share", maybe(share_schema())}, {"steps", list_schema(step)}},
                    {"id", "share", "steps"});
  auto const limit = object_schema({{"rules", list_schema(names_schema(de_minimis_rules))},
                                    {"ceiling", cents},
                                    {"from", day},
                                    {"to", day},
                                    {"counted", list_schema(grant)},
                                    {"total", cents},
                                    {"left", cents}},
                                   {"rules", "ceiling", "from", "to", "counted", "total", "left"});
  return object_schema(
      {{"undertaking", object_schema({{"members", list_schema(text)}, {"links", list_schema(link)}},
                                     {"members", "links"})},
       {"account", list_schema(aid)},
       {"asked", aid},
       {"regime", maybe(regime)},
       {"de_minimis", maybe(object_schema(
                          {{"allowed", yes_or_no}, {"most", cents}, {"limits", list_schema(limit)}},
                          {"allowed", "most", "limits"}))},
       {"intensity",
        maybe(object_schema({{"allowed", yes_or_no},
                             {"ceiling", maybe(cents)},
                             {"ceiling_of", maybe(text)},
                             {"already", cents},
                             {"most", cents}},
                            {"allowed", "ceiling", "ceiling_of", "already", "most"}))}},
      {"undertaking", "account", "asked", "regime", "de_minimis", "intensity"});
}

}  // namespace pacte::aid
