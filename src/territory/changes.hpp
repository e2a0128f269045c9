// What a new vintage of the reference changes against the one that is loaded.
#pragma once

#include "territory/former.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

struct Renamed {
  Territory before;
  Territory after;
};

/// In the order of codes, level by level.
struct ReferenceChanges {
  std::vector<Territory> added;
  std::vector<FormerCommune> merged;  // communes of before that went into another one
  std::vector<Territory> gone;        // without a word on what became of them
  std::vector<Renamed> renamed;
  std::size_t repeopled = 0;  // communes of which the population differs
  std::size_t moved = 0;      // communes that changed EPCI, arrondissement or department

  [[nodiscard]] bool none() const;
};

ReferenceChanges changes_between(std::vector<Territory> const& before,
                                 std::vector<Territory> const& after,
                                 std::vector<FormerCommune> const& former);

}  // namespace pacte::territory
