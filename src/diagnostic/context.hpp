// What the operations of this room need.
#pragma once

#include "base/date.hpp"
#include "store/database.hpp"

namespace pacte::diagnostic {

struct Context {
  store::Database& database;
  Clock clock;
};

}  // namespace pacte::diagnostic
