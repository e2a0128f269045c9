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

/// The day of "2026-11-30"; nothing for anything else.
std::optional<std::chrono::year_month_day> day_of(std::string const& iso);

/// The tracks that printed conditions name: "volet 1 : projet interdisciplinaire" is a criterion of
/// the track "Volet 1", whose rule is "volet_1". None unless two are named.
std::vector<Track> tracks_in(Texts const& conditions);

/// Whether something of the call is still to come: its opening, its closing, a step that has a day.
bool has_something_to_come(Call const& call, Instant now);

/// Call kind of an instrument's type, for those that are calls.
std::optional<CallKind> call_kind_of(std::string_view type);

}  // namespace pacte::aid
