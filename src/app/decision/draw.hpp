// `pacte draw`: a panel drawn by lot, from a pool and quotas. Neither database nor settings.
#pragma once

#include <functional>

#include <CLI/CLI.hpp>

namespace pacte::app {

/// Adds the command; `chosen` receives what it does. Exit codes: `success`; `failure` when a file
/// cannot be read, is at fault, or the draw does not succeed; `usage_error`; `impossible_quotas`.
void add_draw(CLI::App& app, std::function<void(std::function<int()>)> const& chosen);

/// No panel keeps the quotas; what was printed says why.
inline constexpr int impossible_quotas = 3;

}  // namespace pacte::app
