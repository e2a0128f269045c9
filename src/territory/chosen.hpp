// Which territory was meant by what was typed: a key, a name, a misspelt name, a code.
#pragma once

#include "territory/lookup.hpp"

namespace pacte::territory {

struct Chosen {
  std::string typed;                     // as given, shortened
  std::optional<Territory> territory{};  // the one meant
  std::vector<Territory> choices{};      // those that it may mean, when that is not sure
};

/// A key ("commune:34172") or a name with its code ("Prades (66149)") says which; so does a name,
/// a postal code or an official code that one territory has before all others. Anything else gives
/// choices, best first; none when nothing is near.
Chosen chosen(store::Session& session, AtlasKeeper& keeper, std::string_view typed);

}  // namespace pacte::territory
