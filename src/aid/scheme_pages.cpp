#include "aid/scheme_pages.hpp"

#include <algorithm>

#include "aid/catalogue.hpp"
#include "aid/differences.hpp"
#include "aid/pages.hpp"
#include "aid/permissions.hpp"
#include "aid/rule_view.hpp"
#include "aid/rules.hpp"
#include "aid/scheme_text.hpp"
#include "aid/scheme_view.hpp"
#include "aid/store.hpp"
#include "base/text.hpp"
#include "identity/store.hpp"
#include "source/catalogue_pages.hpp"
#include "source/parts.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

using ContextPtr = std::shared_ptr<source::CatalogueContext const>;

constexpr std::size_t day = 10;  // of an ISO instant

std::string id_of(Request const& request) {
  return request.capture("domain") + "/" + request.capture("name");
}

Response not_found(Request const& request) {
  return web::error_page(request, 404, tr(request.locale, "Aucun dispositif n’a cette adresse."));
}

Response documents_page(ContextPtr const& context, Request request, std::string const& id) {
  request.captures["id"] = id;
  return source::catalogue_item_page(*context, request);
}

web::Page frame(Request const& request, SchemeContent const& content, std::string const& id) {
  auto const title = tr(request.locale, "Dispositifs");
  constexpr std::size_t longest_description = 160;
  auto const& about = content.purpose.empty() ? content.beneficiaries : content.purpose;
  return {.title = content.label,
          .description = shorten(about.empty() ? content.label : about, longest_description),
          .crumbs = {{title, "/dispositifs"}, {content.label, ""}},
          .section = "dispositifs",
          .json = "/api/v1/schemes/" + id};
}

web::Page frame_below(Request const& request, SchemeContent const& content, std::string const& id,
                      std::string const& title) {
  auto page = frame(request, content, id);
  page.crumbs.back().path = scheme_path(id);
  page.crumbs.push_back({title, ""});
  page.title = title + " : " + content.label;
  return page;
}

Response scheme_page(ContextPtr const& context, RuleBookKeeper& rules, Request const& request) {
  auto const& id = request.capture("id");
  {
    auto reading = context->services.database.read();
    auto const known = scheme(reading, id);
    auto const shown =
        known ? scheme_version(reading, id, known->shown) : std::optional<SchemeVersion>{};
    bool const own =
        shown && (shown->state == VersionState::published ||
                  (shown->state == VersionState::withdrawn && !shown->published_at.empty()) ||
                  (shown->state == VersionState::described && !known->in_documents));
    if (own) {
      web::Document document{"aid/scheme.html", request.locale};
      auto& view = document.root();
      view.set("LABEL", shown->content.label);
      if (shown->content.nature.empty()) view.show("NO_NATURE");
      view.set_optional("NATURE", shown->content.nature);
      view.set_optional("PURPOSE", shown->content.purpose);
      bool const ruled =
          shown->state != VersionState::withdrawn && rules.current(reading)->find(id) != nullptr;
      fill_state(view, request, *shown, {.ruled = ruled});
      fill_calls_of(view, reading, request, id, context->services.clock());
      fill_sheet(view, reading, request.locale, *shown);
      if (ruled) fill_public_rules(view, rules, reading, request, id);
      for (auto const& section : context->services.sections) {
        if (section.page) section.page(reading, request, id, view);
      }
      return web::render(request, frame(request, shown->content, id), document);
    }
    if (known && !known->in_documents && shown) {
      return web::error_page(request, 410,
                             tr(request.locale, "Les documents ne décrivent plus ce dispositif."));
    }
  }
  return documents_page(context, request, id);
}

// The rules as they are written, to be read, kept or run elsewhere.
Response rule_text(ContextPtr const& context, Request const& request) {
  auto const id = id_of(request);
  auto reading = context->services.database.read();
  auto const known = scheme(reading, id);
  auto const shown =
      known ? scheme_version(reading, id, known->shown) : std::optional<SchemeVersion>{};
  if (!shown || shown->content.rules.empty() || shown->state == VersionState::withdrawn)
    return not_found(request);
  Response response{.body = shown->content.rules + "\n"};
  response.with("Content-Type", "text/plain; charset=utf-8");
  response.cacheable = true;
  return response;
}

