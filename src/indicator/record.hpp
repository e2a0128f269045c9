// The kind of record that this room holds: one figure as a document prints it.
#pragma once

#include "source/schema.hpp"

namespace pacte::indicator {

source::RecordKind const& indicator_kind();

}  // namespace pacte::indicator
