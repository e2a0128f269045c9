// What went wrong, for a reason that the person or program asking can act on.
#pragma once

#include <expected>
#include <string>
#include <vector>

namespace pacte {

enum class ProblemKind {
  malformed,        // 400: the request cannot be read
  unauthenticated,  // 401: sign in first
  forbidden,        // 403: signed in, without the right
  not_found,        // 404
  conflict,         // 409: the state has changed or forbids it
  too_large,        // 413
  invalid,          // 422: read, but refused; `fields` say where
  too_many,         // 429
  unavailable,      // 503: try again later
};

struct FieldError {
  std::string field;    // name of the form field or JSON pointer; empty for the whole
  std::string message;  // French sentence: what is wrong and how to mend it
};

struct Problem {
  ProblemKind kind = ProblemKind::invalid;
  std::string detail;  // French sentence for the person
  std::vector<FieldError> fields{};
};

template <class T> using Result = std::expected<T, Problem>;

inline std::unexpected<Problem> fail(ProblemKind kind, std::string detail,
                                     std::vector<FieldError> fields = {}) {
  return std::unexpected(Problem{kind, std::move(detail), std::move(fields)});
}

/// HTTP status of a kind of problem (RFC 9110).
int http_status(ProblemKind kind);

}  // namespace pacte
