#include "app/opening.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/command.hpp"
#include "app/modules.hpp"
#include "store/failure.hpp"

namespace pacte::app {
namespace {

Result<void> prepare(store::Database& database) {
  if (database.engine() == store::Engine::sqlite) {
    if (auto applied = store::migrate(database, all_migrations()); !applied)
      return std::unexpected(applied.error());
    return {};
  }
  return store::check_schema(database, all_migrations());
}

}  // namespace

int with_database(Settings const& settings, std::function<int(store::Database&)> const& work,
                  store::DatabaseOptions const& options) {
  try {
    std::filesystem::create_directories(settings.data);
    store::Database database{settings.database, options};
    if (auto ready = prepare(database); !ready) return say(ready.error());
    return work(database);
  } catch (std::filesystem::filesystem_error const& error) {
    fmt::print(stderr, "Le dossier {} ne peut pas être utilisé : {}.\n", settings.data.string(),
               error.code().message());
  } catch (std::exception const& thrown) {
    fmt::print(stderr, "Base {} : ", settings.database.shown());
    return say(store::database_problem(thrown));
  }
  return failure;
}

}  // namespace pacte::app
