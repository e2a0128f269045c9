// What a failing database means for the person who asked.
#pragma once

#include <exception>

#include "base/problem.hpp"

namespace pacte::store {

/// A locked, full, read-only, unreachable or too slow database, said in words to act on; anything
/// else is an unexpected failure, logged and named as such.
Problem database_problem(std::exception const& thrown);

/// Runs `work` and turns what the database throws into a Problem; nothing was committed then.
template <class F> auto guarded(F&& work) -> decltype(work()) {
  try {
    return work();
  } catch (std::exception const& thrown) {
    return std::unexpected(database_problem(thrown));
  }
}

}  // namespace pacte::store
