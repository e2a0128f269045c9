// `pacte verify`: computes a verification bundle again. Neither database nor settings.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace pacte::app {

/// Adds the command; `chosen` receives what it does. Exit codes: `success` when all holds;
/// `failure` when something differs or the file cannot be read; `usage_error`.
void add_verify(CLI::App& app, std::function<void(std::function<int()>)> const& chosen);

}  // namespace pacte::app
