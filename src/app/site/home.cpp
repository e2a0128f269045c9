#include "app/site/pages.hpp"
#include "base/text.hpp"
#include "plan/store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "store/journal.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

using source::Kind;
using web::Request;
using web::tr;
using web::View;

constexpr double skyline_width = 960;
constexpr double skyline_height = 84;
constexpr double skyline_base = 90;

std::string number(Request const& request, std::int64_t count) {
  return grouped(count, web::digits(request.locale));
}

void fill_counts(View& view, Request const& request, store::Session& session) {
  auto const counts = source::count_by_kind(session);
  auto const count = [&](Kind kind) {
    auto const found = counts.find(kind);
    return found == counts.end() ? std::int64_t{0} : found->second;
  };
  std::int64_t adopted = 0;
  std::int64_t cited = 0;
  std::int64_t actions = 0;
  for (auto const& plan : plan::plans(session)) {
    ++(plan.root.cited_only ? cited : adopted);
    actions += plan.actions;
  }
  view.set("PLANS", number(request, adopted));
  view.set("CITED_PLANS", number(request, cited));
  view.set("THEMES",
           number(request, static_cast<std::int64_t>(source::all_terms(session, "themes").size())));
  view.set("TERRITORIES", number(request, count(Kind::territory)));
  view.set("INDICATORS", number(request, count(Kind::indicator)));
  auto const stat = [&](std::string const& label, char const* path, std::int64_t value) {
    auto row = view.section("STAT");
    row.set("LABEL", label)
        .set("URL", web::localized(request.locale, path))
        .set("VALUE", number(request, value));
  };
  stat(tr(request.locale, "plans lus en entier"), "/plans", adopted);
  stat(tr(request.locale, "actions et sous-actions"), "/plans", actions);
  stat(tr(request.locale, "propositions citoyennes citées"), "/propositions",
       count(Kind::proposal));
  stat(tr(request.locale, "chiffres"), "/indicateurs", count(Kind::indicator));
  stat(tr(request.locale, "dispositifs"), "/dispositifs", count(Kind::instrument));
  stat(tr(request.locale, "instances"), "/instances", count(Kind::body));
  stat(tr(request.locale, "documents lus"), "/documents", count(Kind::document));
}

// The documents of one text laid end to end: the higher the line, the more facts are drawn from
// there.
void fill_skyline(View& view, Request const& request, store::Session& session) {
  std::map<std::string, std::vector<source::DocumentInfo>> by_file;
  for (auto& document : source::documents(session))
    by_file[document.file].push_back(std::move(document));
  std::vector<source::DocumentInfo>* largest = nullptr;
  for (auto& [file, documents] : by_file) {
    if (largest == nullptr || documents.size() > largest->size()) largest = &documents;
  }
  if (largest == nullptr) return;
  std::ranges::sort(*largest, {}, [](auto const& document) {
    return source::parse_lines(document.lines)->first;
  });
  std::int64_t last_line = 1;
  for (auto const& document : *largest)
    last_line = std::max(last_line, source::parse_lines(document.lines)->last);

  constexpr std::size_t slices = 320;
  std::vector<std::int64_t> heights(slices, 0);
  for (auto const& document : *largest) {
    auto const counts = source::density(session, document.id, 1, last_line, slices);
    for (std::size_t i = 0; i < slices; ++i)
      heights[i] += counts[i];
  }
  auto const highest =
      static_cast<double>(std::max<std::int64_t>(1, *std::ranges::max_element(heights)));
  auto const step = skyline_width / static_cast<double>(slices);
  std::string path = fmt::format("M0 {:.0f}", skyline_base);
  for (auto const height : heights) {
    // The square root keeps the quiet passages visible beside the densest one.
    auto const y = skyline_base - skyline_height * std::sqrt(static_cast<double>(height) / highest);
    path += fmt::format("V{:.0f}h{:g}", y, step);
  }
  path += fmt::format("V{:.0f}z", skyline_base);
  auto skyline = view.section("SKYLINE");
  skyline.set("PATH", path);
  skyline.set("LINES", number(request, last_line));
  skyline.set("ACT", largest->front().act);
  for (auto const& document : *largest) {
    auto const range = *source::parse_lines(document.lines);
    constexpr std::int64_t worth_naming = 500;
    if (range.last - range.first < worth_naming) continue;
    auto row = skyline.section("DOCUMENT");
    row.set("X", fmt::format("{:.0f}", skyline_width * static_cast<double>(range.first) /
                                           static_cast<double>(last_line)));
    row.set("LABEL", document.label)
        .set("URL", source::page_url(request.locale, Kind::document, document.id));
    row.set("LINES", source::lines_text(request.locale, document.lines));
  }
}

void fill_changes(View& view, Request const& request, store::Session& session) {
  constexpr int shown = 1;
  for (auto const& row : store::journal_page(session, "", 0, shown)) {
    auto change = view.section("CHANGE");
    change.set("DATE", row.at.substr(0, 10))
        .set("DAY", source::date_text(request.locale, row.at.substr(0, 10)));
  }
}

web::Response home(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto& session = reading.session();
  web::Document content{"app/home.html", request.locale};
  auto& view = content.root();
  fill_counts(view, request, session);
  fill_skyline(view, request, session);
  for (auto const& section : services.sections) {
    if (section.home) section.home(session, request, view);
  }
  fill_changes(view, request, session);
  for (auto const& [name, path] : {std::pair{"PLANS_URL", "/plans"},
                                   {"THEMES_URL", "/themes"},
                                   {"TERRITORIES_URL", "/territoires"},
                                   {"INDICATORS_URL", "/indicateurs"},
                                   {"CHANGES_URL", "/nouveautes"},
                                   {"SEARCH_URL", "/recherche"}}) {
    view.set(name, web::localized(request.locale, path));
  }
  auto const& site = web::site();
  Json data{{"@context", "https://schema.org"},
            {"@type", "WebSite"},
            {"name", site.name + " " + site.region},
            {"url", request.origin + web::localized(request.locale, "/")},
            {"inLanguage", web::tag(request.locale)},
            {"potentialAction",
             {{"@type", "SearchAction"},
              {"target", request.origin + web::localized(request.locale, "/recherche") +
                             "?q={search_term_string}"},
              {"query-input", "required name=search_term_string"}}}};
  auto response = web::render(
      request,
      {.title = tr(request.locale, "Les engagements de la Région, à livre ouvert"),
       .description =
           tr(request.locale,
              "Les plans de la Région, leurs actions, leurs chiffres et leurs aides ; chaque "
              "fait renvoie aux lignes du document public dont il est tiré."),
       .section = "accueil",
       .canonical = "/",
       .structured_data = std::move(data),
       .json = "/api/v1",
       .feed = "/nouveautes.atom"},
      content);
  response.cacheable = true;
  return response;
}

}  // namespace

void add_home(web::Router& router, Services const& services) {
  router.page("/", [services](Request const& request) { return home(services, request); });
}

}  // namespace pacte::app
