#include "territory/justice_json.hpp"

#include "base/nullable.hpp"

namespace pacte::territory {
namespace {

double number(Quantity quantity) {
  return static_cast<double>(quantity) / unit_quantity;
}

Json quantity_bounds(Bounds<Quantity> const& bounds) {
  return {{"least", number(bounds.least)}, {"most", number(bounds.most)}};
}

template <class Number> Json bounds_json(Bounds<Number> const& bounds) {
  return {{"least", bounds.least}, {"most", bounds.most}};
}

Json zonings_json(JusticeReport const& report) {
  Json items = Json::array();
  for (auto const& zoning : report.zonings) {
    auto const& reach = zoning.reach;
    items.push_back({{"zoning", zoning.zoning},
                     {"name", zoning.name},
                     {"members", zoning.members},
                     {"value", quantity_bounds(reach.value)},
                     {"population", bounds_json(reach.population)},
                     {"share_of_value", bounds_json(reach.share_of_value)},
                     {"share_of_population", bounds_json(reach.share_of_population)},
                     {"certain", reach.value.certain() && reach.population.certain()}});
  }
  return items;
}

Json groups_json(JusticeReport const& report) {
  Json items = Json::array();
  for (auto const& group : report.groups) {
    items.push_back({{"id", to_text(group.key)},
                     {"name", group.name},
                     {"places", group.places},
                     {"population", group.population},
                     {"value", number(group.value)},
                     {"per_inhabitant", or_null(per_inhabitant(group.value, group.population))}});
  }
  return items;
}

Json sizes_json(JusticeReport const& report) {
  Json items = Json::array();
  for (auto const& size : report.sizes) {
    items.push_back({{"least", size.least},
                     {"most", size.most ? Json(*size.most) : Json{}},
                     {"places", size.places},
                     {"population", size.population},
                     {"value", number(size.value)},
                     {"per_inhabitant", or_null(per_inhabitant(size.value, size.population))}});
  }
  return items;
}

Json shared_json(Key const& key, std::string const& name, std::int64_t population, Quantity value) {
  return {{"id", to_text(key)},
          {"name", name},
          {"population", population},
          {"value", number(value)},
          {"per_inhabitant", or_null(per_inhabitant(value, population))}};
}

Json places_json(MeasuredJustice const& measured) {
  Json items = Json::array();
  auto const& places = measured.report.places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const& place = places[i];
    auto item = shared_json(place.key, place.name, place.population, place.value);
    if (measured.before) item["before"] = number(measured.before->places[i].value);
    items.push_back(std::move(item));
  }
  return items;
}

Json theil_json(Theil const& theil) {
  return {{"total", theil.total}, {"between", theil.between}, {"within", theil.within}};
}

Json before_json(JusticeReport const& before) {
  Json json{{"total", number(before.total)},
            {"per_inhabitant", or_null(per_inhabitant(before.total, before.population))},
            {"gini", nullptr},
            {"theil", nullptr},
            {"zonings", zonings_json(before)}};
  if (before.concentration) {
    json["gini"] = before.concentration->gini;
    json["theil"] = theil_json(before.concentration->theil);
  }
  return json;
}

Json change_json(JusticeReport const& before, JusticeReport const& after) {
  Json json{
      {"total", number(after.total - before.total)},
      {"per_inhabitant", or_null(per_inhabitant(after.total - before.total, after.population))},
      {"gini", nullptr},
      {"theil", nullptr},
      {"zonings", Json::array()}};
  if (before.concentration && after.concentration) {
    auto const& now = after.concentration->theil;
    auto const& then = before.concentration->theil;
    json["gini"] = after.concentration->gini - before.concentration->gini;
    json["theil"] = theil_json({.total = now.total - then.total,
                                .between = now.between - then.between,
                                .within = now.within - then.within});
  }
  for (std::size_t i = 0; i < after.zonings.size(); ++i) {
    auto const by =
        change(before.zonings[i].reach.share_of_value, after.zonings[i].reach.share_of_value);
    json["zonings"].push_back(
        {{"zoning", after.zonings[i].zoning}, {"share_of_value", bounds_json(by)}});
  }
  return json;
}

Json place_json(JusticeReport const& report, PlaceComparison const& compared) {
  auto const& place = report.places[compared.place];
  auto json = shared_json(place.key, place.name, place.population, place.value);
  json["region"] = or_null(per_inhabitant(report.total, report.population));
  json["department"] = nullptr;
  if (auto const& department = compared.department) {
    json["department"] =
        shared_json(department->key, department->name, department->population, department->value);
  }
  Json peers = Json::array();
  for (auto const peer : compared.peers.places) {
    auto const& one = report.places[peer];
    peers.push_back(shared_json(one.key, one.name, one.population, one.value));
  }
  json["peers"] = {{"quartiles", compared.peers.quartiles}, {"places", std::move(peers)}};
  return json;
}

Json object(Json properties) {
  Json required = Json::array();
  for (auto const& [name, schema] : properties.items())
    required.push_back(name);
  return {{"type", "object"}, {"properties", std::move(properties)}, {"required", required}};
}

Json list(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}};
}

}  // namespace

