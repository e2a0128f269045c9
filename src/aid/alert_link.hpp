// The way from a list to the page that keeps its search.
#pragma once

#include <string>
#include <string_view>

#include "web/request.hpp"

namespace pacte::aid {

/// The page that keeps the search of a list ("appels", "dispositifs") and tells what is new in it.
std::string alert_url(web::Request const& request, std::string_view list);

}  // namespace pacte::aid
