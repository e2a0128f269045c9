// The passage of a document that answers a search, as HTML.
#pragma once

#include <string>
#include <string_view>

#include "search/match.hpp"

namespace pacte::search {

/// About 220 characters around the words sought, escaped, with <mark> around each; the beginning of
/// the body when it holds none of them.
std::string excerpt_html(std::string_view body, Sought const& sought, Stemmer& stemmer);

}  // namespace pacte::search
