#include "source/catalogue_search.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace pacte::source {

std::optional<CatalogueSearch> read_search(Catalogue const& catalogue,
                                           web::Parameters const& parameters) {
  constexpr std::size_t longest_text = 200;     // code points
  constexpr std::size_t longest_value = 1'000;  // bytes
  CatalogueSearch search;
  search.text = trim(parameters.get("q"));
  search.query.after = parameters.get("apres");
  bool too_long = length(search.text) > longest_text || search.query.after.size() > longest_value;
  auto const read = [&](std::string const& name, auto& list) {
    auto value = parameters.get(name);
    too_long = too_long || value.size() > longest_value;
    if (!value.empty()) list.emplace_back(name, std::move(value));
  };
  for (auto const& field : catalogue.facets)
    read(field, search.query.equal);
  for (auto const& filter : catalogue.filters)
    read(filter.name, search.by_module);
  if (too_long) return std::nullopt;
  return search;
}

void narrow(store::Session& session, Catalogue const& catalogue, CatalogueSearch& search) {
  auto& among = search.query.among;
  for (auto const& [name, value] : search.by_module) {
    auto const filter = std::ranges::find(catalogue.filters, name, &CatalogueFilter::name);
    auto const having = filter->records(session, value);
    if (!among) {
      among = having;
      continue;
    }
    std::set<std::string_view> const kept{having.begin(), having.end()};
    std::erase_if(*among, [&](auto const& id) { return !kept.contains(id); });
  }
}

}  // namespace pacte::source
