#include "base/problem.hpp"

namespace pacte {

int http_status(ProblemKind kind) {
  switch (kind) {
    case ProblemKind::malformed: return 400;
    case ProblemKind::unauthenticated: return 401;
    case ProblemKind::forbidden: return 403;
    case ProblemKind::not_found: return 404;
    case ProblemKind::conflict: return 409;
    case ProblemKind::too_large: return 413;
    case ProblemKind::invalid: return 422;
    case ProblemKind::too_many: return 429;
    case ProblemKind::unavailable: return 503;
  }
  return 500;
}

}  // namespace pacte
