#include "territory/justice_view.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "territory/justice_figures.hpp"
#include "territory/lorenz.hpp"
#include "territory/numbers.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t places_shown = 10;  // at each end

std::string number(std::size_t count, Locale locale) {
  return grouped(static_cast<std::int64_t>(count), web::digits(locale));
}

std::string counted(JusticeReport const& report, JusticeOptions const& options, Locale locale) {
  auto const places = number(report.places.size(), locale);
  auto const people = grouped(report.population, web::digits(locale));
  auto const absent = number(report.absent, locale);
  if (report.absent == 0) return trf(locale, "{} territoires, {} habitants.", places, people);
  if (options.absent_are_zero) {
    return trf(locale, "{} territoires, {} habitants ; {} absents du tableau comptent pour zéro.",
               places, people, absent);
  }
  return trf(locale, "{} territoires, {} habitants ; {} absents du tableau sont laissés de côté.",
             places, people, absent);
}

// The share of the value that the least endowed half of the people have.
double share_of_half(std::vector<LorenzPoint> const& lorenz) {
  constexpr double half = 0.5;
  auto const above = std::ranges::find_if(lorenz, [](auto const& p) { return p.people >= half; });
  if (above == lorenz.begin() || above == lorenz.end()) return 0;
  auto const& below = *std::prev(above);
  return std::lerp(below.value, above->value,
                   (half - below.people) / (above->people - below.people));
}

void fill_measures(View& result, MeasuredJustice const& measured, JusticeOptions const& options,
                   Locale locale) {
  if (!measured.report.concentration) return;
  auto const& [lorenz, gini, theil] = *measured.report.concentration;
  // The section stands twice in the view: figures at the top, explanations below.
  auto measures = result.section("MEASURES");
  measures.set("GINI", rounded(gini, 3, locale)).set("THEIL", rounded(theil.total, 3, locale));
  measures.set("GINI_SENTENCE",
               trf(locale, "L’indice de Gini est de {}.", rounded(gini, 3, locale)));
  measures.set("HALF_SENTENCE",
               trf(locale, "La moitié des habitants, la moins dotée, a {} du total.",
                   percent(share_of_half(lorenz), locale)));
  auto const part = theil.total > 0 ? theil.between / theil.total : 0;
  measures.set("THEIL_SENTENCE",
               options.groups == Level::department
                   ? trf(locale,
                         "{} de l’inégalité (Theil) tient à l’écart entre les départements ; le "
                         "reste, à l’écart dans chacun d’eux.",
                         percent(part, locale))
                   : trf(locale,
                         "{} de l’inégalité (Theil) tient à l’écart entre les intercommunalités ; "
                         "le reste, à l’écart dans chacune d’elles.",
                         percent(part, locale)));
  std::span<LorenzPoint const> then;
  if (measured.before && measured.before->concentration) {
    then = measured.before->concentration->lorenz;
    measures.show("DOTTED");
  }
  measures.set_trusted_html("LORENZ", lorenz_svg(lorenz, locale, then));
}

std::string size_name(SizeClass const& size, Locale locale) {
  auto const least = grouped(size.least, web::digits(locale));
  if (!size.most) return trf(locale, "{} et plus", least);
  return trf(locale, "de {} à {}", least, grouped(*size.most, web::digits(locale)));
}

void fill_tables(View& result, JusticeReport const& report, Locale locale) {
  for (auto const& group : report.groups) {
    auto row = result.section("GROUP");
    row.set("URL", web::localized(locale, page_path(group.key))).set("NAME", group.name);
    fill_shares(row, report, group.value, group.population, locale);
  }
  for (auto const& size : report.sizes) {
    auto row = result.section("SIZE");
    row.set("NAME", size_name(size, locale)).set("PLACES", number(size.places, locale));
    fill_shares(row, report, size.value, size.population, locale);
  }
  if (report.zonings.empty()) return;
  auto zonings = result.section("ZONINGS");
  for (auto const& zoning : report.zonings) {
    auto const& reach = zoning.reach;
    auto row = zonings.section("ZONING");
    row.set("NAME", tr(locale, zoning.name));
    row.set("SHARE", percent(reach.share_of_value, locale));
    row.set("PEOPLE", percent(reach.share_of_population, locale));
    row.set("VALUE", amount(reach.value, locale));
  }
}

void fill_places(View& result, JusticeReport const& report, Locale locale) {
  std::vector<PlaceShare const*> order;
  for (auto const& place : report.places) {
    if (place.population > 0) order.push_back(&place);
  }
  std::ranges::stable_sort(order, std::greater{}, [](PlaceShare const* place) {
    return *per_inhabitant(place->value, place->population);
  });
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i >= places_shown && i + places_shown < order.size()) continue;
    auto row = result.section("PLACE");
    row.set("URL", web::localized(locale, page_path(order[i]->key))).set("NAME", order[i]->name);
    fill_shares(row, report, order[i]->value, order[i]->population, locale);
  }
}

std::string heading(Level level, Locale locale) {
  switch (level) {
    case Level::epci: return tr(locale, "Mesures, par intercommunalité");
    case Level::department: return tr(locale, "Mesures, par département");
    default: return tr(locale, "Mesures, par commune");
  }
}

}  // namespace

View fill_justice(View& view, MeasuredJustice const& measured, JusticeOptions const& options,
                  Locale locale) {
  auto const& report = measured.report;
  PerPeople const scale{report};
  auto result = view.section("RESULT");
  result.set("HEADING", heading(report.level, locale)).set("EACH", scale.title(locale));
  for (auto const& notice : measured.notices)
    result.section("NOTICE").set("TEXT", notice);
  result.set("TOTAL", amount(report.total, locale));
  result.set("PER_INHABITANT", scale.text(per_inhabitant(report.total, report.population), locale));
  result.set("COUNTED", counted(report, options, locale));
  result.set("GROUPS_TITLE", options.groups == Level::department
                                 ? tr(locale, "Entre les départements")
                                 : tr(locale, "Entre les intercommunalités"));
  fill_measures(result, measured, options, locale);
  fill_peers(result, measured, locale);
  fill_change(result, measured, locale);
  fill_tables(result, report, locale);
  fill_places(result, report, locale);
  return result;
}

}  // namespace pacte::territory
