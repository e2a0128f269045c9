#include "territory/justice_pages.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "territory/lorenz.hpp"
#include "territory/numbers.hpp"
#include "territory/operations/measure_justice.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr auto path = "/territoires/justice";
constexpr std::size_t longest_table = 900'000;  // characters; a request's body is limited too
constexpr std::size_t longest_name = 100;
constexpr std::size_t places_shown = 10;  // at each end

struct Form {
  std::string csv;
  JusticeRequest request;
};

std::string amount(Quantity quantity, Locale locale) {
  return rounded(static_cast<double>(quantity) / unit_quantity, 2, locale);
}

std::string percent(double share, Locale locale) {
  return fmt::format("{}\u202F%", rounded(share * 100, 1, locale));
}

std::string percent(Bounds<double> const& share, Locale locale) {
  if (share.certain()) return percent(share.least, locale);
  return trf(locale, "de {} à {}", percent(share.least, locale), percent(share.most, locale));
}

std::string amount(Bounds<Quantity> const& bounds, Locale locale) {
  if (bounds.certain()) return amount(bounds.least, locale);
  return trf(locale, "de {} à {}", amount(bounds.least, locale), amount(bounds.most, locale));
}

// What a row of territories has, and how it compares with the region.
void fill_shares(View& row, JusticeReport const& report, Quantity value, std::int64_t population,
                 Locale locale) {
  row.set("POPULATION", grouped(population, web::digits(locale)));
  row.set("VALUE", amount(value, locale));
  auto const each = per_inhabitant(value, population);
  row.set("PER_INHABITANT", each ? rounded(*each, 2, locale) : std::string{"–"});
  auto const mean = per_inhabitant(report.total, report.population);
  row.set("INDEX",
          each && mean && *mean > 0 ? rounded(100 * *each / *mean, 0, locale) : std::string{"–"});
}

std::string counted(JusticeReport const& report, JusticeOptions const& options, Locale locale) {
  auto const places = grouped(static_cast<std::int64_t>(report.places.size()), web::digits(locale));
  auto const people = grouped(report.population, web::digits(locale));
  auto const absent = grouped(static_cast<std::int64_t>(report.absent), web::digits(locale));
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

void fill_measures(View& result, JusticeReport const& report, JusticeOptions const& options,
                   Locale locale) {
  if (!report.concentration) return;
  auto const& [lorenz, gini, theil] = *report.concentration;
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
  measures.set_trusted_html("LORENZ", lorenz_svg(lorenz, locale));
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
    row.set("NAME", size_name(size, locale));
    row.set("PLACES", grouped(static_cast<std::int64_t>(size.places), web::digits(locale)));
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

void fill_result(View& view, MeasuredJustice const& measured, JusticeOptions const& options,
                 Locale locale) {
  auto const& report = measured.report;
  auto result = view.section("RESULT");
  result.set("HEADING", heading(report.level, locale));
  for (auto const& notice : measured.notices)
    result.section("NOTICE").set("TEXT", notice);
  auto const mean = per_inhabitant(report.total, report.population);
  result.set("TOTAL", amount(report.total, locale));
  result.set("PER_INHABITANT", mean ? rounded(*mean, 2, locale) : std::string{"–"});
  result.set("COUNTED", counted(report, options, locale));
  result.set("GROUPS_TITLE", options.groups == Level::department
                                 ? tr(locale, "Entre les départements")
                                 : tr(locale, "Entre les intercommunalités"));
  fill_measures(result, report, options, locale);
  fill_tables(result, report, locale);
  fill_places(result, report, locale);
}

web::Document document(Request const& request, web::Parameters const& given,
                       std::vector<FieldError> const& errors) {
  web::Document content{"territory/justice.html", request.locale};
  auto& view = content.root();
  view.set("ACTION", web::localized(request.locale, path));
  web::fill_form(view, request, given, errors);
  view.show(given.get("by") == "epci" ? "BY_EPCI" : "BY_DEPARTMENT");
  view.show(given.get("absent") == "left-out" ? "ABSENT_LEFT_OUT" : "ABSENT_ZERO");
  return content;
}

Response page(Request const& request, web::Document const& content) {
  auto const title = tr(request.locale, "Justice territoriale");
  return web::render(
      request,
      {.title = title,
       .description = tr(request.locale,
                         "Mesurer comment un montant est partagé entre les territoires : par "
                         "habitant, Gini, Theil, part de chaque zonage."),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"}, {title, ""}},
       .section = "territoires",
       .canonical = path},
      content);
}

Response show(Request const& request) {
  auto response = page(request, document(request, {}, {}));
  return response;
}

std::expected<JusticeRequest, std::vector<FieldError>> read_form(Form& form,
                                                                 web::Parameters const& given,
                                                                 Locale locale) {
  web::FormReader reader{given, locale};
  form.csv = reader.text("csv", 1, longest_table);
  JusticeRequest request;
  request.columns = {.territory = reader.text("territory", 0, longest_name),
                     .value = reader.text("value", 0, longest_name)};
  request.options.groups =
      reader.choice("by", {"department", "epci"}) == "epci" ? Level::epci : Level::department;
  request.options.absent_are_zero = reader.choice("absent", {"zero", "left-out"}) != "left-out";
  reader.refuse_unknown();
  if (!reader.ok()) return std::unexpected{reader.errors()};
  request.csv = form.csv;
  return request;
}

Response measure(Services const& services, Request const& request) {
  auto const given = request.form().value_or(web::Parameters{});
  auto const refused = [&](std::string const& detail, std::vector<FieldError> const& errors) {
    auto content = document(request, given, errors);
    content.root().set("DETAIL", detail);
    auto response = page(request, content);
    response.status = 422;
    return response;
  };
  Form form;
  auto const wanted = read_form(form, given, request.locale);
  if (!wanted) return refused(tr(request.locale, "Rien n’a été mesuré"), wanted.error());
  auto const measured = measure_justice(services.database, *wanted);
  if (!measured) {
    auto fields = measured.error().fields;
    if (fields.empty()) fields.push_back({"csv", tr(request.locale, measured.error().detail)});
    return refused(tr(request.locale, measured.error().detail), fields);
  }
  auto content = document(request, given, {});
  fill_result(content.root(), *measured, wanted->options, request.locale);
  return page(request, content);
}

}  // namespace

void add_justice_pages(web::Router& router, Services const& services) {
  router.page(path, show);
  router.form(path, [services](Request const& request) { return measure(services, request); });
}

}  // namespace pacte::territory
