// pacte import zoning: a version of a zoning, from files.
#pragma once

#include <CLI/CLI.hpp>

#include "app/settings.hpp"
#include "territory/operations/import_zoning.hpp"

namespace pacte::app {

void add_zoning_options(CLI::App& command, territory::ImportZoning& wanted);

int import_zoning(Settings const& settings, territory::ImportZoning const& wanted);

}  // namespace pacte::app
