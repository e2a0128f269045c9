#include "search/excerpt.hpp"
#include "search/facets.hpp"
#include "search/lookup.hpp"
#include "search/match.hpp"
#include "search/schema.hpp"

namespace pacte::search {
namespace {

constexpr std::size_t most_hits = 100;
// Above this size, the counts of a facet are those under its own filter too: one match fewer each.
constexpr Xapian::doccount largest_with_own_counts = 50'000;

Xapian::Query filtered(Xapian::Query const& text, Xapian::Query const& filter) {
  return filter.empty() ? text : Xapian::Query(Xapian::Query::OP_FILTER, text, filter);
}

// One search: its matches, whole count, and facets.
class Search {
 public:
  Search(Reader& reader, Query const& asked, Typed const& typed)
      : reader_{reader}, asked_{asked}, typed_{typed}, matcher_{reader.database, reader.stemmer} {}

  Results run() {
    Results results;
    FacetSpy spy;
    auto matches = match(&spy);
    results.suggestion = better_spelling(matches.get_matches_estimated());
    if (matches.empty() && typed_.parts.size() > 1 && matches.get_matches_estimated() == 0) {
      join_ = Join::any;
      matches = match(&spy);
    }
    results.estimated_total = matches.get_matches_estimated();
    results.facets = spy.counts();
    count_filtered_facets(results);
    show(matches, results);
    return results;
  }

 private:
  Xapian::Query text() {
    return typed_.empty() ? Xapian::Query::MatchAll : matcher_.query(typed_, join_);
  }

  // Checks every match, so that counts are exact.
  Xapian::MSet match(FacetSpy* spy) {
    Xapian::Enquire enquire{reader_.database};
    enquire.set_query(filtered(text(), filter_query(asked_.filters)));
    if (typed_.empty()) {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(order_slot, false);
    } else {
      enquire.set_sort_by_relevance_then_value(order_slot, false);
    }
    enquire.add_matchspy(spy);
    return enquire.get_mset(static_cast<Xapian::doccount>(asked_.first),
                            static_cast<Xapian::doccount>(std::min(asked_.most, most_hits)),
                            reader_.database.get_doccount());
  }

  Xapian::doccount count(Xapian::Query const& query, FacetSpy* spy = nullptr) const {
    Xapian::Enquire enquire{reader_.database};
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    if (spy != nullptr) enquire.add_matchspy(spy);
    return enquire.get_mset(0, 0, reader_.database.get_doccount()).get_matches_estimated();
  }

  // The values of a facet that one may add to those chosen: counted without its own filter.
  void count_filtered_facets(Results& results) {
    if (!asked_.other_values || reader_.database.get_doccount() > largest_with_own_counts) return;
    for (auto const& [facet, values] : asked_.filters) {
      if (values.empty()) continue;
      FacetSpy spy;
      count(filtered(text(), filter_query(asked_.filters, facet)), &spy);
      auto counts = spy.counts();
      results.facets[facet] = std::move(counts[facet]);
    }
  }

  std::string better_spelling(Xapian::doccount found) {
    if (typed_.empty()) return {};
    auto respelt = matcher_.respelt(typed_);
    if (respelt.empty()) return {};
    auto const retyped = read_typed(respelt);
    if (!retyped || retyped->empty()) return {};
    auto const query = filtered(matcher_.query(*retyped, Join::all), filter_query(asked_.filters));
    // A misspelt word may find as much by its stem: its right spelling still ranks better.
    auto const better = count(query);
    return better > 0 && better >= found ? respelt : std::string{};
  }

  void show(Xapian::MSet const& matches, Results& results) {
    auto const sought = matcher_.sought(typed_);
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      auto const data = match.get_document().get_data();
      auto const stored = unpack(data);
      results.hits.push_back({std::string{stored.id}, std::string{stored.path},
                              std::string{stored.label}, std::string{stored.code},
                              std::string{stored.kind},
                              excerpt_html(stored.body, sought, reader_.stemmer)});
    }
  }

  Reader& reader_;
  Query const& asked_;
  Typed const& typed_;
  Matcher matcher_;
  Join join_ = Join::all;
};

}  // namespace

Results find_in(Reader& reader, Query const& query, Typed const& typed) {
  return Search{reader, query, typed}.run();
}

}  // namespace pacte::search
