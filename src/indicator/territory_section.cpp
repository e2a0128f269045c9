#include "indicator/territory_section.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "indicator/filter.hpp"
#include "indicator/rules.hpp"
#include "indicator/store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::indicator {
namespace {

constexpr std::size_t shown = 8;   // on the sheet
constexpr std::size_t given = 50;  // in the API

struct Paired {
  Figure figure;
  std::optional<Figure> region{};  // of the same series, the latest
};

// Chief towns give their name to an arrondissement: the documents mean the town.
bool may_be_printed(TerritoryNamed const& territory) {
  return !territory.id.starts_with("arrondissement:");
}

std::vector<Figure> figures_of(store::Session& session, TerritoryNamed const& territory) {
  if (!may_be_printed(territory)) return {};
  return figures_of_territory(session, territory.name);
}

std::optional<Figure> latest_of(Series const& series, std::string const& region) {
  std::optional<Figure> latest;
  for (auto const& figure : series.figures) {  // oldest first, undated last
    if (figure.territory != region || figure.value.is_null()) continue;
    if (!latest || !figure.date.empty()) latest = figure;
  }
  return latest;
}

// Those that can be set beside the Region's first, then the latest.
std::vector<Paired> paired(store::Session& session, std::vector<Figure> figures,
                           std::string const& region) {
  std::set<std::string> ids;
  for (auto const& figure : figures) {
    if (!figure.series.empty()) ids.insert(figure.series);
  }
  std::map<std::string, Figure> beside;
  if (!region.empty()) {
    for (auto const& series : series_of(session, {ids.begin(), ids.end()})) {
      if (auto found = latest_of(series, region)) beside.emplace(series.id, std::move(*found));
    }
  }
  std::vector<Paired> all;
  for (auto& figure : figures) {
    auto const found = beside.find(figure.series);
    Paired one{.figure = std::move(figure)};
    if (found != beside.end()) one.region = found->second;
    all.push_back(std::move(one));
  }
  std::ranges::stable_sort(all, std::greater{}, [](Paired const& one) {
    return std::tuple{one.region.has_value(), !one.figure.value.is_null(), one.figure.date};
  });
  return all;
}

std::string text_of(Figure const& figure, web::Locale locale) {
  auto text = figure.value.is_null() ? target_text(figure, locale) : value_text(figure, locale);
  if (!figure.date.empty()) text += " (" + source::date_text(locale, figure.date) + ")";
  return text;
}

}  // namespace

void fill_figures_of(store::Session& session, web::Request const& request,
                     TerritoryNamed const& territory, web::View& page) {
  auto figures = figures_of(session, territory);
  if (figures.empty()) return;
  auto const locale = request.locale;
  auto const count = figures.size();
  auto all = paired(session, std::move(figures), territory.region);
  if (all.size() > shown) all.resize(shown);
  auto part = page.include("FIGURES_HERE", "indicator/of_territory.html");
  part.set("COUNT", static_cast<std::int64_t>(count));
  bool const compared =
      std::ranges::any_of(all, [](Paired const& one) { return one.region.has_value(); });
  if (compared) part.section("REGION").set("NAME", territory.region);
  std::vector<std::string> ids;
  for (auto const& one : all)
    ids.push_back(one.figure.id);
  auto const citations = source::citations(session, ids);
  for (auto const& one : all) {
    auto row = part.section("ROW");
    row.set("URL", source::page_url(locale, source::Kind::indicator, one.figure.id));
    row.set("LABEL", one.figure.label).set("VALUE", text_of(one.figure, locale));
    if (compared)
      row.section("BESIDE").set("VALUE", one.region ? text_of(*one.region, locale) : "–");
    if (auto const found = citations.find(one.figure.id);
        found != citations.end() && !found->second.empty())
      source::fill_refs(row, locale, std::span{found->second}.first(1));
  }
  if (count > all.size()) {
    FigureFilter const filter{.territory = territory.name};
    part.section("MORE").set("URL", web::localized(locale, "/indicateurs?") +
                                        to_parameters(filter, page_names).encode());
  }
}

void add_figures_of(store::Session& session, TerritoryNamed const& territory, Json& api) {
  Json items = Json::array();
  auto figures = figures_of(session, territory);
  auto const count = figures.size();
  for (auto const& one : paired(session, std::move(figures), territory.region)) {
    if (items.size() == given) break;
    items.push_back({{"id", one.figure.id},
                     {"label", one.figure.label},
                     {"value", one.figure.value},
                     {"unit", one.figure.unit.empty() ? Json{} : Json(one.figure.unit)},
                     {"date", one.figure.date.empty() ? Json{} : Json(one.figure.date)},
                     {"region_figure", one.region ? Json(one.region->id) : Json{}},
                     {"href", source::api_path(source::Kind::indicator, one.figure.id)}});
  }
  api["printed_figures"] = {{"count", count}, {"items", std::move(items)}};
}

}  // namespace pacte::indicator
