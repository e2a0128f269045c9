#include "aid/places.hpp"

#include <fmt/format.h>

#include "app/rule/commands.hpp"
#include "territory/reference_folder.hpp"

namespace pacte::app {
namespace {

std::optional<RulePlaces> read_rule_places(std::string const& folder) {
  auto const reference = territory::read_folder(folder);
  for (auto const& fault : reference.faults)
    fmt::print(stderr, "{}:{}: {}\n", fault.file, fault.line, fault.message);
  if (!reference.faults.empty()) return std::nullopt;
  auto places = std::make_unique<aid::Places const>(aid::places_of(reference));
  auto keys = places->zonings();
  return RulePlaces{std::move(places), std::move(keys)};
}

}  // namespace

void add_rules_with_places(CLI::App& app, Chosen const& chosen) {
  add_rule_commands(app, chosen, read_rule_places);
}

}  // namespace pacte::app
