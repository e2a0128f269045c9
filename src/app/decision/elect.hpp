// `pacte elect`: counts a vote from its file. Neither database nor settings.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace pacte::app {

/// Adds the command; `chosen` receives what it does. Exit codes: `success`; `failure` when the file
/// cannot be read, is at fault or cannot be counted so; `usage_error`; `undecided_tie`.
void add_elect(CLI::App& app, std::function<void(std::function<int()>)> const& chosen);

/// Candidates are equal and no declared rule tells them apart.
inline constexpr int undecided_tie = 3;

}  // namespace pacte::app
