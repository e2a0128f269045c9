// The parts of the page that set measures side by side.
#include "base/text.hpp"
#include "territory/justice_figures.hpp"
#include "territory/justice_view.hpp"
#include "territory/numbers.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t median = 1;  // among the quartiles

std::string with_sign(double value, std::string const& text) {
  return value > 0 ? "+" + text : text;
}

void fill_measure(View& change, std::string const& name, std::string const& before,
                  std::string const& after, std::string const& by) {
  auto row = change.section("MEASURE");
  row.set("NAME", name).set("BEFORE", before).set("AFTER", after).set("BY", by);
}

// What grew or shrank, in hundredths of what there was.
std::string growth(double before, double after, Locale locale) {
  if (before <= 0) return "–";
  auto const by = (after - before) / before;
  return with_sign(by, percent(by, locale));
}

void fill_concentration(View& change, JusticeReport const& before, JusticeReport const& after,
                        Locale locale) {
  if (!before.concentration || !after.concentration) return;
  auto const row = [&](std::string const& name, double then, double now) {
    fill_measure(change, name, rounded(then, 3, locale), rounded(now, 3, locale),
                 with_sign(now - then, rounded(now - then, 3, locale)));
  };
  auto const& then = *before.concentration;
  auto const& now = *after.concentration;
  row(tr(locale, "Indice de Gini"), then.gini, now.gini);
  row(tr(locale, "Indice de Theil"), then.theil.total, now.theil.total);
  row(tr(locale, "Theil, entre les groupes"), then.theil.between, now.theil.between);
  row(tr(locale, "Theil, dans les groupes"), then.theil.within, now.theil.within);
}

std::string points(double share, Locale locale) {
  constexpr double hundred = 100;
  return with_sign(share, rounded(share * hundred, 1, locale));
}

std::string points(Bounds<double> const& by, Locale locale) {
  if (by.certain()) return points(by.least, locale);
  return trf(locale, "de {} à {}", points(by.least, locale), points(by.most, locale));
}

void fill_place(View& peers, JusticeReport const& report, std::string const& name,
                std::string const& url, Quantity value, std::int64_t population, Locale locale) {
  auto row = peers.section("BESIDE");
  row.set("NAME", name);
  if (!url.empty())
    row.set("URL", url).show("LINKED");
  else
    row.show("PLAIN");
  fill_shares(row, report, value, population, locale);
}

// Of what peers have per inhabitant, the three values that cut them in four.
void fill_quartiles(View& peers, JusticeReport const& report, Peers const& found, Locale locale) {
  PerPeople const scale{report};
  auto const& [first, middle, third] = found.quartiles;
  peers.set("MEDIAN", scale.text(middle, locale));
  peers.set("SPREAD",
            trf(locale, "la moitié d’entre eux ont de {} à {} {}", scale.text(first, locale),
                scale.text(third, locale), scale.unit(locale)));
  auto const mean = per_inhabitant(report.total, report.population);
  peers.set("MEDIAN_INDEX",
            mean && *mean > 0 ? rounded(100 * middle / *mean, 0, locale) : std::string{"–"});
}

std::string verdict(JusticeReport const& report, PlaceComparison const& compared, Locale locale) {
  auto const& place = report.places[compared.place];
  auto const own = per_inhabitant(place.value, place.population).value_or(0);
  auto const less = std::ranges::count_if(compared.peers.places, [&](std::size_t peer) {
    auto const& one = report.places[peer];
    return per_inhabitant(one.value, one.population).value_or(0) < own;
  });
  auto const all = static_cast<std::int64_t>(compared.peers.places.size());
  return trf(locale, "{} a {} {} : plus que {} de ses {} semblables, dont la médiane est {}.",
             place.name, PerPeople{report}.text(own, locale), PerPeople{report}.unit(locale), less,
             all, PerPeople{report}.text(compared.peers.quartiles[median], locale));
}

}  // namespace

void fill_change(View& result, MeasuredJustice const& measured, Locale locale) {
  if (!measured.before) return;
  auto const& before = *measured.before;
  auto const& after = measured.report;
  auto change = result.section("CHANGE");
  fill_measure(change, tr(locale, "Total"), amount(before.total, locale),
               amount(after.total, locale),
               growth(static_cast<double>(before.total), static_cast<double>(after.total), locale));
  auto const then = per_inhabitant(before.total, before.population);
  auto const now = per_inhabitant(after.total, after.population);
  PerPeople const scale{after};
  fill_measure(change, scale.title(locale), scale.text(then, locale), scale.text(now, locale),
               growth(then.value_or(0), now.value_or(0), locale));
  fill_concentration(change, before, after, locale);
  for (std::size_t i = 0; i < after.zonings.size(); ++i) {
    auto const& share = after.zonings[i].reach.share_of_value;
    auto const& share_then = before.zonings[i].reach.share_of_value;
    auto row = change.section("ZONING_CHANGE");
    row.set("NAME", tr(locale, after.zonings[i].name));
    row.set("BEFORE", percent(share_then, locale)).set("AFTER", percent(share, locale));
    row.set("BY", points(territory::change(share_then, share), locale));
    row.set("PEOPLE", percent(after.zonings[i].reach.share_of_population, locale));
  }
}

void fill_peers(View& result, MeasuredJustice const& measured, Locale locale) {
  if (!measured.place) return;
  auto const& report = measured.report;
  auto const& compared = *measured.place;
  auto const& place = report.places[compared.place];
  auto const url = [&](Key const& key) { return web::localized(locale, page_path(key)); };
  auto peers = result.section("PEERS");
  peers.set("TITLE", trf(locale, "{} et ses semblables", place.name));
  peers.set("VERDICT", verdict(report, compared, locale));
  fill_place(peers, report, place.name, url(place.key), place.value, place.population, locale);
  fill_quartiles(peers, report, compared.peers, locale);
  if (compared.department) {
    auto const& department = *compared.department;
    fill_place(peers, report, trf(locale, "Département : {}", department.name), url(department.key),
               department.value, department.population, locale);
  }
  fill_place(peers, report, tr(locale, "Région"), "", report.total, report.population, locale);
  peers.set("COUNT", static_cast<std::int64_t>(compared.peers.places.size()));
  for (auto const index : compared.peers.places) {
    auto const& one = report.places[index];
    auto row = peers.section("PEER");
    row.set("URL", url(one.key)).set("NAME", one.name);
    fill_shares(row, report, one.value, one.population, locale);
  }
}

}  // namespace pacte::territory
