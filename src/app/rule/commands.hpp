// The commands of rules: `pacte rules check`, `rules test` and `rules eval`. They need neither
// database nor settings.
#pragma once

#include <memory>
#include <optional>

#include "app/decision/command.hpp"
#include "rule/evaluate.hpp"

namespace pacte::app {

/// Without --territory: reading territories needs most of the site's libraries.
void add_rules(CLI::App& app, Chosen const& chosen);

/// With it.
void add_rules_with_places(CLI::App& app, Chosen const& chosen);

/// Who answers for places, and the keys of the zonings that may be asked about.
struct RulePlaces {
  std::unique_ptr<rule::Zonings const> places;
  std::vector<std::string> zonings;
};
/// From a folder of territories; nothing when it has faults, told on the standard error.
using ReadPlaces = std::optional<RulePlaces> (*)(std::string const& folder);

void add_rule_commands(CLI::App& app, Chosen const& chosen, ReadPlaces read_places);

}  // namespace pacte::app
