#include "aid/cumulation_json.hpp"

#include <algorithm>

#include "aid/cumulation_form.hpp"
#include "base/nullable.hpp"
#include "base/text.hpp"
#include "rule/calendar.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t deepest = 5;
constexpr std::size_t most_fields = 4'000;

// In hundredths in the API, in units in a form.
bool in_hundredths(std::string_view key) {
  return key == "amount" || key == "eligible" || key == "most_amount" || key == "most_share";
}

std::string unit_text(std::int64_t hundredths) {
  auto const size = hundredths < 0 ? -static_cast<std::uint64_t>(hundredths)
                                   : static_cast<std::uint64_t>(hundredths);
  return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

class Flattening {
 public:
  // False when something is not what the API takes.
  bool add(std::string const& at, std::string_view key, Json const& value, std::size_t depth) {
    if (depth > deepest || fields.pairs().size() > most_fields) return false;
    if (value.is_null()) return true;
    if (value.is_object()) return members(at, value, depth);
    if (value.is_array()) return items(at, value, depth);
    if (value.is_string()) {
      fields.add(at, value.get<std::string>());
      return true;
    }
    if (!value.is_number_integer()) return false;
    auto const number = value.get<std::int64_t>();
    fields.add(at, in_hundredths(key) ? unit_text(number) : std::to_string(number));
    return true;
  }

  bool members(std::string const& at, Json const& value, std::size_t depth) {
    auto const entries = value.items();
    return std::all_of(entries.begin(), entries.end(), [&](auto const& entry) {
      auto const& key = entry.key();
      return add(at.empty() ? key : fmt::format("{}-{}", at, key), key, entry.value(), depth + 1);
    });
  }

  web::Parameters fields;

 private:
  bool items(std::string const& at, Json const& value, std::size_t depth) {
    std::size_t number = 0;
    return std::ranges::all_of(value, [&](Json const& item) {
      return item.is_object() && members(fmt::format("{}-{}", at, ++number), item, depth + 1);
    });
  }
};

template <class Value, std::size_t size>
std::string name_of(Value value, std::array<Named<Value>, size> const& all) {
  return std::string{std::ranges::find(all, value, &Named<Value>::value)->name};
}

std::string day_text(std::chrono::year_month_day day) {
  return rule::to_day_text(std::chrono::sys_days{day}.time_since_epoch().count());
}

Json aid_json(CountedAid const& counted) {
  auto const& aid = counted.aid;
  return {{"siren", or_null(aid.siren)},
          {"reference", or_null(aid.reference)},
          {"granted", day_text(aid.granted)},
          {"shape", name_of(aid.shape, aid_shapes)},
          {"amount", aid.amount.cents},
          {"rule", name_of(aid.rule, de_minimis_rules)},
          {"equivalent", counted.equivalent ? Json(counted.equivalent->cents) : Json{}},
          {"of_undertaking", counted.of_undertaking}};
}

Json limit_json(DeMinimisLimit const& limit) {
  Json rules = Json::array();
  for (auto const rule : limit.rules)
    rules.push_back(name_of(rule, de_minimis_rules));
  Json counted = Json::array();
  for (auto const& grant : limit.counted) {
    counted.push_back({{"granted", day_text(grant.granted)},
                       {"reference", or_null(grant.reference)},
                       {"equivalent", grant.equivalent.cents}});
  }
  return {{"rules", std::move(rules)},     {"ceiling", limit.ceiling.cents},
          {"from", day_text(limit.from)},  {"to", day_text(limit.to)},
          {"counted", std::move(counted)}, {"total", limit.total.cents},
          {"left", limit.left.cents}};
}

Json de_minimis_json(DeMinimisCheck const& check) {
  Json limits = Json::array();
  for (auto const& limit : check.limits)
    limits.push_back(limit_json(limit));
  return {{"allowed", check.allowed}, {"most", check.most.cents}, {"limits", std::move(limits)}};
}

Json intensity_json(IntensityCheck const& check) {
  return {{"allowed", check.allowed},
          {"ceiling", check.ceiling ? Json(check.ceiling->cents) : Json{}},
          {"ceiling_of", or_null(check.ceiling_of)},
          {"already", check.already.cents},
          {"most", check.most.cents}};
}

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
Json names_schema(std::array<Named<Value>, size> const& all) {
  Json names = Json::array();
  for (auto const& one : all)
    names.push_back(one.name);
  return {{"type", "string"}, {"enum", std::move(names)}};
}

Json text_schema() {
  return {{"type", "string"}};
}

Json cents_schema() {
  return {{"type", "integer"}, {"minimum", 0}};
}

Json day_schema() {
  return {{"type", "string"}, {"format", "date"}};
}

Json maybe(Json schema) {
  schema["type"] = {schema["type"], "null"};
  return schema;
}

}  // namespace

