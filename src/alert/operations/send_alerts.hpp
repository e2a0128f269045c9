// Makes the day's letters: for each confirmed alert, what its search finds that was not told.
//
// Payload: none. Permission: the daily job, or the administrator's command line.
// Errors: unavailable (no mail server): nothing is told then.
// Journal: send_alerts, with the count of letters, when there are any.
//
// What is told and the demand for the letter are committed together: nothing is lost, and two runs
// at once tell a thing once. The letter itself leaves at least once: see deliver_letter.
#pragma once

#include "alert/context.hpp"
#include "base/problem.hpp"

namespace pacte::alert {

struct SentAlerts {
  std::int64_t alerts = 0;  // looked at
  std::int64_t letters = 0;
  std::int64_t failures = 0;  // alerts that could not be looked at, logged
};

Result<SentAlerts> send_alerts(Context const& context, std::string const& actor);

}  // namespace pacte::alert
