// Makes an alert speak: whoever reads the mail of its address wants it.
//
// Payload: the token of the confirmation letter.
// Permission: to hold the token.
// Errors: not_found (unknown token, or an alert erased after 48 hours).
// Journal: confirm_alert on the alert. Confirming again changes nothing.
// What the search finds at this moment is known: it will not be told as new.
#pragma once

#include "alert/context.hpp"
#include "alert/model.hpp"
#include "base/problem.hpp"

namespace pacte::alert {

Result<Alert> confirm_alert(Context const& context, std::string const& token);

}  // namespace pacte::alert
