// Measures how a table of amounts or counts is shared out between territories and zonings.
//
// Payload: a CSV text with a column of codes and one of values, maybe one of values of before
// (amounts.hpp says what is read and mended), or something that Pacte counts by territory; a
// territory to set beside its peers. Permission: anyone; nothing is kept. Errors, in the language
// asked for: `invalid` with one field error per fault (field "ligne N", or "place"), `conflict`
// when no reference of territories is loaded, or nothing was counted yet.
#pragma once

#include <string_view>

#include "base/problem.hpp"
#include "module/module.hpp"
#include "territory/justice_compare.hpp"

namespace pacte::territory {

struct JusticeRequest {
  std::string_view csv{};
  AmountColumns columns{};
  TerritorialCount const* count = nullptr;  // measured in place of the table when given
  JusticeOptions options{};
  std::string place{};  // as typed: key, code or name; a commune stands for its EPCI or department
                        // where these are what is measured; empty: none
  std::string day{};    // of the zonings: ISO; empty for their last versions
  web::Locale locale = web::Locale::fr;
};

struct MeasuredJustice {
  JusticeReport report;
  std::optional<JusticeReport> before{};  // of the same places
  std::optional<PlaceComparison> place{};
  std::vector<std::string> notices;  // in the language asked for: what was mended in reading
};

Result<MeasuredJustice> measure_justice(store::Database& database, JusticeRequest const& request);

}  // namespace pacte::territory
