// `pacte tally`: counts a participatory budget from its file. Neither database nor settings.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace pacte::app {

/// Adds the command; `chosen` receives what it does. Exit codes: `success`; `failure` when the file
/// cannot be read, is at fault or cannot be counted so; `usage_error`.
void add_tally(CLI::App& app, std::function<void(std::function<int()>)> const& chosen);

}  // namespace pacte::app