Json justice_json(MeasuredJustice const& measured) {
  auto const& report = measured.report;
  Json json{{"level", name(report.level)},
            {"total", number(report.total)},
            {"population", report.population},
            {"per_inhabitant", or_null(per_inhabitant(report.total, report.population))},
            {"absent", report.absent},
            {"gini", nullptr},
            {"theil", nullptr},
            {"lorenz", Json::array()},
            {"groups", groups_json(report)},
            {"sizes", sizes_json(report)},
            {"zonings", zonings_json(report)},
            {"places", places_json(measured)},
            {"before", nullptr},
            {"change", nullptr},
            {"place", nullptr},
            {"notices", measured.notices}};
  if (measured.before) {
    json["before"] = before_json(*measured.before);
    json["change"] = change_json(*measured.before, report);
  }
  if (measured.place) json["place"] = place_json(report, *measured.place);
  if (report.concentration) {
    auto const& [lorenz, gini, theil] = *report.concentration;
    json["gini"] = gini;
    json["theil"] = theil_json(theil);
    for (auto const& point : lorenz)
      json["lorenz"].push_back({point.people, point.value});
  }
  return json;
}

Json justice_schema() {
  Json const text{{"type", "string"}};
  Json const whole{{"type", "integer"}};
  Json const decimal{{"type", "number"}};
  Json const decimal_or_null{{"type", {"number", "null"}}};
  auto const or_absent = [](Json schema) {
    schema["type"] = {"object", "null"};
    return schema;
  };
  auto const bounds = object({{"least", decimal}, {"most", decimal}});
  auto const theil =
      or_absent(object({{"total", decimal}, {"between", decimal}, {"within", decimal}}));
  Json const shared{{"population", whole}, {"value", decimal}, {"per_inhabitant", decimal_or_null}};
  auto const with_shared = [&](Json properties) {
    properties.update(shared);
    return object(std::move(properties));
  };
  auto const territory = with_shared({{"id", text}, {"name", text}});
  auto place = territory;  // those of a table with values of before have them too
  place["properties"]["before"] = decimal;
  auto const zonings = list(object({{"zoning", text},
                                    {"name", text},
                                    {"members", whole},
                                    {"value", bounds},
                                    {"population", bounds},
                                    {"share_of_value", bounds},
                                    {"share_of_population", bounds},
                                    {"certain", {{"type", "boolean"}}}}));
  Json const measures{{"total", decimal},
                      {"per_inhabitant", decimal_or_null},
                      {"gini", decimal_or_null},
                      {"theil", theil}};
  auto const with_measures = [&](Json properties) {
    properties.update(measures);
    return object(std::move(properties));
  };
  auto const change = list(object({{"zoning", text}, {"share_of_value", bounds}}));
  auto const peers = object({{"quartiles", list(decimal)}, {"places", list(territory)}});
  return with_measures(
      {{"level", text},
       {"population", whole},
       {"absent", whole},
       {"lorenz", list(list(decimal))},
       {"groups", list(with_shared({{"id", text}, {"name", text}, {"places", whole}}))},
       {"sizes",
        list(with_shared(
            {{"least", whole}, {"most", {{"type", {"integer", "null"}}}}, {"places", whole}}))},
       {"zonings", zonings},
       {"places", list(place)},
       {"before", or_absent(with_measures({{"zonings", zonings}}))},
       {"change", or_absent(with_measures({{"zonings", change}}))},
       {"place", or_absent(with_shared({{"id", text},
                                        {"name", text},
                                        {"region", decimal_or_null},
                                        {"department", or_absent(territory)},
                                        {"peers", peers}}))},
       {"notices", list(text)}});
}

}  // namespace pacte::territory
