// The rights of officers on schemes.
#pragma once

#include "web/principal.hpp"

namespace pacte::aid {

/// Write and propose versions of schemes and their calls.
inline web::Permission const edit_schemes = "aid.edit_schemes";
/// Publish what somebody else wrote, and withdraw what is published.
inline web::Permission const publish_schemes = "aid.publish_schemes";

}  // namespace pacte::aid
