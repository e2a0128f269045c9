// `pacte justice`: how a table of amounts is shared out between the territories that are loaded.
#pragma once

#include <string>

#include "app/decision/command.hpp"
#include "app/settings.hpp"

namespace pacte::app {

struct JusticeCommand {
  std::string file;
  std::string territory;
  std::string value;
  std::string before;
  std::string place;
  std::string by = "department";
  std::string absent = "zero";
  Output output;
};

void add_justice_options(CLI::App& command, JusticeCommand& justice);
int justice(Settings const& settings, JusticeCommand const& command);

}  // namespace pacte::app
