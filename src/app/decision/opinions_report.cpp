#include "app/decision/opinions_report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <ranges>
#include <tuple>

#include <fmt/format.h>

#include "app/decision/html.hpp"
#include "app/decision/numbers.hpp"
#include "base/text.hpp"
#include "report/csv.hpp"

namespace pacte::app {
namespace {

using namespace decision::opinion;

constexpr std::size_t most_listed = 5;
constexpr std::size_t longest_shown = 90;

std::string letter(std::size_t group) {
  return std::string(1, static_cast<char>('A' + static_cast<int>(group)));
}

std::string group_name(int group) {
  return group == no_group ? std::string{} : letter(static_cast<std::size_t>(group));
}

double part(double of, double whole) {
  return whole > 0 ? of / whole : 0;
}

// How a group speaks of a statement.
std::string says(Representative const& one) {
  return fmt::format("{} {}", percent(one.share), one.agrees ? "d’accord" : "pas d’accord");
}

std::string says_in_each(OpinionsReport const& report, std::size_t statement) {
  std::string text;
  auto const& tallies = report.map.reading.statements[statement].by_group;
  for (std::size_t g = 0; g < tallies.size(); ++g) {
    text += fmt::format("{}{} : {}", g == 0 ? "" : ", ", letter(g),
                        percent(tallies[g].share_agreeing()));
  }
  return text;
}

std::string summary(OpinionsReport const& report) {
  auto const& plane = report.map.plane;
  return fmt::format(
      "{} participants, {} énoncés, {} votes. Le plan montre {} de la variété des votes. {} "
      "groupes ; netteté (silhouette) {} sur 100.",
      counted(report.votes.rows.size()), counted(report.votes.statements.size()),
      counted(report.votes.count()),
      percent(part(plane.variance[0] + plane.variance[1], plane.total_variance)),
      report.map.groups.centres.size(), std::lround(100 * report.map.groups.silhouette));
}

Json names_of(OpinionsReport const& report, std::vector<std::size_t> const& statements) {
  Json names = Json::array();
  for (auto const statement : statements)
    names.push_back(report.votes.statements[statement]);
  return names;
}

Json statements_json(OpinionsReport const& report) {
  Json all = Json::array();
  for (std::size_t k = 0; k < report.votes.statements.size(); ++k) {
    auto const& reading = report.map.reading.statements[k];
    Json by_group = Json::array();
    for (auto const& tally : reading.by_group)
      by_group.push_back(tally_json(tally));
    all.push_back({{"statement", report.votes.statements[k]},
                   {"text", report.texts[k]},
                   {"all", tally_json(reading.all)},
                   {"by_group", std::move(by_group)},
                   {"uniting_for", reading.uniting_for},
                   {"uniting_against", reading.uniting_against},
                   {"dividing", reading.dividing},
                   {"dividing_z", reading.dividing_z}});
  }
  return all;
}

Json groups_json(OpinionsReport const& report) {
  Json all = Json::array();
  auto const& groups = report.map.groups;
  for (std::size_t g = 0; g < groups.centres.size(); ++g) {
    Json telling = Json::array();
    for (auto const& one : report.map.reading.by_group[g]) {
      telling.push_back({{"statement", report.votes.statements[one.statement]},
                         {"agrees", one.agrees},
                         {"share", one.share},
                         {"ratio", one.ratio},
                         {"z_own", one.z_own},
                         {"z_others", one.z_others}});
    }
    all.push_back({{"name", letter(g)},
                   {"size", groups.sizes[g]},
                   {"centre", {groups.centres[g].x, groups.centres[g].y}},
                   {"representative", std::move(telling)}});
  }
  return all;
}

// The plane fitted into a picture.
struct Frame {
  double least_x = 0;
  double least_y = 0;
  double scale = 1;
  static constexpr double width = 800;
  static constexpr double height = 600;

  explicit Frame(std::vector<Point> const& places) {
    if (places.empty()) return;
    auto const [left, right] = std::ranges::minmax_element(places, {}, &Point::x);
    auto const [low, high] = std::ranges::minmax_element(places, {}, &Point::y);
    constexpr double margin = 20;
    constexpr double least_span = 1e-9;
    least_x = left->x;
    least_y = low->y;
    scale = std::min((width - 2 * margin) / std::max(least_span, right->x - left->x),
                     (height - 2 * margin) / std::max(least_span, high->y - low->y));
  }
  [[nodiscard]] double x(Point const& place) const { return 20 + (place.x - least_x) * scale; }
  [[nodiscard]] double y(Point const& place) const { return 20 + (place.y - least_y) * scale; }
};

// Participants are drawn once for each spot of the picture: a hundred thousand stay a small file.
std::string picture(OpinionsReport const& report) {
  auto const& places = report.map.plane.places;
  Frame const frame{places};
  std::map<std::tuple<int, int, int>, std::size_t> spots;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (report.votes.rows[i].empty()) continue;
    constexpr double spot = 4;
    auto const at = [](double value) { return static_cast<int>(value / spot) * 4 + 2; };
    ++spots[{report.map.groups.of_participant[i], at(frame.x(places[i])), at(frame.y(places[i]))}];
  }
  auto svg = fmt::format(
      "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"Les participants sur le plan, un point "
      "par place ; la liste des groupes dit la même chose en mots\">\n",
      Frame::width, Frame::height);
  for (auto const& [spot, count] : spots) {
    auto const [group, x, y] = spot;
    svg +=
        fmt::format(R"(<circle class="g{}" cx="{}" cy="{}" r="{}"/>)",
                    group == no_group ? "x" : std::to_string(group % 5), x, y, count == 1 ? 2 : 3);
  }
  for (std::size_t g = 0; g < report.map.groups.centres.size(); ++g) {
    auto const& centre = report.map.groups.centres[g];
    svg += fmt::format(
        "\n<text x=\"{:.0f}\" y=\"{:.0f}\" font-size=\"28\" font-weight=\"700\" "
        "text-anchor=\"middle\" fill=\"currentColor\">{}</text>",
        frame.x(centre), frame.y(centre), letter(g));
  }
  return svg + "</svg>\n";
}

std::string list_html(OpinionsReport const& report, std::string_view title,
                      std::vector<std::size_t> const& statements) {
  auto html = fmt::format("<h2>{}</h2>\n", title);
  if (statements.empty()) return html + "<p>Aucun énoncé.</p>\n";
  html += "<table><thead><tr><th>Énoncé</th><th>D’accord, par groupe</th></tr></thead><tbody>\n";
  for (auto const k : statements | std::views::take(2 * most_listed)) {
    html += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escape_html(report.texts[k]),
                        says_in_each(report, k));
  }
  return html + "</tbody></table>\n";
}

