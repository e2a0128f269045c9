// A search as an address says it, for pages and API.
#pragma once

#include <array>

#include "search/index.hpp"
#include "store/session.hpp"
#include "web/request.hpp"

namespace pacte::source {

inline constexpr std::array<search::Facet, search::facet_count> all_facets{
    search::Facet::kind,      search::Facet::plan,      search::Facet::level,
    search::Facet::theme,     search::Facet::territory, search::Facet::place,
    search::Facet::document,  search::Facet::year,      search::Facet::has_budget,
    search::Facet::has_target};
inline constexpr std::int64_t last_rank = 10'000;

/// Reads `q`, one parameter by facet (several times for several values), the rank of the first hit
/// under the name `first_name`. The error says which one is out of bounds.
Result<search::Query> read_search(web::Request const& request, std::string_view first_name,
                                  std::size_t most);

std::string facet_label(web::Locale locale, search::Facet facet);

/// Names of facet values: of kinds, of plans and documents by their labels, else the value itself.
class FacetNames {
 public:
  FacetNames(store::Session& session, web::Locale locale, search::Results const& results,
             search::Query const& query);
  [[nodiscard]] std::string name(search::Facet facet, std::string const& value) const;

 private:
  web::Locale locale_;
  std::map<std::string, std::string> labels_;
};

}  // namespace pacte::source
