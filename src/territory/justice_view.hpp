// What the page of territorial justice shows of its measures. Parts of territory/justice.html.
#pragma once

#include "territory/operations/measure_justice.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::territory {

/// Fills and gives the section RESULT: figures, curve, groups, sizes, zonings, ends of the list,
/// and what stands beside them.
web::View fill_justice(web::View& view, MeasuredJustice const& measured,
                       JusticeOptions const& options, web::Locale locale);

/// The section CHANGE of the result: measures and zonings side by side; nothing without a before.
void fill_change(web::View& result, MeasuredJustice const& measured, web::Locale locale);

/// The section PEERS of the result: a territory beside those like it; nothing without a place.
void fill_peers(web::View& result, MeasuredJustice const& measured, web::Locale locale);

/// The include VALUES_MAP: what people have by department or EPCI as measured, communes by
/// `communes_by` (EPCI, or the departments of the report's groups), or those of its department when
/// a commune was set beside its peers.
void fill_justice_map(web::View& view, store::Session& session, web::Request const& request,
                      MeasuredJustice const& measured, Level communes_by = Level::epci);

}  // namespace pacte::territory
