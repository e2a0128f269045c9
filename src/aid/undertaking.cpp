#include "aid/undertaking.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pacte::aid {

SingleUndertaking single_undertaking(std::string_view siren, std::span<Link const> links) {
  std::multimap<std::string_view, Link const*> of;
  for (auto const& link : links) {
    of.emplace(link.parent, &link);
    of.emplace(link.child, &link);
  }
  std::set<std::string_view> members{siren};
  std::set<Link> used;
  std::vector<std::string_view> waiting{siren};
  while (!waiting.empty()) {
    auto const [first, last] = of.equal_range(waiting.back());
    waiting.pop_back();
    std::for_each(first, last, [&](auto const& entry) {
      auto const& link = *entry.second;
      used.insert(link);
      for (auto const& end : {std::string_view{link.parent}, std::string_view{link.child}}) {
        if (members.insert(end).second) waiting.push_back(end);
      }
    });
  }
  members.erase(siren);
  SingleUndertaking made{.members = {std::string{siren}}, .links = {used.begin(), used.end()}};
  made.members.insert(made.members.end(), members.begin(), members.end());
  return made;
}

}  // namespace pacte::aid
