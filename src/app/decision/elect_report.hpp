// A counted vote as people read it: table, CSV, page.
#pragma once

#include <string>

#include "decision/election/elect.hpp"

namespace pacte::app {

struct ElectReport {
  decision::election::Election const& election;
  decision::election::Rules const& rules;
  decision::election::ElectionResult const& result;
  std::string title;
};

std::string elect_table(ElectReport const& report);
/// One line a candidate and a contest: college, candidate, name, votes, seats, elected, rank.
std::string elect_csv(ElectReport const& report);
/// A page that needs no other file.
std::string elect_html(ElectReport const& report);

}  // namespace pacte::app
