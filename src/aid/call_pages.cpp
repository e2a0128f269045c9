#include <algorithm>

#include "aid/alert_link.hpp"
#include "aid/call_form.hpp"
#include "aid/call_rules.hpp"
#include "aid/call_search.hpp"
#include "aid/call_store.hpp"
#include "aid/call_text.hpp"
#include "aid/catalogue.hpp"
#include "aid/operations/schedule_call.hpp"
#include "aid/pages.hpp"
#include "aid/paris_time.hpp"
#include "aid/permissions.hpp"
#include "aid/rule_words.hpp"
#include "aid/store.hpp"
#include "base/text.hpp"
#include "identity/page_support.hpp"
#include "report/feed.hpp"
#include "report/icalendar.hpp"
#include "source/parts.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t most_calls = 500;

void fill_line(View view, Request const& request, Call const& call, Instant now) {
  auto const state = call_state(call, now);
  view.set("URL", web::localized(request.locale, call_path(call)))
      .set("LABEL", call.label)
      .set("KIND", tr(request.locale, call_kind_label(call.kind)))
      .set("STATE", tr(request.locale, call_state_label(state)))
      .set("STATE_CLASS", call_state_name(state))
      .set("WINDOW", window_text(request.locale, call));
  if (call.of_documents) view.show("OF_DOCUMENTS");
}

struct Group {
  std::string_view title;
  std::vector<CallState> states;
  bool soonest_first;
};

void fill_select(View& view, std::string const& name, std::string const& label,
                 std::vector<std::pair<std::string, std::string>> const& values,
                 std::string const& current) {
  if (values.empty()) return;
  auto select = view.section("SELECT");
  select.set("NAME", name).set("LABEL", label);
  for (auto const& [value, text] : values) {
    auto option = select.section("OPTION");
    option.set("VALUE", value).set("LABEL", text);
    if (value == current) option.show("CHOSEN");
  }
}

void fill_filters(store::Session& session, View& view, Request const& request) {
  auto const locale = request.locale;
  view.set("ACTION", web::localized(locale, "/appels")).set("QUERY", request.query.get("q"));
  std::vector<std::pair<std::string, std::string>> kinds;
  for (auto const kind : {CallKind::projects, CallKind::interest})
    kinds.emplace_back(call_kind_name(kind), tr(locale, call_kind_label(kind)));
  fill_select(view, "kind", tr(locale, "Sorte"), kinds, request.query.get("kind"));
  for (auto const& filter : searched_schemes().filters) {
    fill_select(view, filter.name, tr(locale, filter.label), filter.values(session, locale),
                request.query.get(filter.name));
  }
}

Response list_page(Services const& services, Request const& request) {
  auto const search = read_call_search(request.query);
  if (!search)
    return web::error_page(request, 400, tr(request.locale, "Un des critères n’est pas lisible."));
  auto reading = services.database.read();
  auto all = found_calls(reading, *search, most_calls);  // the latest closing first
  auto const now = services.clock();
  web::Document document{"aid/calls.html", request.locale};
  auto& view = document.root();
  fill_filters(reading, view, request);
  view.set("ALERT_URL", alert_url(request, "appels"));
  using enum CallState;
  for (auto const& group :
       {Group{"Ouverts", {open, closing_soon}, true}, Group{"Annoncés", {announced}, true},
        Group{"Sans date", {undated}, true},
        Group{"Clos ou annulés", {closed, cancelled}, false}}) {
    auto list = view.section("GROUP");
    std::vector<Call const*> chosen;
    for (auto const& call : all) {
      if (std::ranges::find(group.states, call_state(call, now)) != group.states.end())
        chosen.push_back(&call);
    }
    if (group.soonest_first) std::ranges::reverse(chosen);
    list.set("TITLE", tr(request.locale, group.title))
        .set("COUNT", static_cast<std::int64_t>(chosen.size()));
    if (chosen.empty()) list.show("NOTHING");
    for (auto const* call : chosen)
      fill_line(list.section("CALL"), request, *call, now);
  }
  auto response =
      web::render(request,
                  {.title = tr(request.locale, "Appels"),
                   .description = tr(request.locale,
                                     "Appels à projets et à manifestation d’intérêt, par date "
                                     "de clôture."),
                   .crumbs = {{tr(request.locale, "Dispositifs"), "/dispositifs"},
                              {tr(request.locale, "Appels"), ""}},
                   .section = "dispositifs",
                   .json = "/api/v1/calls",
                   .feed = "/appels.atom",
                   .indexed = request.query.pairs().empty()},
                  document);
  response.lasting = false;  // the clock changes it
  return response;
}

