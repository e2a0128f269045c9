// What an address asks of a catalogue's list: words and filters.
#pragma once

#include "source/catalogue.hpp"
#include "source/catalogue_store.hpp"

namespace pacte::source {

struct CatalogueSearch {
  std::string text;
  CatalogueQuery query;
  std::vector<std::pair<std::string, std::string>> by_module;  // its chosen filters
};

/// Nothing when a value is too long.
std::optional<CatalogueSearch> read_search(Catalogue const& catalogue,
                                           web::Parameters const& parameters);

/// Keeps in `query.among` the records that every filter of the module has.
void narrow(store::Session& session, Catalogue const& catalogue, CatalogueSearch& search);

}  // namespace pacte::source
