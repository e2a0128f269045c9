// The mark of a kind of record beside its name in lists.
#pragma once

#include "source/kinds.hpp"

namespace pacte::source {

/// Class of the stylesheet: "k-plan", "k-fig"…
std::string_view mark_class(Kind kind);

}  // namespace pacte::source
