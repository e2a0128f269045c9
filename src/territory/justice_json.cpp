#include "territory/justice_json.hpp"

namespace pacte::territory {
namespace {

double number(Quantity quantity) {
  return static_cast<double>(quantity) / unit_quantity;
}

Json or_null(std::optional<double> const& value) {
  return value ? Json(*value) : Json{};
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

Json places_json(JusticeReport const& report) {
  Json items = Json::array();
  for (auto const& place : report.places) {
    items.push_back({{"id", to_text(place.key)},
                     {"name", place.name},
                     {"population", place.population},
                     {"value", number(place.value)},
                     {"per_inhabitant", or_null(per_inhabitant(place.value, place.population))}});
  }
  return items;
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
            {"places", places_json(report)},
            {"notices", measured.notices}};
  if (report.concentration) {
    auto const& [lorenz, gini, theil] = *report.concentration;
    json["gini"] = gini;
    json["theil"] = {{"total", theil.total}, {"between", theil.between}, {"within", theil.within}};
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
  auto const bounds = object({{"least", decimal}, {"most", decimal}});
  Json theil = object({{"total", decimal}, {"between", decimal}, {"within", decimal}});
  theil["type"] = {"object", "null"};
  Json const shared{{"population", whole}, {"value", decimal}, {"per_inhabitant", decimal_or_null}};
  auto const with_shared = [&](Json properties) {
    properties.update(shared);
    return object(std::move(properties));
  };
  return object({{"level", text},
                 {"total", decimal},
                 {"population", whole},
                 {"per_inhabitant", decimal_or_null},
                 {"absent", whole},
                 {"gini", decimal_or_null},
                 {"theil", theil},
                 {"lorenz", list(list(decimal))},
                 {"groups", list(with_shared({{"id", text}, {"name", text}, {"places", whole}}))},
                 {"sizes", list(with_shared({{"least", whole},
                                             {"most", {{"type", {"integer", "null"}}}},
                                             {"places", whole}}))},
                 {"zonings", list(object({{"zoning", text},
                                          {"name", text},
                                          {"members", whole},
                                          {"value", bounds},
                                          {"population", bounds},
                                          {"share_of_value", bounds},
                                          {"share_of_population", bounds},
                                          {"certain", {{"type", "boolean"}}}}))},
                 {"places", list(with_shared({{"id", text}, {"name", text}}))},
                 {"notices", list(text)}});
}

}  // namespace pacte::territory
