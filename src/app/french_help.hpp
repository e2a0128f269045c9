// The command line's own words, in French: those of its help and of its refusals.
#pragma once

#include <CLI/CLI.hpp>

namespace pacte::app {

/// To be called before commands are added: they take after the program.
void speak_french(CLI::App& app);

}  // namespace pacte::app
