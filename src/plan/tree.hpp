// A plan as a tree: what a filter keeps of it, and how much each branch holds. No I/O.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "plan/model.hpp"

namespace pacte::plan {

struct TreeFilter {
  std::string level;
  std::string horizon_class;
  std::string commitment;
  std::string theme;
  std::string text;  // words of the label or of the code, accents and case set aside

  [[nodiscard]] bool empty() const {
    return level.empty() && horizon_class.empty() && commitment.empty() && theme.empty() &&
           text.empty();
  }
};

struct Branch {
  NodeLine const* node = nullptr;
  bool matched = true;     // false: kept only because something below it matched
  std::int64_t below = 0;  // kept nodes below it
  std::vector<Branch> children;
};

using Themes = std::map<std::string, std::vector<std::string>>;

/// The branches under `top` (empty: the roots), from nodes in which parents come before children.
/// A node is kept when it matches the filter or holds a node that does.
std::vector<Branch> branches(std::vector<NodeLine> const& nodes, std::string const& top,
                             TreeFilter const& filter, Themes const& themes);

/// How many nodes matched in all.
std::int64_t matched(std::vector<Branch> const& branches);

}  // namespace pacte::plan
