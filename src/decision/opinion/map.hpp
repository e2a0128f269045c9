// The opinion map of a consultation: where participants stand, their groups, what unites and
// divides them. Method and comparison with Polis: docs/decision/opinions.md.
#pragma once

#include "decision/opinion/statements.hpp"

namespace pacte::decision::opinion {

struct OpinionMap {
  Plane plane;
  Groups groups;
  Reading reading;
};

struct MapOptions {
  PlaneOptions plane{};
  GroupOptions groups{};
};

/// The same votes, options and earlier map give the same map, to the last bit. With `before`, the
/// map of the votes as they were a moment ago, it takes a few passes over the votes only.
OpinionMap draw_map(Votes const& votes, MapOptions const& options = {},
                    OpinionMap const* before = nullptr);

}  // namespace pacte::decision::opinion
