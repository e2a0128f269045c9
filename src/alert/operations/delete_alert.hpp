// Stops an alert and forgets its address.
//
// Payload: a token of one of its letters.
// Permission: to hold the token.
// Errors: not_found (unknown token, alert already stopped).
// Journal: delete_alert on the alert.
#pragma once

#include "alert/context.hpp"
#include "alert/model.hpp"
#include "base/problem.hpp"

namespace pacte::alert {

/// Gives the alert that was stopped.
Result<Alert> delete_alert(Context const& context, std::string const& token);

}  // namespace pacte::alert