std::optional<Call> asked_call(store::Session& session, Request const& request) {
  auto const number = parse_integer(request.capture("number"));
  if (!number) return std::nullopt;
  return call(session, request.capture("domain") + "/" + request.capture("name"), *number);
}

Response absent(Request const& request) {
  return web::error_page(request, 404, tr(request.locale, "Aucun appel n’a cette adresse."));
}

void fill_lines(View& view, char const* name, Texts const& lines) {
  if (lines.empty()) return;
  auto list = view.section(name);
  for (auto const& line : lines)
    list.section("ITEM").set("TEXT", line);
}

void fill_steps(View& view, Locale locale, std::vector<CallStep> steps) {
  if (steps.empty()) return;
  // Those without a day come last, in their order.
  std::ranges::stable_sort(steps, {}, [](CallStep const& step) {
    return step.day.empty() ? std::string{"~"} : step.day;
  });
  auto list = view.section("CALENDAR");
  for (auto const& step : steps) {
    auto item = list.section("ITEM");
    item.set("TEXT", step.label);
    if (!step.day.empty()) {
      item.section("DAY").set("DATE", step.day).set("TEXT", source::date_text(locale, step.day));
    }
  }
}

// The tracks, and what the rules of the scheme ask of each.
void fill_tracks(View& view, store::Session& session, RuleBookKeeper& rules, Request const& request,
                 Call const& call) {
  auto const book = rules.current(session);
  auto const* entry = book->find(call.scheme);
  auto const lines = entry == nullptr
                         ? std::vector<RuleWords>{}
                         : in_words(entry->rules.sheet, book->words().vocabulary, request.locale);
  for (auto const& track : call.tracks) {
    auto part = view.section("TRACK");
    part.set("LABEL", track.label);
    part.set_optional("ENVELOPE", track.envelope
                                      ? pacte::to_text(*track.envelope, web::digits(request.locale))
                                      : "");
    fill_lines(part, "CRITERIA", track.criteria);
    auto const rule = std::ranges::find(lines, track.rule, &RuleWords::name);
    if (track.rule.empty() || rule == lines.end()) continue;
    part.section("RULE")
        .set("LABEL", rule->label)
        .set("TEXT", rule->text)
        .set("URL", web::localized(request.locale, scheme_path(call.scheme)) + "#regles");
  }
}

Response call_page(Services const& services, RuleBookKeeper& rules, Request const& request) {
  auto reading = services.database.read();
  auto const found = asked_call(reading, request);
  if (!found) return absent(request);
  auto const locale = request.locale;
  web::Document document{"aid/call.html", locale};
  auto& view = document.root();
  auto line = view.section("HEAD");
  fill_line(line, request, *found, services.clock());
  view.set_optional("SUMMARY", found->summary);
  view.set("SCHEME_URL", web::localized(locale, scheme_path(found->scheme)));
  if (has_something_to_come(*found, services.clock()))
    view.section("ICS").set("URL", call_path(*found) + "/agenda.ics");
  auto const shown = scheme(reading, found->scheme);
  auto const version =
      shown ? scheme_version(reading, found->scheme, shown->shown) : std::optional<SchemeVersion>{};
  view.set("SCHEME", version ? version->content.label : found->scheme);
  fill_tracks(view, reading, rules, request, *found);
  fill_lines(view, "JURY", found->jury);
  fill_steps(view, locale, found->calendar);
  if (request.principal.may(publish_schemes))
    view.section("EDIT").set("URL", web::localized(locale, "/administration" + call_path(*found)));
  auto response = web::render(request,
                              {.title = found->label,
                               .description = window_text(locale, *found),
                               .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                                          {tr(locale, "Appels"), "/appels"},
                                          {found->label, ""}},
                               .section = "dispositifs"},
                              document);
  response.lasting = false;
  return response;
}

