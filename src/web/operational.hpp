// What the administrator's tools ask: is it alive, and its counters.
#pragma once

#include <functional>

#include "web/router.hpp"

namespace pacte::web {

/// GET /health: 200 while `database_is_well`, else 503.
/// GET /metrics: Prometheus text, for clients of the machine itself unless `metrics_for_all`.
void add_operational_routes(Router& router, std::function<bool()> database_is_well,
                            bool metrics_for_all = false);

}  // namespace pacte::web
