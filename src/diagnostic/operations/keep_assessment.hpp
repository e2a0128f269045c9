// Keeps the result of a diagnostic in one's own account, to follow its progress.
//
// Payload: the link to the result, which this installation made.
// Permission: signed in; for oneself only.
// Errors: unauthenticated; invalid (link: cut, changed, or of a diagnostic that is not here);
// conflict (kept already).
// Journal: keep_assessment on the person, with the diagnostic; no answer.
// Output: the identifier of what is kept.
#pragma once

#include <string>

#include "base/problem.hpp"
#include "diagnostic/context.hpp"
#include "web/principal.hpp"

namespace pacte::diagnostic {

struct KeepAssessment {
  std::string link;
};

Result<std::string> keep_assessment(Context const& context, web::Principal const& actor,
                                    KeepAssessment const& input);

}  // namespace pacte::diagnostic
