// Searching and completing in one open index.
#pragma once

#include "search/index.hpp"
#include "search/readers.hpp"
#include "search/typed.hpp"

namespace pacte::search {

/// May throw any Xapian::Error: the index may be replaced meanwhile.
Results find_in(Reader& reader, Query const& query, Typed const& typed);
std::vector<Suggestion> complete_in(Reader& reader, std::string_view typed, std::size_t most);

}  // namespace pacte::search
