#include "territory/justice_pages.hpp"

#include <algorithm>

#include "territory/justice_tables.hpp"
#include "territory/justice_view.hpp"
#include "territory/zoning_model.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;

constexpr auto path = "/territoires/justice";
constexpr std::size_t longest_table = 900'000;  // characters; a request's body is limited too
constexpr std::size_t longest_name = 100;

// What is wanted, and in which form.
struct Wanted {
  std::string csv;
  JusticeRequest request;
  std::string download;  // "places", "zonings", or the page
};

using Errors = std::vector<FieldError>;

TerritorialCount const* count_named(Services const& services, std::string const& id) {
  auto const found = std::ranges::find(services.counts, id, &TerritorialCount::id);
  return found == services.counts.end() ? nullptr : &*found;
}

// The fields of the form out of an address that one may keep:
// "/territoires/justice?compte=zonings-commune&pour=commune:34172".
web::Parameters from_query(web::Parameters const& query) {
  web::Parameters given;
  auto const add = [&](char const* field, char const* named, char const* otherwise) {
    auto value = query.get(named);
    given.add(field, value.empty() ? otherwise : std::move(value));
  };
  add("count", "compte", "");
  add("place", "pour", "");
  add("by", "par", "department");
  add("absent", "absents", "zero");
  add("download", "tableau", "");
  return given;
}

web::Document document(Services const& services, Request const& request,
                       web::Parameters const& given, Errors const& errors) {
  web::Document content{"territory/justice.html", request.locale};
  auto& view = content.root();
  view.set("ACTION", web::localized(request.locale, path));
  web::fill_form(view, request, given, errors);
  view.show(given.get("by") == "epci" ? "BY_EPCI" : "BY_DEPARTMENT");
  view.show(given.get("absent") == "left-out" ? "ABSENT_LEFT_OUT" : "ABSENT_ZERO");
  if (services.counts.empty()) return content;
  auto ready = view.section("READY");
  for (auto const& count : services.counts) {
    auto option = ready.section("COUNT_OPTION");
    option.set("ID", count.id).set("LABEL", tr(request.locale, count.label));
    option.set("METHOD", tr(request.locale, count.method));
    if (count.id == given.get("count")) option.show("CHOSEN");
  }
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

Response download(MeasuredJustice const& measured, std::string const& which) {
  report::CsvOptions const options{.byte_order_mark = true};
  bool const zonings = which == "zonings";
  Response response{.body =
                        zonings ? zonings_csv(measured, options) : places_csv(measured, options)};
  response.with("Content-Type", "text/csv; charset=utf-8; header=present")
      .with("Content-Disposition", fmt::format("attachment; filename=\"justice-{}.csv\"",
                                               zonings ? "zonages" : "territoires"));
  return response;
}

std::expected<Wanted, Errors> read(Services const& services, web::Parameters const& given,
                                   Locale locale) {
  web::FormReader reader{given, locale};
  Wanted wanted;
  auto const count = reader.text("count", 0, longest_name);
  wanted.csv = reader.text("csv", count.empty() ? 1 : 0, longest_table);
  auto& request = wanted.request;
  request.columns = {.territory = reader.text("territory", 0, longest_name),
                     .value = reader.text("value", 0, longest_name),
                     .before = reader.text("before", 0, longest_name)};
  request.options.groups =
      reader.choice("by", {"department", "epci"}) == "epci" ? Level::epci : Level::department;
  request.options.absent_are_zero = reader.choice("absent", {"zero", "left-out"}) != "left-out";
  request.place = reader.text("place", 0, longest_name);
  request.day = iso_day(services.clock());
  request.locale = locale;
  wanted.download = reader.text("download", 0, longest_name);
  if (!wanted.download.empty()) (void)reader.choice("download", {"places", "zonings"});
  if (!count.empty()) {
    request.count = count_named(services, count);
    if (request.count == nullptr) {
      reader.reject("count", tr(locale, "Pacte ne tient aucun compte de ce nom."));
    }
  }
  reader.refuse_unknown();
  if (!reader.ok()) return std::unexpected{reader.errors()};
  return wanted;
}

// What the view needs to offer the same measures again, as tables.
void fill_downloads(web::View& result, Wanted const& wanted, web::Parameters const& given,
                    Locale locale) {
  if (wanted.request.count == nullptr) {
    result.show("DOWNLOAD_AGAIN");
    return;
  }
  web::Parameters query;
  for (auto const& [named, field] :
       {std::pair{"compte", "count"}, {"par", "by"}, {"absents", "absent"}})
    query.add(named, given.get(field));
  auto link = result.section("DOWNLOAD_LINK");
  auto const address = fmt::format("{}?{}", web::localized(locale, path), query.encode());
  link.set("PLACES_URL", address + "&tableau=places");
  link.set("ZONINGS_URL", address + "&tableau=zonings");
}

Response measure(Services const& services, Request const& request, web::Parameters const& given) {
  auto const refused = [&](std::string const& detail, Errors const& errors) {
    auto content = document(services, request, given, errors);
    content.root().set("DETAIL", detail);
    auto response = page(request, content);
    response.status = 422;
    return response;
  };
  auto wanted = read(services, given, request.locale);
  if (!wanted) return refused(tr(request.locale, "Rien n’a été mesuré"), wanted.error());
  wanted->request.csv = wanted->csv;
  auto const measured = measure_justice(services.database, wanted->request);
  if (!measured) {
    auto fields = measured.error().fields;
    if (fields.empty()) fields.push_back({"csv", measured.error().detail});
    return refused(measured.error().detail, fields);
  }
  if (!wanted->download.empty()) return download(*measured, wanted->download);
  auto content = document(services, request, given, {});
  auto result = fill_justice(content.root(), *measured, wanted->request.options, request.locale);
  if (auto const* count = wanted->request.count) {
    auto counted = result.section("COUNTED_BY_PACTE");
    counted.set("LABEL", tr(request.locale, count->label));
    counted.set("METHOD", tr(request.locale, count->method));
  }
  fill_downloads(result, *wanted, given, request.locale);
  auto reading = services.database.read();
  fill_justice_map(result, reading, request, *measured);
  return page(request, content);
}

Response show(Services const& services, Request const& request) {
  auto const given = from_query(request.query);
  if (given.get("count").empty()) return page(request, document(services, request, given, {}));
  return measure(services, request, given);
}

}  // namespace

void add_justice_pages(web::Router& router, Services const& services) {
  router.page(path, [services](Request const& request) { return show(services, request); });
  router.form(path, [services](Request const& request) {
    return measure(services, request, request.form().value_or(web::Parameters{}));
  });
}

}  // namespace pacte::territory
