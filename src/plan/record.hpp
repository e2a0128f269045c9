// The kinds of records that this room holds: lines of plans, and the links between them.
#pragma once

#include "source/schema.hpp"

namespace pacte::plan {

source::RecordKind const& node_kind();
source::RecordKind const& link_kind();

}  // namespace pacte::plan
