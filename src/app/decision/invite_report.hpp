// Invitations drawn by lot as people and programs read them.
#pragma once

#include <string>
#include <vector>

#include "app/decision/invite_files.hpp"
#include "base/json.hpp"

namespace pacte::app {

struct InviteReport {
  Addresses const& addresses;
  std::vector<decision::sortition::Invitations> const& drawn;  // one a stratum, in their order
  std::string seed;
};

/// Strata with their letters and inclusion probabilities, and the lines drawn, from 0.
Json invite_json(InviteReport const& report);
/// The lines drawn, as they are in the list, and their inclusion probability: for the letters.
std::string invite_csv(InviteReport const& report);
/// The strata only: to be published.
std::string invite_html(InviteReport const& report);
std::string invite_table(InviteReport const& report);

}  // namespace pacte::app
