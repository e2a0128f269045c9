#include "app/decision/draw_report.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

#include <fmt/format.h>

#include "app/decision/html.hpp"
#include "app/decision/numbers.hpp"
#include "decision/random.hpp"
#include "report/csv.hpp"

namespace pacte::app {
namespace {

using namespace decision::sortition;

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

std::string person_name(Request const& request, std::size_t i) {
  auto const& identifier = request.pool.people[i].identifier;
  return identifier.empty() ? fmt::format("ligne {}", i) : identifier;
}

std::string limit_text(Request const& request, Limit const& limit) {
  auto const& category = request.quotas.categories[limit.category];
  return fmt::format("{} {} : {} {}", category.name, category.features[limit.feature].name,
                     limit.is_max ? "maximum" : "minimum", limit.seats);
}

std::string summary(DrawReport const& report) {
  auto const& draw = report.draw;
  return fmt::format(
      "{} personnes, {} sièges, {} profils ; {} panels possibles au tirage. Chances : de {} à {}.",
      counted(draw.probabilities.size()), report.request.size, draw.model.classes.size(),
      counted(draw.panels.size()), percent(draw.minimum, 2),
      percent(std::ranges::max(draw.probabilities), 2));
}

std::string chance_bars(Draw const& draw) {
  auto const by_level = levels(draw);
  std::size_t most = 1;
  for (auto const& [level, people] : by_level)
    most = std::max(most, people);
  std::vector<Bar> bars;
  for (auto const& [level, people] : by_level) {
    bars.push_back({.label = percent(static_cast<double>(level) / 1000, 1),
                    .value = fmt::format("{} personnes", people),
                    .parts = {{.length = static_cast<int>(people * 1000 / most)}}});
  }
  return "<h2>Chances</h2>\n<p>Combien de personnes ont chaque chance d’être tirées.</p>\n" +
         bar_chart("Personnes par chance", bars);
}

// Whose seat an alternate can take.
std::string alternate_text(DrawReport const& report, Alternate const& alternate) {
  constexpr std::size_t most_named = 6;
  auto const& [person, replaces] = alternate;
  auto const name = person_name(report.request, person);
  if (replaces.size() == chosen_panel(report)->size()) {
    return name + " : peut remplacer tout le monde";
  }
  if (replaces.size() > most_named) {
    return fmt::format("{} : peut remplacer {} membres sur {}", name, replaces.size(),
                       chosen_panel(report)->size());
  }
  std::vector<std::string> names;
  for (auto const member : replaces)
    names.push_back(person_name(report.request, member));
  return fmt::format("{} : peut remplacer {}", name, fmt::join(names, ", "));
}

std::string panel_html(DrawReport const& report) {
  auto const* members = chosen_panel(report);
  if (members == nullptr) return {};
  auto html = fmt::format("<h2>Panel {:03}</h2>\n<p>Graine de la loterie : {}.</p>\n<ol>\n",
                          *report.number, escape_html(report.asked.seed));
  auto const added = newcomers(report);
  for (auto const i : *members) {
    bool const enters = added.size() < members->size() && std::ranges::binary_search(added, i);
    html += fmt::format("<li>{}{}</li>\n", escape_html(person_name(report.request, i)),
                        enters ? " (entre au panel)" : "");
  }
  html += "</ol>\n";
  if (report.alternates.empty()) return html;
  html += "<h2>Remplaçants</h2>\n<p>À appeler dans cet ordre.</p>\n<ol>\n";
  for (auto const& alternate : report.alternates)
    html += fmt::format("<li>{}</li>\n", escape_html(alternate_text(report, alternate)));
  return html + "</ol>\n";
}

}  // namespace

Result<DrawReport> make_report(Request const& request, Draw const& draw,
                               LotteryAsked const& asked) {
  DrawReport report{.request = request,
                    .draw = draw,
                    .asked = asked,
                    .lottery = {},
                    .number = asked.number,
                    .alternates = {}};
  if (!asked.lottery && !asked.number && asked.alternates == 0) return report;
  if (draw.method == Method::legacy) {
    report.lottery.emplace();
    for (auto const& panel : draw.panels)
      report.lottery->panels.push_back(panel.members);
  } else {
    report.lottery = make_uniform_lottery(draw.model, draw.by_class, asked.seed);
  }
  auto const count = report.lottery->panels.size();
  // Other streams than the one that made the list.
  if (!asked.number) report.number = decision::Random{asked.seed + "\nnumber"}.below(count);
  if (*report.number >= count) {
    return fail(
        ProblemKind::invalid,
        fmt::format("Il n’y a que {} panels : donnez un numéro de 0 à {}.", count, count - 1));
  }
  if (asked.alternates > 0) {
    report.alternates = choose_alternates(request, *chosen_panel(report), asked.alternates,
                                          asked.seed + "\nalternates");
  }
  return report;
}

std::vector<std::size_t> const* chosen_panel(DrawReport const& report) {
  if (!report.lottery || !report.number) return nullptr;
  return &report.lottery->panels.at(*report.number);
}

std::vector<std::size_t> newcomers(DrawReport const& report) {
  std::set<std::size_t> const former{report.request.required.begin(),
                                     report.request.required.end()};
  std::vector<std::size_t> made;
  if (auto const* members = chosen_panel(report)) {
    std::ranges::copy_if(*members, std::back_inserter(made),
                         [&](std::size_t i) { return !former.contains(i); });
  }
  return made;
}

std::string draw_csv(DrawReport const& report) {
  std::vector<std::string> header{"line", "identifier"};
  for (auto const& category : report.request.quotas.categories)
    header.push_back(category.name);
  header.insert(header.end(), {"probability", "chosen", "excluded", "alternate"});
  report::CsvWriter writer{header};
  auto const* members = chosen_panel(report);
  auto const& excluded = report.request.excluded;
  for (std::size_t i = 0; i < report.draw.probabilities.size(); ++i) {
    auto const& person = report.request.pool.people[i];
    std::vector<std::string> row{std::to_string(i), person.identifier};
    for (std::size_t c = 0; c < person.features.size(); ++c)
      row.push_back(report.request.quotas.categories[c].features[person.features[c]].name);
    row.push_back(fmt::format("{:.9f}", report.draw.probabilities[i]));
    row.emplace_back(members != nullptr && std::ranges::binary_search(*members, i) ? "1" : "0");
    row.emplace_back(std::ranges::find(excluded, i) != excluded.end() ? "1" : "0");
    auto const alternate = std::ranges::find(report.alternates, i, &Alternate::person);
    auto const rank = alternate - report.alternates.begin() + 1;
    row.push_back(alternate == report.alternates.end() ? "" : std::to_string(rank));
    writer.row(row);
  }
  return writer.take();
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
      text += fmt::format("{:<40} {:>7} {:>9} {:>9}\n", category.name + " : " + feature.name,
                          sums.people, fmt::format("{} à {}", feature.min, feature.max),
                          decimal(sums.expected, 2));
    }
  }
  if (report.lottery) {
    text += fmt::format(
        "\nLoterie de 1000 panels (graine « {} ») : écart le plus grand avec les chances, "
        "{}.\n",
        report.asked.seed, percent(report.lottery->largest_deviation, 3));
  }
  if (auto const* members = chosen_panel(report)) {
    auto const added = newcomers(report);
    bool const partly = added.size() < members->size();
    text +=
        fmt::format("\nPanel {:03}{} :\n", *report.number, partly ? " (+ : entre au panel)" : "");
    for (auto const i : *members) {
      bool const enters = partly && std::ranges::binary_search(added, i);
      std::string_view const mark = enters ? "+ " : "  ";
      text += fmt::format("  {}{}\n", partly ? mark : "", person_name(report.request, i));
    }
  }
  if (!report.alternates.empty()) text += "\nRemplaçants, à appeler dans cet ordre :\n";
  for (std::size_t rank = 0; rank < report.alternates.size(); ++rank)
    text += fmt::format("  {:>2}. {}\n", rank + 1, alternate_text(report, report.alternates[rank]));
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
          "class=\"n\">{}</td></tr>\n",
          escape_html(category.name), escape_html(category.features[f].name), sums.people,
          category.features[f].min, category.features[f].max, decimal(sums.expected, 2));
    }
  }
  body += "</tbody></table>\n" + chance_bars(report.draw);
  return report_page("Tirage au sort d’un panel", body + panel_html(report));
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
