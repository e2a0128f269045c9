#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "source/catalogue_pages.hpp"
#include "source/catalogue_search.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::source {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t rows_on_a_page = 50;
constexpr std::size_t values_of_a_facet = 12;
constexpr std::size_t most_found = 1'000;  // by words: past them, better words help more than pages
constexpr std::size_t found_at_once = 100;
constexpr std::size_t sources_of_a_row = 3;  // the page of the record has them all

using Filters = std::vector<std::pair<std::string, std::string>>;
using Notes = std::map<std::string, std::vector<std::string>>;

class ListPage {
 public:
  ListPage(CatalogueContext const& context, Request const& request)
      : catalogue_{context.catalogue},
        services_{context.services},
        kind_{*context.catalogue.kind},
        request_{request},
        locale_{request.locale},
        path_{info(kind_.kind).page} {}

  Response run() {
    auto asked = read_search(catalogue_, request_.query);
    if (!asked)
      return web::error_page(request_, 400, tr(locale_, "Un des critères est trop long."));
    asked_ = *std::move(asked);
    asked_.query.most = rows_on_a_page + 1;
    find_words();
    auto reading = services_.database.read();
    unknown_ = unknown_value(reading);
    narrow(reading, catalogue_, asked_);
    web::Document document{"source/catalogue_list.html", locale_};
    auto& view = document.root();
    fill_head(view);
    if (catalogue_.list_extra) catalogue_.list_extra(reading, view, request_);
    fill_form(reading, view);
    fill_rows(reading, view);
    fill_facets(reading, view);
    auto const title = tr(locale_, catalogue_.title);
    auto response = web::render(request_,
                                {.title = title,
                                 .description = tr(locale_, catalogue_.intro),
                                 .crumbs = {{title, ""}},
                                 .section = catalogue_.section,
                                 .json = "/api/v1/" + std::string{info(kind_.kind).collection},
                                 .indexed = request_.query.pairs().empty()},
                                document);
    response.lasting = asked_.text.empty();
    if (catalogue_.list_personal && catalogue_.list_personal(request_)) response.cacheable = false;
    return response;
  }

 private:
  // The words go through the index; what it finds is then filtered and ordered like the list.
  void find_words() {
    if (asked_.text.empty()) return;
    std::vector<std::string> ids;
    search::Query query{.text = asked_.text,
                        .filters = {{search::Facet::kind, {std::string{info(kind_.kind).facet}}}},
                        .most = found_at_once};
    for (bool more = true; more && ids.size() < most_found; query.first += found_at_once) {
      auto const results = services_.index.find(query);
      if (!results) {
        fault_ = tr(locale_, results.error().detail);
        break;
      }
      for (auto const& hit : results->hits)
        ids.push_back(hit.id);
      more = results->hits.size() == found_at_once;
    }
    ranked_ = ids;
    asked_.query.among = std::move(ids);
  }

  // A value that no record can have, told as such: of an old link, or typed in the address.
  std::string unknown_value(store::Session& session) const {
    auto const told = [&](std::string const& label, std::string const& value) {
      constexpr std::size_t longest_shown = 60;
      return web::trf(locale_, "« {} » n’est pas une valeur du critère « {} ».",
                      shorten(value, longest_shown), label);
    };
    for (auto const& [name, value] : asked_.query.equal) {
      auto const* field = field_named(kind_, name);
      if (field == nullptr || field->values.empty()) continue;
      if (std::ranges::find(field->values, value) == field->values.end())
        return told(field_label(locale_, kind_, name), value);
    }
    for (auto const& [name, value] : asked_.by_module) {
      auto const filter = std::ranges::find(catalogue_.filters, name, &CatalogueFilter::name);
      bool const known =
          filter->known ? filter->known(session, value)
                        : std::ranges::any_of(filter->values(session, locale_),
                                              [&](auto const& one) { return one.first == value; });
      if (!known) return told(tr(locale_, filter->label), value);
    }
    return {};
  }

  [[nodiscard]] std::string address(Filters const& filters, std::string const& after) const {
    return address(filters, asked_.by_module, after);
  }

  [[nodiscard]] std::string address(Filters const& filters, Filters const& by_module,
                                    std::string const& after) const {
    web::Parameters parameters;
    if (!asked_.text.empty()) parameters.add("q", asked_.text);
    for (auto const* some : {&filters, &by_module}) {
      for (auto const& [name, value] : *some)
        parameters.add(name, value);
    }
    if (!after.empty()) parameters.add("apres", after);
    auto const query = parameters.encode();
    return web::localized(locale_, path_) + (query.empty() ? "" : "?" + query);
  }

  [[nodiscard]] Filters without(std::string_view field) const {
    Filters kept;
    for (auto const& filter : asked_.query.equal) {
      if (filter.first != field) kept.push_back(filter);
    }
    return kept;
  }

  [[nodiscard]] std::string chosen(std::string_view field) const {
    for (auto const& [name, value] : asked_.query.equal) {
      if (name == field) return value;
    }
    return {};
  }

