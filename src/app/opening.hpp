// The database, open and ready for a command.
#pragma once

#include <chrono>
#include <functional>

#include "app/settings.hpp"
#include "store/database.hpp"

namespace pacte::app {

/// Imports and rebuilds take the time they need.
inline constexpr store::DatabaseOptions for_commands{.connections = 4,
                                                     .statement_timeout = std::chrono::minutes{10}};

/// Runs `work` and gives its exit code; says what is wrong when the database cannot be opened. The
/// embedded one is made, and its schema brought up to date, on the way; a production one is
/// migrated only when the administrator says so.
int with_database(Settings const& settings, std::function<int(store::Database&)> const& work,
                  store::DatabaseOptions const& options = for_commands);

}  // namespace pacte::app
