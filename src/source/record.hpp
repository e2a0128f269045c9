// The kind of record that this module holds itself: documents.
#pragma once

#include "source/schema.hpp"

namespace pacte::source {

RecordKind const& document_kind();

}  // namespace pacte::source
