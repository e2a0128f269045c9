#include "territory/zoning_store.hpp"

namespace pacte::territory {

std::vector<ZoningExtent> zoning_extents(store::Session& session) {
  return session(
             "SELECT m.zoning, z.name, m.level, m.code, m.label FROM territory_zoning_member m "
             "JOIN territory_zoning z ON z.zoning = m.zoning ORDER BY m.zoning, m.position")
      .map([](std::string zoning, std::string name, std::string const& level, std::string code,
              std::string label) {
        return ZoningExtent{.zoning = std::move(zoning),
                            .name = std::move(name),
                            .key = {level_named(level).value_or(Level::commune), std::move(code)},
                            .label = std::move(label)};
      });
}

}  // namespace pacte::territory
