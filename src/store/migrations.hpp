// The schema: numbered migrations, module by module, each applied once in a transaction of its own.
//
// In the SQL, @identity@ is an automatic integer key, @key@ the type of a text key (ordered by
// bytes on both engines).
#pragma once

#include "base/embedded.hpp"
#include "base/problem.hpp"
#include "store/database.hpp"

namespace pacte::store {

struct ModuleMigrations {
  std::string module;
  std::vector<embedded::File> files;  // "001_first.sql", numbered from 1 without a gap
};

struct Applied {
  std::string module;
  std::string file;
};

/// Applies what is missing, in the order of `modules`. Refuses, changing nothing more, a schema
/// that is newer than the program, a migration whose text changed since it was applied, and a gap
/// in numbers.
Result<std::vector<Applied>> migrate(Database& database,
                                     std::vector<ModuleMigrations> const& modules);

/// The same checks, and that nothing is missing, without applying anything.
Result<void> check_schema(Database& database, std::vector<ModuleMigrations> const& modules);

/// The migrations of the store itself: journal and jobs. They go first.
ModuleMigrations own_migrations();

}  // namespace pacte::store