std::string author_text(store::Session& session, Request const& request,
                        SchemeVersion const& version) {
  if (is_imported(version)) return tr(request.locale, "tirée des documents");
  if (!request.principal.may(edit_schemes))
    return tr(request.locale, "écrite par les services de la Région");
  auto const person = identity::person_by_id(session, {version.author});
  return person && !person->name.empty() ? person->name : tr(request.locale, "compte effacé");
}

// Drafts are for officers; everyone reads the others.
bool readable(Request const& request, SchemeVersion const& version) {
  using enum VersionState;
  bool const was_public = version.state == described || version.state == published ||
                          version.state == superseded || !version.published_at.empty() ||
                          is_imported(version);
  return was_public || request.principal.may(edit_schemes);
}

std::vector<SchemeVersion> readable_versions(store::Session& session, Request const& request,
                                             std::string const& id) {
  auto versions = scheme_versions(session, id);
  std::erase_if(versions, [&](auto const& version) { return !readable(request, version); });
  return versions;
}

std::string compare_url(Locale locale, std::string const& id, std::int64_t from, std::int64_t to) {
  return fmt::format("{}/comparer?de={}&a={}", web::localized(locale, scheme_path(id)), from, to);
}

void fill_choice(View form, char const* section, std::vector<SchemeVersion> const& versions,
                 std::size_t chosen) {
  for (std::size_t i = 0; i < versions.size(); ++i) {
    auto option = form.section(section);
    option.set("NUMBER", versions[i].number);
    if (i == chosen) option.show("CHOSEN");
  }
}

Response versions_page(ContextPtr const& context, Request const& request) {
  auto const id = id_of(request);
  auto reading = context->services.database.read();
  auto const versions = readable_versions(reading, request, id);
  if (versions.empty()) return not_found(request);
  web::Document document{"aid/versions.html", request.locale};
  auto& view = document.root();
  auto const& content = versions.front().content;
  view.set("LABEL", content.label);
  if (versions.size() > 1) {
    auto form = view.section("COMPARABLE");
    form.set("ACTION", web::localized(request.locale, scheme_path(id) + "/comparer"));
    fill_choice(form, "FROM", versions, 1);
    fill_choice(form, "TO", versions, 0);
  }
  for (std::size_t i = 0; i < versions.size(); ++i) {
    auto const& version = versions[i];
    auto row = view.section("VERSION");
    auto const date = version.changed_at.substr(0, day);
    row.set("NUMBER", version.number)
        .set("STATE", tr(request.locale, state_label(version.state)))
        .set("DATE", date)
        .set("DAY", source::date_text(request.locale, date))
        .set("AUTHOR", author_text(reading, request, version));
    row.set_optional("REASON", version.reason);
    if (i + 1 < versions.size()) {
      row.section("PREVIOUS")
          .set("URL", compare_url(request.locale, id, versions[i + 1].number, version.number))
          .set("TITLE", web::trf(request.locale, "de la version {} à la version {}",
                                 versions[i + 1].number, version.number));
    }
  }
  auto page = frame_below(request, content, id, tr(request.locale, "Versions"));
  page.json += "/versions";
  return web::render(request, page, document);
}

struct Side {
  std::vector<std::string> lines;
  char const* line;
  char const* none;
  char const* alone;
};

void fill_side(View& row, Side const& side, std::vector<std::string> const& other) {
  if (side.lines.empty()) row.show(side.none);
  for (auto const& text : side.lines) {
    auto line = row.section(side.line);
    bool const kept = std::ranges::find(other, text) != other.end();
    line.section(kept ? "KEPT" : side.alone).set("TEXT", text);
  }
}

