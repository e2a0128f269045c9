// Removes one of one's own assessments from one's account, for good.
//
// Payload: its identifier.
// Permission: signed in; for oneself only.
// Errors: unauthenticated; not_found (gone already, or somebody else's).
// Journal: delete_assessment on the person.
#pragma once

#include <string>

#include "base/problem.hpp"
#include "diagnostic/context.hpp"
#include "web/principal.hpp"

namespace pacte::diagnostic {

struct DeleteAssessment {
  std::string assessment;
};

Result<void> delete_assessment(Context const& context, web::Principal const& actor,
                               DeleteAssessment const& input);

}  // namespace pacte::diagnostic
