// `pacte opinions`: the opinion map of a consultation, from the file of its votes. Neither database
// nor settings.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace pacte::app {

/// Adds the command; `chosen` receives what it does. Exit codes: `success`; `failure` when a file
/// cannot be read or is at fault; `usage_error`.
void add_opinions(CLI::App& app, std::function<void(std::function<int()>)> const& chosen);

}  // namespace pacte::app