  [[nodiscard]] std::string counted(std::int64_t count) const {
    auto const text = web::trn(locale_, catalogue_.counted_one, catalogue_.counted_many, count);
    return fmt::format(fmt::runtime(text), grouped(count, web::digits(locale_)));
  }

  void fill_head(View& view) const {
    view.set("TITLE", tr(locale_, catalogue_.title));
    view.set_optional("INTRO", tr(locale_, catalogue_.intro));
    view.set("ACTION", web::localized(locale_, path_));
    view.set("CSV", web::localized(locale_, path_ + ".csv"));
    view.set("QUERY", asked_.text);
    view.show(asked_.text.empty() ? "BY_NAME" : "BY_RELEVANCE");
    for (auto const& told : {fault_, unknown_}) {
      if (!told.empty()) view.section("FAULT").set("MESSAGE", told);
    }
  }

  void fill_form(store::Session& session, View& view) const {
    for (auto const& name : catalogue_.facets) {
      auto const* field = field_named(kind_, name);
      auto const value = chosen(name);
      if (field == nullptr || field->values.empty()) {
        if (!value.empty()) view.section("KEPT").set("NAME", name).set("VALUE", value);
        continue;
      }
      auto select = view.section("SELECT");
      select.set("NAME", name).set("LABEL", field_label(locale_, kind_, name));
      for (auto const& allowed : field->values) {
        auto option = select.section("OPTION");
        option.set("VALUE", allowed).set("LABEL", value_text(locale_, kind_, name, allowed));
        if (allowed == value) option.show("CHOSEN");
      }
    }
    for (auto const& filter : catalogue_.filters)
      fill_filter(session, view, filter);
  }

  void fill_filter(store::Session& session, View& view, CatalogueFilter const& filter) const {
    auto const current = request_.query.get(filter.name);
    if (filter.known) {
      view.section("TYPED")
          .set("NAME", filter.name)
          .set("LABEL", tr(locale_, filter.label))
          .set("VALUE", current);
      return;
    }
    auto const values = filter.values(session, locale_);
    if (values.empty()) return;
    auto select = view.section("SELECT");
    select.set("NAME", filter.name).set("LABEL", tr(locale_, filter.label));
    for (auto const& [value, text] : values) {
      auto option = select.section("OPTION");
      option.set("VALUE", value).set("LABEL", text);
      if (value == current) option.show("CHOSEN");
    }
  }

  void fill_rows(store::Session& session, View& view) const {
    auto fields = catalogue_.columns;
    for (auto const& name : {catalogue_.badge, catalogue_.status}) {
      if (!name.empty()) fields.push_back(name);
    }
    auto rows = asked_.text.empty() ? catalogue_rows(session, kind_, fields, asked_.query)
                                    : rows_by_relevance(session, fields);
    bool const more = rows.size() > rows_on_a_page;
    if (more) rows.pop_back();
    view.set("COUNT", counted(catalogue_count(session, kind_, asked_.query)));
    if (rows.empty() && fault_.empty()) {
      view.section("NOTHING").set("ACTION", web::localized(locale_, path_));
    }
    std::vector<std::string> ids;
    for (auto const& row : rows)
      ids.push_back(row.id);
    auto const cited = citations(session, ids);
    auto const notes = catalogue_.row_notes ? catalogue_.row_notes(session, locale_, ids) : Notes{};
    for (auto const& row : rows)
      fill_row(view, row, cited, notes);
    fill_pager(view, rows, more);
  }

  // The best first, as the index ranks them; the page that follows the last one seen.
  std::vector<CatalogueRow> rows_by_relevance(store::Session& session,
                                              std::vector<std::string> const& fields) const {
    auto query = asked_.query;
    query.after.clear();
    query.most = most_found;
    std::map<std::string, CatalogueRow> found;
    for (auto& row : catalogue_rows(session, kind_, fields, query))
      found.emplace(row.id, std::move(row));
    std::vector<CatalogueRow> page;
    auto const& after = asked_.query.after;
    bool begun = after.empty() || std::ranges::find(ranked_, after) == ranked_.end();
    for (auto const& id : ranked_) {
      if (auto const row = found.find(id); begun && row != found.end())
        page.push_back(std::move(row->second));
      begun = begun || id == after;
      if (page.size() > rows_on_a_page) break;
    }
    return page;
  }

  void fill_row(View& view, CatalogueRow const& row,
                std::map<std::string, std::vector<Citation>> const& cited,
                Notes const& notes) const {
    auto item = view.section("ROW");
    item.set("MARK", catalogue_.badge_class)
        .set("BADGE", badge_text(locale_, catalogue_, row.fields))
        .set("URL", page_url(locale_, kind_.kind, row.id))
        .set("LABEL", row.label);
    auto meta = item.section("META");
    if (auto const told = notes.find(row.id); told != notes.end()) {
      for (auto const& note : told->second)
        meta.section("NOTE").set("TEXT", note);
    }
    for (auto const& name : catalogue_.columns) {
      auto const value = row.fields.find(name);
      if (value == row.fields.end()) continue;
      constexpr std::size_t longest_shown = 160;
      auto const text = value_text(locale_, kind_, name, *value);
      if (!text.empty()) meta.section("VALUE").set("TEXT", shorten(text, longest_shown));
    }
    fill_status(meta, locale_, catalogue_, row.fields);
    if (auto const found = cited.find(row.id); found != cited.end()) {
      auto const& all = found->second;
      fill_refs(item, locale_, std::span{all}.first(std::min(all.size(), sources_of_a_row)));
    }
  }