Response compare_page(ContextPtr const& context, Request const& request) {
  auto const id = id_of(request);
  auto reading = context->services.database.read();
  auto const versions = readable_versions(reading, request, id);
  auto const asked = [&](char const* name) {
    auto const number = parse_integer(request.query.get(name)).value_or(0);
    return std::ranges::find(versions, number, &SchemeVersion::number);
  };
  auto const before = asked("de");
  auto const after = asked("a");
  if (before == versions.end() || after == versions.end()) {
    return web::error_page(
        request, 404,
        tr(request.locale,
           "Ce dispositif n’a pas ces deux versions : « de » et « a » les nomment."));
  }
  auto const locale = request.locale;
  web::Document document{"aid/compare.html", locale};
  auto& view = document.root();
  view.set("LABEL", after->content.label)
      .set("SUMMARY", web::trf(locale, "De la version {} ({}) à la version {} ({}).",
                               before->number, tr(locale, state_label(before->state)),
                               after->number, tr(locale, state_label(after->state))))
      .set("VERSIONS", web::localized(locale, scheme_path(id) + "/versions"))
      .set("JSON", fmt::format("/api/v1/schemes/{}/versions?from={}&to={}", id, before->number,
                               after->number));
  auto const changes = differences(before->content, after->content);
  if (changes.empty()) view.show("SAME");
  auto names = names_in(reading, locale, before->content);
  names.merge(names_in(reading, locale, after->content));
  if (!changes.empty()) {
    auto table = view.section("FIELDS");
    table.set("BEFORE", web::trf(locale, "Version {}", before->number))
        .set("AFTER", web::trf(locale, "Version {}", after->number));
    for (auto const& change : changes) {
      auto row = table.section("FIELD");
      row.set("NAME", tr(locale, change.field->label))
          .set("BEFORE", web::trf(locale, "Version {}", before->number))
          .set("AFTER", web::trf(locale, "Version {}", after->number));
      Side const left{lines_of(locale, *change.field, before->content, names), "BEFORE_LINE",
                      "BEFORE_NONE", "GONE"};
      Side const right{lines_of(locale, *change.field, after->content, names), "AFTER_LINE",
                       "AFTER_NONE", "NEW"};
      fill_side(row, left, right.lines);
      fill_side(row, right, left.lines);
    }
  }
  auto page = frame_below(request, after->content, id, tr(locale, "Ce qui change"));
  page.indexed = false;
  return web::render(request, page, document);
}

}  // namespace

void fill_state(View& view, Request const& request, SchemeVersion const& shown, StateOf about) {
  bool const from_record = about.from_record;
  auto const locale = request.locale;
  auto const path = scheme_path(shown.scheme);
  auto state = view.include(from_record ? "NOTICE" : "STATE", "aid/state.html");
  state.set("CLASS", std::string{state_name(shown.state)})
      .set("STATE", state_text(locale, shown))
      .set("NUMBER", shown.number)
      .set("VERSIONS", web::localized(locale, path + "/versions"));
  state.set_optional("REASON", shown.reason);
  if (about.ruled) state.section("SIMULATOR").set("URL", simulator_url(locale, shown.scheme));
  bool const described = shown.state == VersionState::described;
  if (described) state.show("DESCRIBED");
  if (from_record && !described) state.section("OFFICIAL").set("URL", web::localized(locale, path));
  if (!from_record && !shown.scheme.starts_with("region/"))
    state.section("DOCUMENTS").set("URL", web::localized(locale, path + "/documents"));
  if (request.principal.may(publish_schemes) && shown.state != VersionState::withdrawn) {
    state.section("CALL").set("URL",
                              web::localized(locale, "/administration/appels/" + shown.scheme));
  }
  if (request.principal.may(edit_schemes))
    state.section("EDIT").set("URL", web::localized(locale, editing_path(shown.scheme)));
}

void add_scheme_pages(web::Router& router, Services const& services,
                      std::shared_ptr<RuleBookKeeper> const& rules) {
  auto const context = std::make_shared<source::CatalogueContext const>(
      source::CatalogueContext{scheme_catalogue(rules, services.clock), services});
  auto const with = [context](Response (*handler)(ContextPtr const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(context, request); };
  };
  std::string const one = "/dispositifs/{domain}/{name}";
  router.page("/dispositifs/{id...}", [context, rules](Request const& request) {
    return scheme_page(context, *rules, request);
  });
  router.page(one + "/regles", with(rule_text));
  router.page(one + "/versions", with(versions_page));
  router.page(one + "/comparer", with(compare_page));
  router.page(one + "/documents", [context](Request const& request) {
    return documents_page(context, request, id_of(request));
  });
}

}  // namespace pacte::aid
