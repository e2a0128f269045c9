#include "web/page.hpp"

#include "web/assets.hpp"

namespace pacte::web {
namespace {

Site& settings() {
  static Site site;
  return site;
}

std::string site_title() {
  return fmt::format("{} {}", site().name, site().region);
}

// JSON inside a script element: nothing in it may look like the end of the element.
std::string embeddable(Json const& value) {
  std::string out;
  for (char const c : value.dump()) {
    switch (c) {
      case '<': out += "\\u003c"; break;
      case '>': out += "\\u003e"; break;
      case '&': out += "\\u0026"; break;
      default: out += c;
    }
  }
  return out;
}

// The navigation entry of the page is marked: "page" on its very address, "true" below it.
void mark_section(View& root, Request const& request, std::string const& section) {
  if (section.empty()) return;
  std::string name = "AT_";
  for (char const c : section)
    name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  bool const exact = request.path == "/" + section;
  root.section(name).set("CURRENCY", exact ? "page" : "true");
}

void add_crumbs(View& root, Page const& page, Locale locale) {
  if (page.crumbs.empty()) return;
  auto crumbs = root.section("CRUMBS");
  for (auto const& crumb : page.crumbs) {
    auto item = crumbs.section("CRUMB");
    if (crumb.path.empty()) {
      item.section("HERE").set("LABEL", crumb.label);
    } else {
      item.section("LINK").set("HREF", localized(locale, crumb.path)).set("LABEL", crumb.label);
    }
  }
}

void add_addresses(View& root, Request const& request, Page const& page) {
  auto const& origin = site().origin.empty() ? request.origin : site().origin;
  auto const path = percent_encode_path(page.canonical.empty() ? request.path : page.canonical);
  auto indexed = root.section("INDEXED");
  indexed.set("CANONICAL", origin + localized(request.locale, path))
      .set("IN_FRENCH", origin + localized(Locale::fr, path))
      .set("IN_ENGLISH", origin + localized(Locale::en, path));
}

// The same page in the other language, with its filters.
void add_language_switch(View& root, Request const& request) {
  bool const french = request.locale == Locale::fr;
  auto other = localized(french ? Locale::en : Locale::fr, percent_encode_path(request.path));
  if (auto const query = request.query.encode(); !query.empty()) other += "?" + query;
  root.section(french ? "TO_ENGLISH" : "TO_FRENCH").set("OTHER", other);
}

void add_person(View& root, Principal const& principal) {
  if (!principal.person) {
    root.show("VISITOR");
    return;
  }
  root.section("SIGNED_IN").set("PERSON", principal.name).set("CSRF", principal.csrf_token);
}

void add_head(View& root, Request const& request, Page const& page) {
  auto const whole = site_title();
  root.set("TITLE", page.title.empty() ? whole : page.title + " · " + whole)
      .set("OWN_TITLE", page.title.empty() ? whole : page.title)
      .set("SITE", whole)
      .set_optional("DESCRIPTION", page.description)
      .set_optional("JSON", page.json)
      .set("STYLE", asset_url("style.css"))
      .set("SCRIPT", asset_url("main.js"));
  if (!page.feed.empty()) root.set_optional("FEED", localized(request.locale, page.feed));
  if (!page.structured_data.is_null()) {
    root.section("DATA_GIVEN").set_trusted_html("DATA", embeddable(page.structured_data));
  }
  if (page.indexed) {
    add_addresses(root, request, page);
  } else {
    root.show("NOT_INDEXED");
  }
}

std::string error_title(Locale locale, int status) {
  switch (status) {
    case 400: return tr(locale, "La demande n’a pas été comprise");
    case 401: return tr(locale, "Il faut se connecter");
    case 403: return tr(locale, "Cette page ne vous est pas ouverte");
    case 404: return tr(locale, "Page introuvable");
    case 405: return tr(locale, "Cette page ne reçoit pas ce genre de demande");
    case 409: return tr(locale, "Les choses ont changé entre-temps");
    case 413: return tr(locale, "L’envoi est trop volumineux");
    case 414: return tr(locale, "L’adresse est trop longue");
    case 422: return tr(locale, "La demande ne peut pas être acceptée");
    case 429: return tr(locale, "Trop de demandes en peu de temps");
    case 431: return tr(locale, "Les en-têtes de la demande sont trop longs");
    case 503: return tr(locale, "Le service est momentanément indisponible");
    default: return tr(locale, "Une erreur s’est produite");
  }
}

}  // namespace

void configure(Site site) {
  settings() = std::move(site);
}

Site const& site() {
  return settings();
}

std::string localized(Locale locale, std::string_view path) {
  return fmt::format("{}{}", locale == Locale::fr ? "" : "/en", path);
}

Response render(Request const& request, Page const& page, Document const& content, int status) {
  Document frame{"web/frame.html", request.locale};
  auto& root = frame.root();
  add_head(root, request, page);
  if (page.section == "accueil") root.show("HOME");
  root.set("NAME", site().name).set("REGION", site().region);
  root.set("QUERY", request.path == "/recherche" ? request.query.get("q") : std::string{});
  mark_section(root, request, page.section);
  add_language_switch(root, request);
  add_person(root, request.principal);
  add_crumbs(root, page, request.locale);
  root.set_trusted_html("CONTENT", content.render());
  auto response = html(frame.render(), status);
  response.cacheable = status == 200;
  return response;
}

Response error_page(Request const& request, int status, std::string_view detail) {
  auto const title = error_title(request.locale, status);
  Document content{"web/error.html", request.locale};
  content.root().set("STATUS", std::int64_t{status}).set("TITLE", title).set("DETAIL", detail);
  if (status == 404) content.root().show("MISSING");
  if (status >= 500) content.root().show("BROKEN");
  Page const page{.title = title, .indexed = false};
  return render(request, page, content, status);
}

}  // namespace pacte::web
