// The kind of record that this room holds: places, lists and zonings that the documents name.
#pragma once

#include "source/schema.hpp"

namespace pacte::territory {

source::RecordKind const& named_territory_kind();

}  // namespace pacte::territory
