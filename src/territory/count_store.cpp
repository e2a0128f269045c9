#include "territory/count_store.hpp"

#include <set>

#include "base/json.hpp"
#include "base/text.hpp"

namespace pacte::territory {

std::map<std::string, std::int64_t> printed_members(store::Session& session) {
  std::map<std::string, std::int64_t> lists;
  session("SELECT members FROM named_territory ORDER BY id").each([&](std::string const& members) {
    std::set<std::string> once;
    for (auto const& member : parse_json(members).value_or(Json::array())) {
      auto const printed = member.get<std::string>();
      once.emplace(trim(std::string_view{printed}.substr(0, printed.find(" ("))));
    }
    for (auto const& name : once)
      ++lists[name];
  });
  return lists;
}

}  // namespace pacte::territory
