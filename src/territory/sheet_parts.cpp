#include "territory/sheet_parts.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "territory/numbers.hpp"

namespace pacte::territory {

using web::Request;
using web::tr;
using web::trf;
using web::View;

std::string number(Request const& request, std::int64_t value) {
  return grouped(value, web::digits(request.locale));
}

std::string url(Request const& request, Key const& key) {
  return web::localized(request.locale, page_path(key));
}

void fill_row(View& row, Request const& request, Territory const& territory) {
  row.set("URL", url(request, territory.key)).set("NAME", territory.name);
  row.set("LEVEL", tr(request.locale, one(territory.key.level)));
  row.set("CODE", territory.key.code);
  row.set("POPULATION", number(request, territory.population));
  if (territory.communes)
    row.section("COMMUNES").set("COUNT", number(request, *territory.communes));
}

void fill_row(View& row, Request const& request, Measured const& territory) {
  row.set("URL", url(request, territory.key)).set("NAME", territory.name);
  row.set("CODE", territory.key.code).set("POPULATION", number(request, territory.population));
}

std::string value_text(Request const& request, Measure measure, double value) {
  constexpr double whole_from = 10;
  auto text = rounded(value, std::abs(value) < whole_from ? 1 : 0, request.locale);
  if (!unit(measure).empty()) text += " " + tr(request.locale, unit(measure));
  return text;
}

namespace {

std::string rank_text(Request const& request, RankAmong const& rank) {
  return fmt::format("{} / {}", number(request, static_cast<std::int64_t>(rank.rank)),
                     number(request, static_cast<std::int64_t>(rank.of)));
}

// The value of another column; a dash where there is none.
std::string other_text(Request const& request, std::optional<double> value) {
  if (!value) return "–";
  return rounded(*value, std::abs(*value) < 10 ? 1 : 0, request.locale);
}

std::string peer_rule(Request const& request, Portrait const& portrait) {
  auto const count = portrait.peers.size();
  switch (portrait.territory.key.level) {
    case Level::commune:
      return trf(request.locale,
                 "Pairs : les {} communes de la région dont la population est la plus proche, en "
                 "proportion.",
                 count);
    case Level::epci:
      return trf(request.locale,
                 "Pairs : les {} intercommunalités de la région dont la population est la plus "
                 "proche, en proportion.",
                 count);
    case Level::arrondissement:
      return trf(request.locale,
                 "Pairs : les {} arrondissements de la région dont la population est la plus "
                 "proche, en proportion.",
                 count);
    default:
      return trf(request.locale,
                 "Pairs : les {} départements de la région dont la population est la plus proche, "
                 "en proportion.",
                 count);
  }
}

std::string compare_url(Request const& request, Portrait const& portrait) {
  constexpr std::size_t beside = 3;
  web::Parameters parameters;
  parameters.add("a", to_text(portrait.territory.key));
  char field = 'b';
  for (auto const& peer : portrait.peers) {
    if (parameters.pairs().size() > beside) break;
    parameters.add(std::string(1, field++), to_text(peer.key));
  }
  return web::localized(request.locale, "/territoires/comparer?") + parameters.encode();
}

void fill_peers(View& part, Request const& request, Portrait const& portrait) {
  if (portrait.peers.empty()) return;
  auto section = part.section("PEERS");
  section.set("RULE", peer_rule(request, portrait)).set("COMPARE", compare_url(request, portrait));
  for (auto const& peer : portrait.peers) {
    auto row = section.section("PEER");
    fill_row(row, request, peer);
  }
}

}  // namespace

void fill_standings(View& view, Request const& request, Portrait const& portrait) {
  if (portrait.standings.empty()) return;
  auto part = view.include("STANDINGS", "territory/standings.html");
  bool const compared = !portrait.peers.empty();
  bool const in_department = std::ranges::any_of(
      portrait.standings, [](Standing const& one) { return one.department.has_value(); });
  if (compared) part.show("COMPARED");
  if (in_department) part.show("IN_DEPARTMENT");
  for (auto const& one : portrait.standings) {
    auto row = part.section("FIGURE");
    row.set("LABEL", tr(request.locale, label(one.measure)));
    row.set("VALUE", value_text(request, one.measure, one.value));
    if (compared) {
      auto among = row.section("AMONG");
      among.set("RANK", rank_text(request, one.in_region));
      among.set("PEERS", other_text(request, one.peers));
      among.set("REGION", other_text(request, one.region));
    }
    if (in_department) {
      auto near = row.section("NEAR");
      near.set("RANK", one.in_department ? rank_text(request, *one.in_department) : "–");
      near.set("DEPARTMENT", other_text(request, one.department));
    }
  }
  if (portrait.figures && portrait.figures->approximate) part.show("APPROXIMATE");
  fill_peers(part, request, portrait);
}

void fill_naming(View& view, Request const& request, store::Session& session,
                 search::Index const& index, Territory const& territory, std::size_t shown) {
  auto const records = records_naming(index, territory, shown);
  auto part = view.include("NAMING", "territory/naming.html");
  part.set("COUNT", number(request, static_cast<std::int64_t>(records.count)));
  part.set("NAME", territory.name);
  if (records.kinds.empty()) part.show("NOTHING");
  auto groups = records.kinds.empty() ? part : part.section("GROUPS");
  for (auto const& kind : records.kinds) {
    auto group = groups.section("GROUP");
    auto const& info = source::info(kind.kind);
    group.set("TITLE", tr(request.locale, info.many));
    group.set("COUNT", number(request, static_cast<std::int64_t>(kind.count)));
    group.set("URL", web::localized(request.locale, naming_path(territory, kind.kind)));
    for (auto const& hit : kind.first) {
      auto row = group.section("RECORD");
      row.set("URL", web::localized(request.locale, hit.path)).set("LABEL", hit.label);
    }
    if (kind.count > kind.first.size()) group.show("MORE");
  }
  std::optional<View> list;
  for (auto const& wider : wider_than(session, territory)) {
    auto const count = static_cast<std::int64_t>(count_naming(index, wider));
    if (count == 0) continue;
    if (!list) list = part.section("WIDERS");
    auto row = list->section("WIDER");
    row.set("LEVEL", tr(request.locale, one(wider.key.level))).set("NAME", wider.name);
    row.set("COUNT",
            number(request, count) + " " +
                web::trn(request.locale, "fiche qui le nomme", "fiches qui le nomment", count));
    row.set("URL", web::localized(request.locale, naming_path(wider)));
    row.set("SHEET", url(request, wider.key));
  }
}

}  // namespace pacte::territory
