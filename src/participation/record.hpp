// The kind of record that this room holds: what citizens proposed.
#pragma once

#include "source/schema.hpp"

namespace pacte::participation {

source::RecordKind const& proposal_kind();

}  // namespace pacte::participation
