#include "app/rule/import.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "aid/operations/import_rules.hpp"
#include "app/commands.hpp"
#include "app/decision/command.hpp"
#include "app/opening.hpp"

namespace pacte::app {
namespace {

void print_schemes(std::string_view what, std::vector<std::string> const& schemes) {
  if (!schemes.empty()) fmt::print("  {} : {}\n", what, fmt::join(schemes, ", "));
}

}  // namespace

int import_rules(Settings const& settings, std::filesystem::path const& folder) {
  return with_database(settings, [&](store::Database& database) {
    auto const report = aid::import_rules(database, folder, "command-line", system_now());
    if (!report) return say(report.error());
    fmt::print("Règles {} : {} chargées, {} retirées, {} inchangées{}.\n", folder.string(),
               report->changed.size(), report->removed.size(), report->unchanged,
               report->vocabulary_changed ? " ; faits changés" : "");
    print_schemes("chargées", report->changed);
    print_schemes("retirées", report->removed);
    print_schemes("écrites par la Région, laissées telles quelles", report->left_alone);
    return success;
  });
}

}  // namespace pacte::app
