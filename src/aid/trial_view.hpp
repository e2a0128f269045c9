// What rules would do, on pages: decisions that change, and a scheme over a file.
#pragma once

#include "aid/rule_run.hpp"
#include "territory/operations/measure_justice.hpp"
#include "web/view.hpp"

namespace pacte::aid {

/// Fills an include of `aid/effects.html` under this name.
void fill_effects(web::View& view, char const* include, std::string_view title,
                  Effects const& effects, web::Locale locale);

/// Fills {{>RUN}}: who is reached, why the others are not, what is missing.
web::View fill_run(web::View& view, RunReport const& report, rule::Program const& program,
                   rule::Vocabulary const& words, web::Locale locale);

/// The bad lines and the notices of a table, in the sections BAD_LINES and NOTICE of the view.
void fill_table(web::View& view, CaseTable const& table, web::Locale locale);

/// Amounts and applicants by territory, measured by commune and grouped by the level.
struct TerritorialReach {
  territory::Level by = territory::Level::department;
  territory::MeasuredJustice most;  // euros, everybody who may be eligible counted
  territory::MeasuredJustice least;
  territory::MeasuredJustice eligible;
  territory::MeasuredJustice unknown;
};
/// Nothing when no reference of territories is loaded, or nobody is placed in it.
std::optional<TerritorialReach> measure_reach(store::Database& database, RunReport const& report,
                                              territory::Level by, web::Locale locale);
/// Fills the section PLACES of {{>RUN}} and its {{>VALUES_MAP}}; those that are in no territory
/// have a row of their own, so that the rows add up to the report.
void fill_reach(web::View& run, store::Session& session, web::Request const& request,
                TerritorialReach const& reach, RunReport const& report);

}  // namespace pacte::aid
