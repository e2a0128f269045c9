// The measures of territorial justice as CSV, for spreadsheets: cells that one would compute are
// made harmless (report/csv.hpp).
#pragma once

#include "report/csv.hpp"
#include "territory/operations/measure_justice.hpp"

namespace pacte::territory {

/// One row per territory: id, name, population, value, per_inhabitant, group, and when there are
/// values of before, before and before_per_inhabitant.
std::string places_csv(MeasuredJustice const& measured, report::CsvOptions options = {});

/// One row per zoning: value, shares of the value and of the population, with their bounds, and
/// when there are values of before, the share of then.
std::string zonings_csv(MeasuredJustice const& measured, report::CsvOptions options = {});

}  // namespace pacte::territory
