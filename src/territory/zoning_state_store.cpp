#include "territory/zoning_state_store.hpp"

#include <fmt/format.h>

#include "territory/store.hpp"

namespace pacte::territory {

std::string zonings_state(store::Session& session) {
  auto state = loaded_reference(session).digest;
  auto const add = [&](std::string const& what, std::int64_t count, std::string const& last) {
    state += fmt::format(" {} {} {}", what, count, last);
  };
  session(
      "SELECT origin, COUNT(*), MAX(made_at) FROM territory_zoning_version GROUP BY origin "
      "ORDER BY origin")
      .each(add);
  session(
      "SELECT decision, COUNT(*), MAX(decided_at) FROM territory_zoning_decision "
      "GROUP BY decision ORDER BY decision")
      .each(add);
  return state;
}

}  // namespace pacte::territory
