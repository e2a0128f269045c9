// The kinds of records that this room holds: bodies, platforms, and the processes they run.
#pragma once

#include "source/schema.hpp"

namespace pacte::directory {

source::RecordKind const& body_kind();
source::RecordKind const& platform_kind();
source::RecordKind const& process_kind();

}  // namespace pacte::directory
