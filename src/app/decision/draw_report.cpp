#include "app/decision/draw_report.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include <fmt/format.h>

#include "app/decision/html.hpp"
#include "decision/random.hpp"

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

std::string proof_sentence(Draw const& draw) {
  switch (draw.certificate.proof) {
    case Proof::none: return "Le tirage simple ne promet aucune égalité des chances.";
    case Proof::multipliers:
      return "Preuve : des multiplicateurs sur les quotas, qui se vérifient à la main.";
    case Proof::all_panels:
      return "Preuve : des prix comparés à la liste de tous les panels possibles.";
    case Proof::integer_search:
      return "Preuve : des prix dont le maximum a été cherché par un programme en nombres entiers.";
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

struct FeatureSums {
  std::size_t people = 0;
  double expected = 0;
};

FeatureSums sums_of(DrawReport const& report, std::size_t category, std::size_t feature) {
  FeatureSums sums;
  for (std::size_t i = 0; i < report.draw.probabilities.size(); ++i) {
    if (report.request.pool.people[i].features[category] != feature) continue;
    ++sums.people;
    sums.expected += report.draw.probabilities[i];
  }
  return sums;
}

// Probabilities in thousandths, and how many people have each.
std::map<std::int64_t, std::size_t> levels(Draw const& draw) {
  std::map<std::int64_t, std::size_t> levels;
  for (auto const p : draw.probabilities)
    ++levels[std::llround(p * 1000)];
  return levels;
}

std::vector<std::size_t> const* chosen(DrawReport const& report) {
  if (!report.lottery || !report.number) return nullptr;
  return &report.lottery->panels.at(*report.number);
}

std::string person_name(Request const& request, std::size_t i) {
  auto const& identifier = request.pool.people[i].identifier;
  return identifier.empty() ? fmt::format("ligne {}", i) : identifier;
}

std::string csv_cell(std::string const& text) {
  if (text.find_first_of(",;\"\n\r") == std::string::npos) return text;
  std::string quoted{'"'};
  for (auto const c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string limit_text(Request const& request, Limit const& limit) {
  auto const& category = request.quotas.categories[limit.category];
  return fmt::format("{} {} : {} {}", category.name, category.features[limit.feature].name,
                     limit.is_max ? "maximum" : "minimum", limit.seats);
}

std::string summary(DrawReport const& report) {
  auto const& draw = report.draw;
  auto const [least, most] = std::ranges::minmax(draw.probabilities);
  return fmt::format(
      "{} personnes, {} sièges, {} profils ; {} panels possibles au tirage. Chances : de {:.4f} à "
      "{:.4f}, minimum {:.6f}.",
      draw.probabilities.size(), report.request.size, draw.model.classes.size(), draw.panels.size(),
      least, most, draw.minimum);
}

std::string chance_bars(Draw const& draw) {
  std::string rows;
  std::size_t most = 1;
  for (auto const& [level, people] : levels(draw))
    most = std::max(most, people);
  for (auto const& [level, people] : levels(draw)) {
    rows += fmt::format(
        "<tr><td class=\"n\">{:.1f} %</td><td class=\"n\">{}</td><td><svg viewBox=\"0 0 100 4\" "
        "role=\"img\" aria-label=\"{} personnes\"><rect class=\"g0\" width=\"{:.1f}\" "
        "height=\"4\"/></svg></td></tr>\n",
        static_cast<double>(level) / 10, people, people,
        100.0 * static_cast<double>(people) / static_cast<double>(most));
  }
  return "<h2>Chances</h2>\n<table><thead><tr><th class=\"n\">Chance</th><th class=\"n\">Personnes"
         "</th><th></th></tr></thead><tbody>\n" +
         rows + "</tbody></table>\n";
}

}  // namespace

Result<DrawReport> make_report(Request const& request, Draw const& draw, std::string const& seed,
                               bool lottery, std::optional<std::size_t> number) {
  DrawReport report{
      .request = request, .draw = draw, .lottery = {}, .seed = seed, .number = number};
  if (!lottery && !number) return report;
  if (draw.method == Method::legacy) {
    report.lottery.emplace();
    for (auto const& panel : draw.panels)
      report.lottery->panels.push_back(panel.members);
  } else {
    report.lottery = make_uniform_lottery(draw.model, draw.by_class, seed);
  }
  auto const count = report.lottery->panels.size();
  // Another stream than the one that made the list.
  if (!number) report.number = decision::Random{seed + "\nnumber"}.below(count);
  if (*report.number < count) return report;
  return fail(
      ProblemKind::invalid,
      fmt::format("Il n’y a que {} panels : donnez un numéro de 0 à {}.", count, count - 1));
}

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
    json["lottery"] = Json{{"seed", report.seed},
                           {"largest_deviation", report.lottery->largest_deviation},
                           {"panels", report.lottery->panels}};
    if (report.number) json["lottery"]["number"] = *report.number;
  }
  if (auto const* members = chosen(report)) json["members"] = *members;
  json["certificate"] = certificate_json(report);
  return json;
}

std::string draw_csv(DrawReport const& report) {
  std::string text = "line,identifier";
  for (auto const& category : report.request.quotas.categories) {
    text += "," + csv_cell(category.name);
  }
  text += ",probability,chosen\n";
  auto const* members = chosen(report);
  for (std::size_t i = 0; i < report.draw.probabilities.size(); ++i) {
    auto const& person = report.request.pool.people[i];
    text += fmt::format("{},{}", i, csv_cell(person.identifier));
    for (std::size_t c = 0; c < person.features.size(); ++c) {
      text += "," + csv_cell(report.request.quotas.categories[c].features[person.features[c]].name);
    }
    auto const sits = members != nullptr && std::ranges::binary_search(*members, i);
    text += fmt::format(",{:.9f},{}\n", report.draw.probabilities[i], sits ? 1 : 0);
  }
  return text;
}

std::string draw_table(DrawReport const& report) {
  auto text = summary(report) + "\n" + proof_sentence(report.draw) + "\n\n";
  text +=
      fmt::format("{:<40} {:>7} {:>9} {:>9}\n", "Caractéristique", "Vivier", "Quota", "Attendu");
  for (std::size_t c = 0; c < report.request.quotas.categories.size(); ++c) {
    auto const& category = report.request.quotas.categories[c];
    for (std::size_t f = 0; f < category.features.size(); ++f) {
      auto const& feature = category.features[f];
      auto const sums = sums_of(report, c, f);
      text +=
          fmt::format("{:<40} {:>7} {:>9} {:>9.2f}\n", category.name + " : " + feature.name,
                      sums.people, fmt::format("{} à {}", feature.min, feature.max), sums.expected);
    }
  }
  if (report.lottery) {
    text += fmt::format(
        "\nLoterie de 1000 panels (graine « {} ») : écart le plus grand avec les chances, "
        "{:.5f}.\n",
        report.seed, report.lottery->largest_deviation);
  }
  if (auto const* members = chosen(report)) {
    text += fmt::format("\nPanel {:03} :\n", *report.number);
    for (auto const i : *members)
      text += "  " + person_name(report.request, i) + "\n";
  }
  return text;
}

std::string draw_html(DrawReport const& report) {
  std::string body = "<p>" + escape_html(summary(report)) + "</p>\n<p>" +
                     escape_html(proof_sentence(report.draw)) + "</p>\n<h2>Quotas</h2>\n<table>";
  body +=
      "<thead><tr><th>Catégorie</th><th>Caractéristique</th><th class=\"n\">Vivier</th><th "
      "class=\"n\">Quota</th><th class=\"n\">Attendu</th></tr></thead><tbody>\n";
  for (std::size_t c = 0; c < report.request.quotas.categories.size(); ++c) {
    auto const& category = report.request.quotas.categories[c];
    for (std::size_t f = 0; f < category.features.size(); ++f) {
      auto const sums = sums_of(report, c, f);
      body += fmt::format(
          "<tr><td>{}</td><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{} à {}</td><td "
          "class=\"n\">{:.2f}</td></tr>\n",
          escape_html(category.name), escape_html(category.features[f].name), sums.people,
          category.features[f].min, category.features[f].max, sums.expected);
    }
  }
  body += "</tbody></table>\n" + chance_bars(report.draw);
  if (auto const* members = chosen(report)) {
    body += fmt::format("<h2>Panel {:03}</h2>\n<p>Graine de la loterie : {}.</p>\n<ol>\n",
                        *report.number, escape_html(report.seed));
    for (auto const i : *members) {
      body += "<li>" + escape_html(person_name(report.request, i)) + "</li>\n";
    }
    body += "</ol>\n";
  }
  return report_page("Tirage au sort d’un panel", body);
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

std::string infeasible_text(Request const& request, Infeasibility const& why,
                            std::string const& quotas_file) {
  std::string text = "Aucun panel ne respecte ces quotas.\n";
  for (auto const& conflict : why.conflicts) {
    text += conflict.empty() ? "\nIl n’y en a pas non plus sans quotas : trop peu d’adresses, ou "
                               "des personnes à retenir qui s’excluent.\n"
                             : "\nNe vont pas ensemble :\n";
    for (auto const& limit : conflict) {
      auto const line = request.quotas.categories[limit.category].features[limit.feature].line;
      text += fmt::format("  {}:{} : {}\n", quotas_file, line, limit_text(request, limit));
    }
  }
  for (auto const& changes : why.relaxations) {
    text += "\nIl suffirait de :\n";
    for (auto const& change : changes) {
      text += fmt::format("  {}, porté à {}\n", limit_text(request, change.limit), change.seats);
    }
  }
  return text;
}

}  // namespace pacte::app
