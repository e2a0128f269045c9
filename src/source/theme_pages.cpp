#include "source/theme_pages.hpp"

#include "base/text.hpp"
#include "source/catalogue_store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t nodes_on_a_page = 100;
constexpr std::size_t longest_key = 400;  // bytes
constexpr auto themes_field = "themes";

std::string theme_url(web::Locale locale, std::string const& theme) {
  return web::localized(locale, "/themes/" + web::percent_encode(theme));
}

std::string counted(web::Locale locale, std::string_view one, std::string_view many,
                    std::int64_t count) {
  return fmt::format(fmt::runtime(web::trn(locale, one, many, count)),
                     grouped(count, web::digits(locale)));
}

Response themes_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  web::Document content{"source/themes.html", request.locale};
  auto& view = content.root();
  auto const themes = all_terms(reading, themes_field);
  view.set("INTRO", counted(request.locale, "{} thème relie les actions de plans différents.",
                            "{} thèmes relient les actions de plans différents.",
                            static_cast<std::int64_t>(themes.size())));
  for (auto const& [theme, count] : themes) {
    view.section("THEME")
        .set("URL", theme_url(request.locale, theme))
        .set("NAME", theme)
        .set("COUNT", grouped(count, web::digits(request.locale)));
  }
  auto const title = tr(request.locale, "Thèmes");
  return web::render(
      request,
      {.title = title, .crumbs = {{title, ""}}, .section = "themes", .json = "/api/v1/themes"},
      content);
}

void fill_nodes(View& view, web::Locale locale, std::span<TermRecord const> nodes) {
  for (std::size_t i = 0; i < nodes.size();) {
    auto const& plan = nodes[i].plan;
    auto section = view.section("PLAN");
    if (plan.empty()) {
      section.show("OTHER");
    } else {
      section.section("LINK")
          .set("URL", page_url(locale, Kind::plan_node, plan))
          .set("LABEL", nodes[i].plan_label);
    }
    for (; i < nodes.size() && nodes[i].plan == plan; ++i) {
      section.section("NODE")
          .set("URL", page_url(locale, nodes[i].kind, nodes[i].id))
          .set("LABEL", nodes[i].label);
    }
  }
}

Response theme_page(Services const& services, Request const& request) {
  auto const& theme = request.capture("theme");
  auto const after = request.query.get("apres").substr(0, longest_key);
  auto reading = services.database.read();
  auto const count = count_with_term(reading, themes_field, theme);
  if (count == 0) {
    return web::error_page(request, 404, tr(request.locale, "Aucune fiche n’a ce thème."));
  }
  auto nodes = records_with_term(reading, themes_field, theme, after, nodes_on_a_page + 1);
  bool const more = nodes.size() > nodes_on_a_page;
  if (more) nodes.pop_back();
  web::Document content{"source/theme.html", request.locale};
  auto& view = content.root();
  view.set("NAME", theme)
      .set("COUNT", counted(request.locale, "{} ligne de plan porte ce thème.",
                            "{} lignes de plan portent ce thème.", count));
  fill_nodes(view, request.locale, nodes);
  if (more || !after.empty()) {
    auto pager = view.section("PAGER");
    auto const url = theme_url(request.locale, theme);
    if (!after.empty()) pager.section("START").set("URL", url);
    if (more) {
      pager.section("NEXT").set("URL", url + "?apres=" + web::percent_encode(nodes.back().id));
    }
  }
  return web::render(request,
                     {.title = theme,
                      .crumbs = {{tr(request.locale, "Thèmes"), "/themes"}, {theme, ""}},
                      .section = "themes",
                      .json = "/api/v1/themes/" + web::percent_encode(theme),
                      .indexed = after.empty()},
                     content);
}

}  // namespace

void add_theme_pages(web::Router& router, Services const& services) {
  router.page("/themes",
              [services](Request const& request) { return themes_page(services, request); });
  router.page("/themes/{theme...}",
              [services](Request const& request) { return theme_page(services, request); });
}

}  // namespace pacte::source
