// The kind of record that this room holds: instruments of aid as the documents describe them.
#pragma once

#include "source/schema.hpp"

namespace pacte::aid {

source::RecordKind const& instrument_kind();

}  // namespace pacte::aid