std::string list_text(OpinionsReport const& report, std::string_view title,
                      std::vector<std::size_t> const& statements) {
  auto text = fmt::format("\n{}\n", title);
  if (statements.empty()) return text + "  aucun énoncé\n";
  for (auto const k : statements | std::views::take(most_listed)) {
    text += fmt::format("  {}  ({})\n", shorten(report.texts[k], longest_shown),
                        says_in_each(report, k));
  }
  return text;
}

}  // namespace

Json tally_json(Tally const& tally) {
  return {{"agree", tally.agree}, {"disagree", tally.disagree}, {"pass", tally.pass}};
}

Json opinions_json(OpinionsReport const& report) {
  auto const& [votes, map, texts, title] = report;
  Json participants = Json::array();
  for (std::size_t i = 0; i < votes.rows.size(); ++i) {
    auto const group = map.groups.of_participant[i];
    participants.push_back({{"participant", votes.participants[i]},
                            {"x", map.plane.places[i].x},
                            {"y", map.plane.places[i].y},
                            {"group", group == no_group ? Json{} : Json(group_name(group))}});
  }
  return {{"participants", votes.rows.size()},
          {"statements", votes.statements.size()},
          {"votes", votes.count()},
          {"explained",
           {part(map.plane.variance[0], map.plane.total_variance),
            part(map.plane.variance[1], map.plane.total_variance)}},
          {"silhouette", map.groups.silhouette},
          {"groups", groups_json(report)},
          {"uniting", names_of(report, map.reading.uniting)},
          {"rejected", names_of(report, map.reading.rejected)},
          {"dividing", names_of(report, map.reading.dividing)},
          {"by_statement", statements_json(report)},
          {"by_participant", std::move(participants)}};
}

std::string opinions_csv(OpinionsReport const& report) {
  report::CsvWriter writer{{"participant", "x", "y", "group"}};
  for (std::size_t i = 0; i < report.votes.rows.size(); ++i) {
    auto const& place = report.map.plane.places[i];
    writer.row(std::vector{report.votes.participants[i], fmt::format("{:.6f}", place.x),
                           fmt::format("{:.6f}", place.y),
                           group_name(report.map.groups.of_participant[i])});
  }
  return writer.take();
}

std::string opinions_html(OpinionsReport const& report) {
  auto const& groups = report.map.groups;
  auto body = fmt::format("<p>{}</p>\n", summary(report)) + picture(report);
  for (std::size_t g = 0; g < groups.centres.size(); ++g) {
    body += fmt::format("<h2>Groupe {} : {} participants</h2>\n<ul>\n", letter(g),
                        counted(groups.sizes[g]));
    for (auto const& one : report.map.reading.by_group[g] | std::views::take(most_listed)) {
      body +=
          fmt::format("<li>{} ({})</li>\n", escape_html(report.texts[one.statement]), says(one));
    }
    body += "</ul>\n";
  }
  body += list_html(report, "Ce qui réunit", report.map.reading.uniting);
  body += list_html(report, "Ce que tous refusent", report.map.reading.rejected);
  body += list_html(report, "Ce qui divise", report.map.reading.dividing);
  return report_page(report.title, body);
}

std::string opinions_table(OpinionsReport const& report) {
  auto const& groups = report.map.groups;
  auto text = fmt::format("{}\n{}\n", report.title, summary(report));
  for (std::size_t g = 0; g < groups.centres.size(); ++g) {
    text += fmt::format("\nGroupe {} : {} participants\n", letter(g), counted(groups.sizes[g]));
    for (auto const& one : report.map.reading.by_group[g] | std::views::take(most_listed)) {
      text += fmt::format("  {}  ({})\n", shorten(report.texts[one.statement], longest_shown),
                          says(one));
    }
  }
  text += list_text(report, "Ce qui réunit", report.map.reading.uniting);
  text += list_text(report, "Ce que tous refusent", report.map.reading.rejected);
  text += list_text(report, "Ce qui divise", report.map.reading.dividing);
  return text;
}

}  // namespace pacte::app