// Of each call, the moments that are known: its opening, its closing, the days of its steps.
void add_events(report::Calendar& calendar, Request const& request, Call const& call) {
  using At = decltype(report::CalendarEvent::at);
  auto const add = [&](std::string const& what, std::string summary, At at) {
    report::CalendarEvent event{
        .uid = fmt::format("{}/{}/{}@pacte", call.scheme, call.number, what),
        .at = at,
        .summary = std::move(summary),
        .description = call.summary,
        .url = request.origin + call_path(call),
        .sequence = call.revision - 1,
        .changed = parse_instant(call.changed_at).value_or(Instant{}),
        .cancelled = call.cancelled};
    calendar.events.push_back(std::move(event));
  };
  if (call.opens) add("opens", web::trf(request.locale, "Ouverture : {}", call.label), *call.opens);
  if (call.closes) {
    add("closes", web::trf(request.locale, "Clôture : {}", call.label),
        call.hour_stated ? At{*call.closes} : At{*day_of(day_ending(*call.closes))});
  }
  for (std::size_t i = 0; i < call.calendar.size(); ++i) {
    auto const& step = call.calendar[i];
    if (auto const day = day_of(step.day))
      add(fmt::format("step-{}", i + 1),
          web::trf(request.locale, "{} : {}", step.label, call.label), *day);
  }
}

Response calendar_response(report::Calendar const& calendar) {
  Response response{.body = report::icalendar(calendar)};
  response.with("Content-Type", "text/calendar; charset=utf-8");
  response.cacheable = true;
  return response;
}

Response calendar_of_all(Services const& services, Request const& request) {
  auto reading = services.database.read();
  report::Calendar calendar{.name = tr(request.locale, "Appels de la Région"),
                            .product = "-//Pacte//Appels//FR",
                            .events = {}};
  for (auto const& call : calls(reading, most_calls))
    add_events(calendar, request, call);
  return calendar_response(calendar);
}

Response calendar_of_one(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const found = asked_call(reading, request);
  if (!found) return absent(request);
  report::Calendar calendar{.name = found->label, .product = "-//Pacte//Appels//FR", .events = {}};
  add_events(calendar, request, *found);
  return calendar_response(calendar);
}

Response feed(Services const& services, Request const& request) {
  auto reading = services.database.read();
  report::Feed feed{.id = request.origin + "/appels",
                    .title = tr(request.locale, "Appels de la Région"),
                    .subtitle = {},
                    .self = request.origin + web::localized(request.locale, "/appels.atom"),
                    .alternate = request.origin + web::localized(request.locale, "/appels"),
                    .author = web::site().name,
                    .language = std::string{web::tag(request.locale)},
                    .updated = {},
                    .entries = {}};
  for (auto const& call : calls(reading, most_calls)) {
    auto const changed = parse_instant(call.changed_at).value_or(Instant{});
    feed.updated = std::max(feed.updated, changed);
    report::FeedEntry entry{};
    entry.id = request.origin + call_path(call);
    entry.title = call.label;
    entry.link = request.origin + web::localized(request.locale, call_path(call));
    entry.updated = changed;
    entry.summary = fmt::format("{}, {}", tr(request.locale, call_kind_label(call.kind)),
                                window_text(request.locale, call));
    feed.entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(feed.entries, std::ranges::greater{}, &report::FeedEntry::updated);
  Response response{.body = report::atom(feed)};
  response.with("Content-Type", "application/atom+xml; charset=utf-8");
  response.cacheable = true;
  return response;
}

}  // namespace

void fill_calls_of(View& view, store::Session& session, Request const& request,
                   std::string const& scheme, Instant now) {
  auto const all = calls_of(session, scheme);
  if (all.empty()) return;
  auto shown = view.include("CALLS", "aid/calls_of.html");
  shown.set("COUNT", static_cast<std::int64_t>(all.size()));
  for (auto const& call : all)
    fill_line(shown.section("CALL"), request, call, now);
}

void add_call_pages(web::Router& router, Services const& services,
                    std::shared_ptr<RuleBookKeeper> const& rules) {
  auto const with = [&services](Response (*handler)(Services const&, Request const&)) {
    return [services, handler](Request const& request) { return handler(services, request); };
  };
  std::string const one = "/appels/{domain}/{name}/{number}";
  router.page("/appels", with(list_page));
  router.page("/appels.ics", with(calendar_of_all));
  router.page("/appels.atom", with(feed));
  router.page(one, [services, rules](Request const& request) {
    return call_page(services, *rules, request);
  });
  router.page(one + "/agenda.ics", with(calendar_of_one));
}

}  // namespace pacte::aid
