// What the pages of this room share.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/problem.hpp"
#include "store/failure.hpp"
#include "web/request.hpp"

namespace pacte::identity {

/// "12 mars 2026, 14:05", in the Region's time.
std::string shown(Instant instant, web::Locale locale);

/// What to show on a form: the errors of the fields, or the problem as a whole; in the language.
std::vector<FieldError> to_errors(Problem const& problem, web::Locale locale);

/// The fields of a form body; malformed when it is not a form.
Result<web::Parameters> form_of(web::Request const& request);

/// The body read by `read`, then handed to `operate`; what the database throws becomes a Problem.
template <class Read, class Operate>
auto submitted(web::Request const& request, Read&& read, Operate&& operate)
    -> decltype(operate(*read(web::Parameters{}, web::Locale::fr))) {
  auto const given = form_of(request);
  if (!given) return std::unexpected(given.error());
  auto input = read(*given, request.locale);
  if (!input) return std::unexpected(input.error());
  return store::guarded([&] { return operate(*std::move(input)); });
}

}  // namespace pacte::identity
