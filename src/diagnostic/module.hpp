// Self-assessments scored on axes, for app/.
#pragma once

#include "identity/personal_data.hpp"
#include "module/module.hpp"

namespace pacte::diagnostic {

Module diagnostic_module();

/// The assessments that people keep in their account.
identity::PersonalData kept_assessments();

}  // namespace pacte::diagnostic
