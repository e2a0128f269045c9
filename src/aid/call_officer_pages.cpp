#include <algorithm>

#include "aid/call_form.hpp"
#include "aid/call_rules.hpp"
#include "aid/call_store.hpp"
#include "aid/operations/schedule_call.hpp"
#include "aid/pages.hpp"
#include "aid/permissions.hpp"
#include "aid/rule_words.hpp"
#include "aid/store.hpp"
#include "base/markup.hpp"
#include "base/text.hpp"
#include "identity/page_support.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Parameters;
using web::Request;
using web::Response;
using web::tr;
using web::View;

std::string scheme_of(Request const& request) {
  return request.capture("domain") + "/" + request.capture("name");
}

// 0 for a new call.
std::int64_t number_of(Request const& request) {
  auto const found = request.captures.find("number");
  return found == request.captures.end() ? 0 : parse_integer(found->second).value_or(-1);
}

struct Shown {
  Parameters given;
  std::vector<FieldError> errors;
  int status = 200;
};

// The lines of the scheme's rules that may decide on a track: its definitions, conditions and
// outputs.
std::vector<RuleWords> deciding_lines(store::Session& session, RuleBookKeeper& rules,
                                      std::string const& scheme, web::Locale locale) {
  auto const book = rules.current(session);
  auto const* entry = book->find(scheme);
  if (entry == nullptr) return {};
  auto lines = in_words(entry->rules.sheet, book->words().vocabulary, locale);
  std::erase_if(lines, [](RuleWords const& line) {
    using enum rule::LineKind;
    return line.kind != output && line.kind != definition && line.kind != condition;
  });
  return lines;
}

void fill_tracks(View& view, Parameters const& given, std::vector<RuleWords> const& lines,
                 web::Locale locale) {
  for (std::size_t i = 1; i <= most_tracks; ++i) {
    auto const name = fmt::format("track-{}", i);
    auto track = view.section("TRACK");
    track.set("NAME", name)
        .set("TITLE", web::trf(locale, "Volet {}", i))
        .set("LABEL", given.get(name + "-label"))
        .set_trusted_html("CRITERIA_LINES", escape_html(given.get(name + "-criteria")))
        .set("ENVELOPE", given.get(name + "-envelope"));
    if (lines.empty()) continue;
    auto choice = track.section("RULES");
    choice.set("NAME", name);
    for (auto const& line : lines) {
      auto option = choice.section("OPTION");
      option.set("VALUE", line.name).set("LABEL", line.label);
      if (given.get(name + "-rule") == line.name) option.show("CHOSEN");
    }
  }
}

// The steps given, and a few more to fill in.
void fill_steps(View& view, Parameters const& given) {
  constexpr std::size_t spare = 3;
  std::size_t last = 0;
  for (std::size_t i = 1; i <= most_steps; ++i) {
    auto const name = fmt::format("step-{}", i);
    if (!given.get(name + "-label").empty() || !given.get(name + "-date").empty()) last = i;
  }
  for (std::size_t i = 1; i <= std::min(last + spare, most_steps); ++i) {
    auto const name = fmt::format("step-{}", i);
    view.section("STEP")
        .set("NAME", name)
        .set("NUMBER", static_cast<std::int64_t>(i))
        .set("DATE", given.get(name + "-date"))
        .set("LABEL", given.get(name + "-label"));
  }
}

Response page(Services const& services, RuleBookKeeper& rules, Request const& request,
              Shown shown) {
  auto reading = services.database.read();
  auto const id = scheme_of(request);
  auto const number = number_of(request);
  auto const known = scheme(reading, id);
  auto const version =
      known ? scheme_version(reading, id, known->shown) : std::optional<SchemeVersion>{};
  auto const stored = number > 0 ? call(reading, id, number) : std::optional<Call>{};
  if (!version || (number != 0 && !stored))
    return web::error_page(request, 404, tr(request.locale, "Aucun appel n’a cette adresse."));
  auto const locale = request.locale;
  if (shown.given.pairs().empty())
    shown.given = form_of(stored.value_or(Call{}), web::digits(locale));
  web::Document document{"aid/call_edit.html", locale};
  auto& view = document.root();
  web::fill_form(view, request, shown.given, {});
  if (!shown.errors.empty()) {
    auto summary = view.section("ERRORS");
    for (auto const& error : shown.errors) {
      auto line = summary.section("ERROR");
      line.set("MESSAGE", error.message);
      if (!error.field.empty())
        line.section("AT").set("FIELD", error.field).set("MESSAGE", error.message);
      else
        line.section("WHOLE").set("MESSAGE", error.message);
    }
  }
  auto const title = number == 0 ? web::trf(locale, "Ouvrir un appel : {}", version->content.label)
                                 : web::trf(locale, "Modifier : {}", stored->label);
  view.set("TITLE", title)
      .set("CSRF", request.principal.csrf_token)
      .set("ACTION", web::localized(locale, request.path))
      .set("REVISION", stored ? stored->revision : 0)
      .set("LABEL", shown.given.get("label"))
      .set("OPENS_DATE", shown.given.get("opens-date"))
      .set("OPENS_HOUR", shown.given.get("opens-hour"))
      .set("CLOSES_DATE", shown.given.get("closes-date"))
      .set("CLOSES_HOUR", shown.given.get("closes-hour"));
  for (auto const& [marker, field] :
       {std::pair{"SUMMARY_LINES", "summary"}, std::pair{"JURY_LINES", "jury"}}) {
    view.set_trusted_html(marker, escape_html(shown.given.get(field)));
  }
  if (shown.given.get("kind") == "interest") view.show("INTEREST");
  if (shown.given.find("cancelled")) view.show("CANCELLED");
  fill_tracks(view, shown.given, deciding_lines(reading, rules, id, locale), locale);
  fill_steps(view, shown.given);
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                                 {tr(locale, "Appels"), "/appels"},
                                 {title, ""}},
                      .section = "dispositifs",
                      .indexed = false},
                     document, shown.status);
}

Response submit(Services const& services, RuleBookKeeper& rules, Request const& request) {
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  constexpr std::size_t longest_number = 20;
  Call input{.scheme = scheme_of(request), .number = number_of(request)};
  input.revision = parse_integer(reader.text("revision", 0, longest_number)).value_or(0);
  input = read_call(reader, std::move(input));
  reader.refuse_unknown();
  if (!reader.ok()) return page(services, rules, request, {given, reader.errors(), 422});
  auto const made = store::guarded(
      [&] { return schedule_call(services.database, services.clock(), request.principal, input); });
  if (!made) {
    return page(
        services, rules, request,
        {given, identity::to_errors(made.error(), request.locale), http_status(made.error().kind)});
  }
  return web::redirect(
      web::localized(request.locale, fmt::format("/appels/{}/{}", made->scheme, made->number)));
}

}  // namespace

void add_call_officer_pages(web::Router& router, Services const& services,
                            std::shared_ptr<RuleBookKeeper> const& rules) {
  for (std::string const path : {"/administration/appels/{domain}/{name}",
                                 "/administration/appels/{domain}/{name}/{number}"}) {
    router.page(
        path,
        [services, rules](Request const& request) { return page(services, *rules, request, {}); },
        publish_schemes);
    router.form(
        path,
        [services, rules](Request const& request) { return submit(services, *rules, request); },
        publish_schemes);
  }
}

}  // namespace pacte::aid
