// What a refusal says, as tests of operations compare it.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/problem.hpp"

namespace pacte {

template <class T> ProblemKind kind_of(Result<T> const& result) {
  EXPECT_FALSE(result);
  return result ? ProblemKind::unavailable : result.error().kind;
}

using Fields = std::vector<std::string>;

/// The fields that a refusal names, in order.
template <class T> Fields fields_of(Result<T> const& result) {
  Fields fields;
  if (result) return fields;
  for (auto const& fault : result.error().fields)
    fields.push_back(fault.field);
  return fields;
}

}  // namespace pacte
