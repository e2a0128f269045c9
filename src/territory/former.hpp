// Communes that are no more: what became of them, and how to find the facts about them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace pacte::territory {

/// A code that is no longer in use: on the day `until`, the commune went into another one.
struct FormerCommune {
  std::string code;
  std::string name;
  std::string until;       // ISO day, the first on which the code was no more
  std::string into;        // a commune of the reference, or another former one of a later date
  bool or_before = false;  // `until` is the latest that it may be: no table gives the day
  auto operator<=>(FormerCommune const&) const = default;
};

/// Where each former commune is now: the last one that it went into, through those between.
/// A code that leads nowhere, or back to itself, is left out.
std::map<std::string, std::string> successors(std::vector<FormerCommune> const& former);

/// French: "depuis le 2023-01-01", "depuis le 2019-01-01 au plus tard".
std::string since_when(FormerCommune const& former);

/// {"code", "name", "until", "or_before"}
Json to_json(FormerCommune const& former);

}  // namespace pacte::territory
