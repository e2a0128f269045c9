#include "plan/tree.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pacte::plan {
namespace {

bool has_all_words(NodeLine const& node, std::string const& folded_words) {
  auto const text = fold(node.code + " " + node.label);
  return std::ranges::all_of(split(folded_words, ' '),
                             [&](std::string_view word) { return text.contains(word); });
}

class Builder {
 public:
  Builder(std::vector<NodeLine> const& nodes, TreeFilter const& filter, Themes const& themes)
      : filter_{filter}, themes_{themes}, words_{fold(trim(filter.text))} {
    for (auto const& node : nodes)
      by_parent_[node.parent].push_back(&node);
  }

  std::vector<Branch> under(std::string const& top) const {
    std::vector<Branch> kept;
    auto const found = by_parent_.find(top);
    if (found == by_parent_.end()) return kept;
    for (auto const* node : found->second) {
      Branch branch{.node = node, .matched = matches(*node), .children = under(node->id)};
      for (auto const& child : branch.children)
        branch.below += child.below + 1;
      if (branch.matched || !branch.children.empty()) kept.push_back(std::move(branch));
    }
    return kept;
  }

 private:
  bool matches(NodeLine const& node) const {
    auto const is = [](std::string const& wanted, std::string const& value) {
      return wanted.empty() || wanted == value;
    };
    if (!is(filter_.level, node.level) || !is(filter_.horizon_class, node.horizon_class) ||
        !is(filter_.commitment, node.commitment)) {
      return false;
    }
    if (!filter_.theme.empty()) {
      auto const themes = themes_.find(node.id);
      if (themes == themes_.end() ||
          std::ranges::find(themes->second, filter_.theme) == themes->second.end())
        return false;
    }
    return words_.empty() || has_all_words(node, words_);
  }

  TreeFilter const& filter_;
  Themes const& themes_;
  std::string words_;
  std::map<std::string, std::vector<NodeLine const*>> by_parent_;
};

}  // namespace

std::vector<Branch> branches(std::vector<NodeLine> const& nodes, std::string const& top,
                             TreeFilter const& filter, Themes const& themes) {
  return Builder{nodes, filter, themes}.under(top);
}

std::int64_t matched(std::vector<Branch> const& branches) {
  std::int64_t count = 0;
  for (auto const& branch : branches)
    count += (branch.matched ? 1 : 0) + matched(branch.children);
  return count;
}

}  // namespace pacte::plan
