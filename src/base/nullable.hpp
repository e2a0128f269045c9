// What may be absent, as JSON: null where it is.
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"

namespace pacte {

/// Null for an empty text.
inline Json or_null(std::string const& text) {
  return text.empty() ? Json{} : Json(text);
}

template <class T> Json or_null(std::optional<T> const& value) {
  return value ? Json(*value) : Json{};
}

}  // namespace pacte
