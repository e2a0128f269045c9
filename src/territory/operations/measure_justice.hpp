// Measures how a table of amounts or counts is shared out between territories and zonings.
//
// Payload: a CSV text with a column of codes and one of values (amounts.hpp says what is read and
// mended). Permission: anyone; nothing is kept. Errors: `invalid` with one field error per fault
// (field "ligne N"), `conflict` when no reference of territories is loaded.
#pragma once

#include <string_view>

#include "base/problem.hpp"
#include "store/database.hpp"
#include "territory/justice_report.hpp"

namespace pacte::territory {

struct JusticeRequest {
  std::string_view csv;
  AmountColumns columns{};  // a name left empty: the first column, the second
  JusticeOptions options{};
};

struct MeasuredJustice {
  JusticeReport report;
  std::vector<std::string> notices;  // French: what was mended in reading
};

Result<MeasuredJustice> measure_justice(store::Database& database, JusticeRequest const& request);

}  // namespace pacte::territory
