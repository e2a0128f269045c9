// A draw by lot as programs read it.
#include "app/decision/draw_report.hpp"

namespace pacte::app {
namespace {

using namespace decision::sortition;

std::string method_name(Method method) {
  switch (method) {
    case Method::leximin: return "leximin";
    case Method::maximin: return "maximin";
    case Method::nash: return "nash";
    case Method::legacy: return "legacy";
  }
  return {};
}

std::string proof_name(Proof proof) {
  switch (proof) {
    case Proof::none: return "none";
    case Proof::multipliers: return "multipliers";
    case Proof::all_panels: return "all_panels";
    case Proof::integer_search: return "integer_search";
  }
  return {};
}

Json stage_json(Stage const& stage) {
  Json prices = Json::array();
  for (auto const& [index, price] : stage.prices)
    prices.push_back(Json::array({index, price}));
  Json json{{"level", stage.level}, {"settled", stage.settled}, {"bound", stage.bound}};
  json["prices"] = std::move(prices);
  if (!stage.multipliers.empty()) json["multipliers"] = stage.multipliers;
  return json;
}

Json row_json(Request const& request, Row const& row) {
  Json json;
  if (row.kind == Row::Kind::feature) {
    auto const& category = request.quotas.categories[row.category];
    json["feature"] = Json::array({category.name, category.features[row.feature].name});
  } else {
    json["kind"] = row.kind == Row::Kind::size ? "size" : "household";
    if (row.kind == Row::Kind::household) json["classes"] = row.classes;
  }
  json["min"] = row.min;
  json["max"] = row.max;
  return json;
}

Json certificate_json(DrawReport const& report) {
  auto const& certificate = report.draw.certificate;
  Json json{{"proof", proof_name(certificate.proof)}, {"gap", certificate.gap}};
  json["stages"] = Json::array();
  for (auto const& stage : certificate.stages)
    json["stages"].push_back(stage_json(stage));
  json["classes"] = Json::array();
  for (auto const& people : report.draw.model.classes) {
    Json features = Json::array();
    for (std::size_t c = 0; c < people.features.size(); ++c) {
      auto const& category = report.request.quotas.categories[c];
      features.push_back(category.features[people.features[c]].name);
    }
    json["classes"].push_back(Json{{"features", std::move(features)},
                                   {"people", people.people},
                                   {"weight", people.weight},
                                   {"min", people.min},
                                   {"max", people.max}});
  }
  json["rows"] = Json::array();
  for (auto const& row : report.draw.model.rows) {
    json["rows"].push_back(row_json(report.request, row));
  }
  return json;
}

}  // namespace

Json draw_json(DrawReport const& report) {
  auto const& draw = report.draw;
  Json json{{"feasible", true},
            {"method", method_name(draw.method)},
            {"size", report.request.size},
            {"minimum", draw.minimum},
            {"probabilities", draw.probabilities}};
  json["panels"] = Json::array();
  for (auto const& panel : draw.panels) {
    json["panels"].push_back(Json{{"weight", panel.weight}, {"members", panel.members}});
  }
  if (report.lottery) {
    json["lottery"] = Json{{"seed", report.asked.seed},
                           {"largest_deviation", report.lottery->largest_deviation},
                           {"panels", report.lottery->panels}};
    if (report.number) json["lottery"]["number"] = *report.number;
  }
  if (auto const* members = chosen_panel(report)) {
    json["members"] = *members;
    if (!report.request.required.empty()) json["added"] = newcomers(report);
  }
  if (!report.alternates.empty()) {
    json["alternates"] = Json::array();
    for (auto const& [person, replaces] : report.alternates)
      json["alternates"].push_back(Json{{"person", person}, {"replaces", replaces}});
  }
  json["certificate"] = certificate_json(report);
  return json;
}

Json infeasible_json(Request const& request, Infeasibility const& why) {
  auto const limit_json = [&](Limit const& limit) {
    auto const& category = request.quotas.categories[limit.category];
    return Json::array({category.name, category.features[limit.feature].name,
                        limit.is_max ? "max" : "min", limit.seats});
  };
  Json json{{"feasible", false}, {"conflicts", Json::array()}, {"relaxations", Json::array()}};
  for (auto const& conflict : why.conflicts) {
    Json limits = Json::array();
    for (auto const& limit : conflict)
      limits.push_back(limit_json(limit));
    json["conflicts"].push_back(std::move(limits));
  }
  for (auto const& changes : why.relaxations) {
    Json moved = Json::array();
    for (auto const& change : changes) {
      auto limit = limit_json(change.limit);
      limit.push_back(change.seats);
      moved.push_back(std::move(limit));
    }
    json["relaxations"].push_back(std::move(moved));
  }
  return json;
}

}  // namespace pacte::app
