// Cumulation in the API: what is declared, and the answer. Amounts are in cents, shares in
// hundredths of a per cent.
#pragma once

#include "aid/cumulation.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"
#include "web/request.hpp"

namespace pacte::aid {

/// As the form's fields, for `read_cumulation`. Malformed when it is no object of objects, lists,
/// texts and whole numbers.
Result<web::Parameters> to_fields(Json const& declared);

/// "account-2-amount" is "/account/1/amount" in what was sent.
std::string pointer_of(std::string_view field);

Json to_json(Cumulation const& cumulation);

Json declared_schema();
Json cumulation_schema();

}  // namespace pacte::aid
