#include "app/diagnostics.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "app/commands.hpp"
#include "app/decision/command.hpp"
#include "app/opening.hpp"
#include "diagnostic/operations/import_diagnostics.hpp"

namespace pacte::app {

int import_diagnostics(Settings const& settings, std::filesystem::path const& folder) {
  return with_database(settings, [&](store::Database& database) {
    auto const report =
        diagnostic::import_diagnostics(database, folder, "command-line", system_now());
    if (!report) return say(report.error());
    fmt::print("Diagnostics {} : {} chargés, {} retirés, {} inchangés.\n", folder.string(),
               report->changed.size(), report->withdrawn.size(), report->unchanged);
    if (!report->changed.empty()) fmt::print("  chargés : {}\n", fmt::join(report->changed, ", "));
    if (!report->withdrawn.empty()) {
      fmt::print("  retirés : {}\n", fmt::join(report->withdrawn, ", "));
    }
    return success;
  });
}

}  // namespace pacte::app
