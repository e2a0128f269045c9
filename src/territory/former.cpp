#include "territory/former.hpp"

namespace pacte::territory {

std::map<std::string, std::string> successors(std::vector<FormerCommune> const& former) {
  std::map<std::string, std::string> next;
  for (auto const& one : former)
    next.emplace(one.code, one.into);
  std::map<std::string, std::string> last;
  for (auto const& [code, into] : next) {
    auto at = into;
    std::size_t steps = 0;
    for (auto step = next.find(at); step != next.end() && steps <= next.size(); ++steps) {
      at = step->second;
      step = next.find(at);
    }
    if (steps <= next.size()) last.emplace(code, at);
  }
  return last;
}

std::string since_when(FormerCommune const& former) {
  return fmt::format("depuis le {}{}", former.until, former.or_before ? " au plus tard" : "");
}

Json to_json(FormerCommune const& former) {
  return {{"code", former.code},
          {"name", former.name},
          {"until", former.until},
          {"or_before", former.or_before}};
}

}  // namespace pacte::territory
