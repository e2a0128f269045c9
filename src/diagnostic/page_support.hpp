// What the pages of this room share.
#pragma once

#include "diagnostic/answer_rules.hpp"
#include "diagnostic/context.hpp"
#include "diagnostic/opened_link.hpp"
#include "diagnostic/rules.hpp"
#include "module/module.hpp"
#include "web/page.hpp"

namespace pacte::diagnostic {

inline constexpr auto list_path = "/diagnostics";
inline constexpr auto own_path = "/compte/diagnostics";

std::string diagnostic_path(std::string const& key);
/// Address of a result, in the language.
std::string result_url(web::Locale locale, std::string const& key, std::string const& link);

/// "62 %", rounded down.
std::string percent_text(decision::Rational const& percent);
/// "+12 points", "−3 points", "stable": whole points, rounded towards zero.
std::string progress_text(decision::Rational const& progress, web::Locale locale);

/// A share between 0 and 1, for drawing only.
double drawn(std::int64_t earned, std::int64_t possible);

/// Where the rings of the radar stand: the levels' thresholds.
std::vector<double> rings_of(Definition const& definition);

/// The page that a link that does not read gets.
web::Response broken_link(web::Request const& request, Problem const& problem);

}  // namespace pacte::diagnostic
