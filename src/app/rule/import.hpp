// `pacte import rules`: the vocabulary of facts and the rules of a folder.
#pragma once

#include <filesystem>

#include "app/settings.hpp"

namespace pacte::app {

int import_rules(Settings const& settings, std::filesystem::path const& folder);

}  // namespace pacte::app
