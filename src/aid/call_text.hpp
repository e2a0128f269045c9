// A call in words: its address, its window.
#pragma once

#include "aid/call_model.hpp"
#include "web/locale.hpp"

namespace pacte::aid {

/// "/appels/region/aide/1"
std::string call_path(Call const& call);

/// The day that ends at this moment ("2026-11-30"): where no hour is printed, a call closes with
/// its last day.
std::string day_ending(Instant moment);

/// "du 1 mars 2026, 09:00 au 30 avr. 2026, 12:00 (heure de Paris)", "jusqu’au 30 avril 2026", "sans
/// date".
std::string window_text(web::Locale locale, Call const& call);

}  // namespace pacte::aid