Result<web::Parameters> to_fields(Json const& declared) {
  Flattening flattening;
  if (!declared.is_object() || !flattening.members("", declared, 0)) {
    return fail(
        ProblemKind::malformed,
        "Le corps de la requête n’est pas celui attendu : un objet avec asked, et au besoin "
        "applicant, links, account et costs ; montants en centimes, nombres entiers.");
  }
  return std::move(flattening.fields);
}

std::string pointer_of(std::string_view field) {
  std::string pointer;
  for (auto const part : split(field, '-')) {
    auto const number = parse_integer(part);
    pointer += number ? fmt::format("/{}", *number - 1) : fmt::format("/{}", part);
  }
  return pointer;
}

Json to_json(Cumulation const& cumulation) {
  Json links = Json::array();
  for (auto const& link : cumulation.undertaking.links) {
    links.push_back({{"parent", link.parent},
                     {"child", link.child},
                     {"control", name_of(link.control, controls)}});
  }
  Json account = Json::array();
  for (auto const& one : cumulation.account)
    account.push_back(aid_json(one));
  return {
      {"undertaking", {{"members", cumulation.undertaking.members}, {"links", std::move(links)}}},
      {"account", std::move(account)},
      {"asked", aid_json(cumulation.asked)},
      {"de_minimis", cumulation.de_minimis ? de_minimis_json(*cumulation.de_minimis) : Json{}},
      {"intensity", cumulation.intensity ? intensity_json(*cumulation.intensity) : Json{}}};
}

Json declared_schema() {
  auto const text = text_schema();
  auto const cents = cents_schema();
  auto const day = day_schema();
  Json const aid{{"siren", text},
                 {"reference", text},
                 {"granted", day},
                 {"shape", names_schema(aid_shapes)},
                 {"amount", cents},
                 {"months", {{"type", "integer"}, {"minimum", 0}}},
                 {"rule", names_schema(de_minimis_rules)}};
  auto const regime =
      object_schema({{"name", text}, {"most_share", cents}, {"most_amount", cents}}, Json::array());
  return object_schema(
      {{"applicant", text},
       {"links", list_schema(object_schema(
                     {{"parent", text}, {"child", text}, {"control", names_schema(controls)}},
                     {"parent", "child"}))},
       {"account", list_schema(object_schema(aid, {"granted", "amount"}))},
       {"asked", object_schema(aid, Json::array({"amount"}))},
       {"costs",
        object_schema({{"eligible", cents},
                       {"regime", regime},
                       {"others", list_schema(object_schema(
                                      {{"giver", text}, {"amount", cents}, {"regime", regime}},
                                      Json::array({"amount"})))}},
                      Json::array({"eligible"}))}},
      Json::array({"asked"}));
}

Json cumulation_schema() {
  auto const text = text_schema();
  auto const cents = cents_schema();
  auto const day = day_schema();
  Json const yes_or_no{{"type", "boolean"}};
  auto const aid =
      object_schema({{"siren", maybe(text)},
                     {"reference", maybe(text)},
                     {"granted", day},
                     {"shape", names_schema(aid_shapes)},
                     {"amount", cents},
                     {"rule", names_schema(de_minimis_rules)},
                     {"equivalent", maybe(cents)},
                     {"of_undertaking", yes_or_no}},
                    {"granted", "shape", "amount", "rule", "equivalent", "of_undertaking"});
  auto const link =
      object_schema({{"parent", text}, {"child", text}, {"control", names_schema(controls)}},
                    {"parent", "child", "control"});
  auto const grant =
      object_schema({{"granted", day}, {"reference", maybe(text)}, {"equivalent", cents}},
                    {"granted", "reference", "equivalent"});
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
      {"undertaking", "account", "asked", "de_minimis", "intensity"});
}

}  // namespace pacte::aid
