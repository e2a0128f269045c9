// `pacte import diagnostics`: the questionnaires of a folder.
#pragma once

#include <filesystem>

#include "app/settings.hpp"

namespace pacte::app {

int import_diagnostics(Settings const& settings, std::filesystem::path const& folder);

}  // namespace pacte::app
