// Every kind of record of a corpus, from the rooms that hold them.
#pragma once

#include "source/schema.hpp"

namespace pacte::app {

/// Documents first: the others cite them.
std::vector<source::RecordKind const*> const& corpus_kinds();

}  // namespace pacte::app