  void fill_pager(View& view, std::vector<CatalogueRow> const& rows, bool more) const {
    bool const started = !asked_.query.after.empty();
    if (!more && !started) return;
    auto pager = view.section("PAGER");
    auto const count = static_cast<std::int64_t>(rows.size());
    pager.set("SHOWN", fmt::format(fmt::runtime(web::trn(locale_, "{} ligne affichée",
                                                         "{} lignes affichées", count)),
                                   count));
    if (started) pager.section("FIRST").set("URL", address(asked_.query.equal, ""));
    if (more) pager.section("NEXT").set("URL", address(asked_.query.equal, rows.back().id));
  }

  void fill_facets(store::Session& session, View& view) const {
    if (catalogue_.facets.empty()) return;
    view.show("HAS_FACETS");
    auto facets = view.section("FACETS");
    for (auto const& name : catalogue_.facets) {
      auto query = asked_.query;
      query.equal = without(name);
      auto const* field = field_named(kind_, name);
      auto const most = field == nullptr ? 0 : std::max(values_of_a_facet, field->values.size());
      auto const counts = catalogue_values(session, kind_, name, query, most);
      if (counts.empty()) continue;
      auto facet = facets.section("FACET");
      facet.set("LABEL", field_label(locale_, kind_, name));
      for (auto const& [value, count] : counts)
        fill_value(facet, name, value, count);
    }
    for (auto const& filter : catalogue_.filters) {
      if (!filter.known) fill_filter_facet(session, facets, filter);
    }
  }

  // What the other criteria find, whatever this one says.
  std::set<std::string> found_without(store::Session& session, std::string const& name) const {
    auto search = asked_;
    search.query.among.reset();
    if (!asked_.text.empty()) search.query.among = ranked_;
    std::erase_if(search.by_module, [&](auto const& one) { return one.first == name; });
    narrow(session, catalogue_, search);
    constexpr std::size_t all = 100'000;
    search.query.after.clear();
    search.query.most = all;
    std::set<std::string> ids;
    for (auto& row : catalogue_rows(session, kind_, {}, search.query))
      ids.insert(std::move(row.id));
    return ids;
  }

  void fill_filter_facet(store::Session& session, View& facets,
                         CatalogueFilter const& filter) const {
    auto const current = request_.query.get(filter.name);
    auto const found = found_without(session, filter.name);
    struct Counted {
      std::string value;
      std::string text;
      std::int64_t count = 0;
    };
    std::vector<Counted> counts;
    for (auto const& [value, text] : filter.values(session, locale_)) {
      auto const count = std::ranges::count_if(filter.records(session, value),
                                               [&](auto const& id) { return found.contains(id); });
      if (count > 0) counts.push_back({value, text, count});
    }
    if (counts.empty()) return;
    std::ranges::stable_sort(counts, std::ranges::greater{}, &Counted::count);
    if (counts.size() > values_of_a_facet) counts.resize(values_of_a_facet);
    auto facet = facets.section("FACET");
    facet.set("LABEL", tr(locale_, filter.label));
    for (auto const& [value, text, count] : counts) {
      Filters others = asked_.by_module;
      std::erase_if(others, [&](auto const& one) { return one.first == filter.name; });
      if (value != current) others.emplace_back(filter.name, value);
      auto item = facet.section("VALUE");
      item.set("URL", address(asked_.query.equal, others, ""))
          .set("TEXT", text)
          .set("COUNT", grouped(count, web::digits(locale_)));
      if (value == current) item.show("CURRENT");
    }
  }

  void fill_value(View& facet, std::string const& name, std::string const& value,
                  std::int64_t count) const {
    bool const current = chosen(name) == value;
    auto filters = without(name);
    if (!current) filters.emplace_back(name, value);
    auto item = facet.section("VALUE");
    item.set("URL", address(filters, ""))
        .set("TEXT", value_text(locale_, kind_, name, value))
        .set("COUNT", grouped(count, web::digits(locale_)));
    if (current) item.show("CURRENT");
  }

  Catalogue const& catalogue_;
  Services const& services_;
  RecordKind const& kind_;
  Request const& request_;
  Locale locale_;
  std::string path_;
  CatalogueSearch asked_;
  std::vector<std::string> ranked_;  // what the words find, the best first
  std::string fault_;                // of the words, in the language, for the person
  std::string unknown_;              // of a value that no record has
};

}  // namespace

Response catalogue_list_page(CatalogueContext const& context, Request const& request) {
  return ListPage{context, request}.run();
}

}  // namespace pacte::source
