// Two versions of a scheme, field by field.
#pragma once

#include "aid/fields.hpp"
#include "base/json.hpp"

namespace pacte::aid {

struct FieldDifference {
  SchemeField const* field;
  Json before;  // as `to_json` gives the field
  Json after;
};

/// The fields that differ, in the order of the table.
std::vector<FieldDifference> differences(SchemeContent const& before, SchemeContent const& after);

/// [{"field", "before", "after"}]
Json to_json(std::vector<FieldDifference> const& differences);

}  // namespace pacte::aid
