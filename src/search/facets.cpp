#include "search/facets.hpp"

#include <array>

#include "search/schema.hpp"

namespace pacte::search {

std::string_view name(Facet facet) {
  constexpr std::array<std::string_view, facet_count> names{
      "kind",     "plan", "level",      "theme",      "territory",
      "document", "year", "has_budget", "has_target", "place"};
  return names.at(static_cast<std::size_t>(facet));
}

void FacetSpy::operator()(Xapian::Document const& document, double /*weight*/) {
  auto const packed = document.get_value(facets_slot);
  for (Unpacker values{packed}; !values.done();) {
    auto const value = values.next();
    if (auto const found = counted_.find(value); found != counted_.end()) {
      ++found->second;
    } else {
      counted_.emplace(value, 1);
    }
  }
}

std::map<Facet, std::vector<FacetCount>> FacetSpy::counts() const {
  std::map<Facet, std::vector<FacetCount>> facets;
  for (auto const& [tagged, count] : counted_) {
    if (!tagged.empty()) facets[facet_of(tagged)].push_back({tagged.substr(1), count});
  }
  for (auto& [facet, values] : facets) {
    std::ranges::sort(values, [](FacetCount const& a, FacetCount const& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
  }
  return facets;
}

}  // namespace pacte::search
