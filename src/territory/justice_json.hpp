// The measures of territorial justice for programs: API and command line.
#pragma once

#include "base/json.hpp"
#include "territory/operations/measure_justice.hpp"

namespace pacte::territory {

/// `total`, `population`, `per_inhabitant`, `gini`, `theil`, `lorenz`, `groups`, `sizes`,
/// `zonings` with `least` and `most`, `places`, `notices`; `before` and `change` when there are
/// values of before, `place` when one was set beside its peers. Null where there is nothing to
/// measure.
Json justice_json(MeasuredJustice const& measured);

/// Its JSON Schema.
Json justice_schema();

}  // namespace pacte::territory
