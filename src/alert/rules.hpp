// What is worth a letter, and within which limits; pure.
#pragma once

#include <chrono>
#include <set>
#include <string_view>
#include <vector>

#include "aid/call_model.hpp"
#include "alert/model.hpp"

namespace pacte::alert {

inline constexpr std::chrono::hours confirm_within{48};
inline constexpr std::chrono::days closing_within{7};
inline constexpr std::size_t most_alerts_of_an_address = 10;
/// After so many letters refused for good in a row, the address is taken for dead.
inline constexpr std::int64_t most_refusals = 3;

std::string_view about_name(About about);  // in the database and in addresses: "appels"
std::optional<About> parse_about(std::string_view name);

/// "region/aide/1": how events name a call.
std::string subject_of(aid::Call const& call);

/// What is true of a call now, for somebody who has listened since `since`: it is to be read (event
/// "published"), it has opened, it closes within a week, it was cancelled. An opening or a closing
/// that moves is another event.
std::vector<Event> call_events(aid::Call const& call, Instant now, Instant since);

/// Those that were not told. A cancellation concerns only whoever knew of the call.
std::vector<Event> untold(std::vector<Event> events, std::set<Event> const& told);

}  // namespace pacte::alert
