// The commands of rules: `pacte rules check`, `rules test` and `rules eval`. They need neither
// database nor settings.
#pragma once

#include "app/decision/command.hpp"

namespace pacte::app {

void add_rules(CLI::App& app, Chosen const& chosen);

}  // namespace pacte::app
