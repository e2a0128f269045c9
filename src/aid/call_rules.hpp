// What the clock says of a call, what makes no sense in one, what a document prints; pure.
#pragma once

#include <string_view>

#include "aid/call_model.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"

namespace pacte::aid {

/// A call closes soon when it has 14 days left or fewer. Without an opening, an open call is one
/// that has not closed.
CallState call_state(Call const& call, Instant now);
std::string_view call_state_name(CallState state);
std::string_view call_state_label(CallState state);  // French
std::string_view call_kind_name(CallKind kind);
std::string_view call_kind_label(CallKind kind);  // French

/// At the names of the fields of the form.
std::vector<FieldError> call_faults(Call const& call);

/// The day after which a sentence says that a call is closed: "clos 17 mars 2017". Nothing when it
/// prints no whole date: a month or a season is not a day.
std::optional<std::chrono::year_month_day> closing_day_in(std::string_view sentence);

/// Call kind of an instrument's type, for those that are calls.
std::optional<CallKind> call_kind_of(std::string_view type);

}  // namespace pacte::aid
