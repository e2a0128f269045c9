#include "source/search_pages.hpp"

#include "base/text.hpp"
#include "source/marks.hpp"
#include "source/parts.hpp"
#include "source/search_query.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using search::Facet;
using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t hits_on_a_page = 20;
constexpr std::size_t values_of_a_facet = 10;
constexpr std::size_t sources_of_a_hit = 2;
constexpr std::size_t longest_title = 80;
constexpr auto rank_name = "debut";

using Filters = std::map<Facet, std::vector<std::string>>;

bool has(Filters const& filters, Facet facet, std::string const& value) {
  auto const found = filters.find(facet);
  return found != filters.end() && std::ranges::find(found->second, value) != found->second.end();
}

Filters toggled(Filters filters, Facet facet, std::string const& value) {
  auto& values = filters[facet];
  if (std::erase(values, value) == 0) values.push_back(value);
  return filters;
}

class SearchPage {
 public:
  SearchPage(Services const& services, Request const& request)
      : services_{services}, request_{request}, locale_{request.locale} {}

  Response run() {
    web::Document content{"source/search.html", locale_};
    auto& view = content.root();
    auto query = read_search(request_, rank_name, hits_on_a_page);
    auto const results = query ? services_.index.find(*query)
                               : Result<search::Results>{std::unexpected(query.error())};
    if (query) query_ = std::move(*query);
    fill_form(view);
    if (results) {
      fill_results(view, *results);
    } else {
      view.section("FAULT").set("MESSAGE", tr(locale_, results.error().detail));
    }
    auto response = web::render(request_,
                                {.title = title(),
                                 .crumbs = {{tr(locale_, "Recherche"), ""}},
                                 .json = "/api/v1/search?" + request_.query.encode(),
                                 .indexed = false},
                                content, status_of(results));
    response.lasting = false;
    return response;
  }

 private:
  static int status_of(Result<search::Results> const& results) {
    if (results) return 200;
    return results.error().kind == ProblemKind::unavailable ? 503 : 400;
  }

  [[nodiscard]] std::string title() const {
    if (query_.text.empty()) return tr(locale_, "Recherche");
    return web::trf(locale_, "Résultats pour « {} »", shorten(query_.text, longest_title));
  }

  [[nodiscard]] std::string address(std::string const& text, Filters const& filters,
                                    std::size_t first) const {
    web::Parameters parameters;
    parameters.add("q", text);
    for (auto const& [facet, values] : filters) {
      for (auto const& value : values)
        parameters.add(std::string{search::name(facet)}, value);
    }
    if (first > 0) parameters.add(rank_name, std::to_string(first));
    return web::localized(locale_, "/recherche?") + parameters.encode();
  }

  void fill_form(View& view) const {
    view.set("TITLE", title())
        .set("ACTION", web::localized(locale_, "/recherche"))
        .set("QUERY", query_.text);
    for (auto const& [facet, values] : query_.filters) {
      for (auto const& value : values) {
        view.section("KEPT").set("NAME", search::name(facet)).set("VALUE", value);
      }
    }
  }

  void fill_results(View& view, search::Results const& results) {
    auto reading = services_.database.read();
    FacetNames const names{reading, locale_, results, query_};
    if (!results.suggestion.empty()) {
      view.section("SUGGESTION")
          .set("URL", address(results.suggestion, query_.filters, 0))
          .set("TEXT", results.suggestion);
    }
    fill_chosen(view, names);
    auto section = view.section("RESULTS");
    auto const total = static_cast<std::int64_t>(results.estimated_total);
    section.set("COUNT",
                fmt::format(fmt::runtime(web::trn(locale_, "{} résultat", "{} résultats", total)),
                            grouped(total, web::digits(locale_))));
    if (results.hits.empty()) {
      section.show("NOTHING");
    } else {
      auto some = section.section("SOME");
      if (!query_.text.empty()) some.show("RANKED");
    }
    fill_hits(reading, section, results);
    fill_pager(section, results);
    fill_facets(section, results, names);
  }

  void fill_chosen(View& view, FacetNames const& names) const {
    if (query_.filters.empty()) return;
    auto chosen = view.section("CHOSEN");
    for (auto const& [facet, values] : query_.filters) {
      for (auto const& value : values) {
        chosen.section("FILTER")
            .set("URL", address(query_.text, toggled(query_.filters, facet, value), 0))
            .set("FACET", facet_label(locale_, facet))
            .set("TEXT", names.name(facet, value));
      }
    }
  }

  void fill_hits(store::Session& session, View& section, search::Results const& results) const {
    std::vector<std::string> ids;
    for (auto const& hit : results.hits)
      ids.push_back(hit.id);
    auto const cited = citations(session, ids);
    for (auto const& hit : results.hits) {
      auto const kind = kind_named(hit.kind).value_or(Kind::document);
      auto item = section.section("HIT");
      item.set("MARK", mark_class(kind))
          .set("KIND", tr(locale_, info(kind).one))
          .set("URL", web::localized(locale_, hit.path))
          .set("LABEL", hit.label)
          .set_trusted_html("EXCERPT", hit.excerpt_html);
      item.set_optional("CODE", hit.code);
      if (auto const found = cited.find(hit.id); found != cited.end()) {
        auto const& all = found->second;
        fill_refs(item, locale_, std::span{all}.first(std::min(all.size(), sources_of_a_hit)));
      }
    }
  }

  void fill_pager(View& section, search::Results const& results) const {
    auto const next = query_.first + hits_on_a_page;
    bool const more = next < results.estimated_total && std::cmp_less_equal(next, last_rank);
    if (!more && query_.first == 0) return;
    auto pager = section.section("PAGER");
    auto const style = web::digits(locale_);
    auto const shown = static_cast<std::int64_t>(query_.first + results.hits.size());
    pager.set("SHOWN", web::trf(locale_, "Résultats {} à {}",
                                grouped(static_cast<std::int64_t>(query_.first) + 1, style),
                                grouped(shown, style)));
    if (query_.first > 0) {
      auto const before = query_.first - std::min(query_.first, hits_on_a_page);
      pager.section("PREVIOUS").set("URL", address(query_.text, query_.filters, before));
    }
    if (more) pager.section("NEXT").set("URL", address(query_.text, query_.filters, next));
  }

  void fill_facets(View& section, search::Results const& results, FacetNames const& names) const {
    if (results.facets.empty()) return;
    auto facets = section.section("FACETS");
    for (auto const facet : all_facets) {
      auto const counts = results.facets.find(facet);
      if (counts == results.facets.end() || counts->second.empty()) continue;
      auto shown = facets.section("FACET");
      shown.set("LABEL", facet_label(locale_, facet));
      std::size_t number = 0;
      for (auto const& [value, count] : counts->second) {
        bool const current = has(query_.filters, facet, value);
        if (++number > values_of_a_facet && !current) continue;
        auto item = shown.section("VALUE");
        item.set("URL", address(query_.text, toggled(query_.filters, facet, value), 0))
            .set("TEXT", names.name(facet, value))
            .set("COUNT", grouped(static_cast<std::int64_t>(count), web::digits(locale_)));
        if (current) item.show("CURRENT");
      }
    }
  }

  Services const& services_;
  Request const& request_;
  Locale locale_;
  search::Query query_;
};

}  // namespace

void add_search_pages(web::Router& router, Services const& services) {
  router.page("/recherche",
              [services](Request const& request) { return SearchPage{services, request}.run(); });
}

}  // namespace pacte::source
