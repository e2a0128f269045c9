#include "territory/level_keeper.hpp"

#include "territory/figures_store.hpp"
#include "territory/store.hpp"

namespace pacte::territory {

std::shared_ptr<LevelFigures const> LevelKeeper::current(store::Session& session, Level level) {
  auto digest = loaded_reference(session).digest;
  std::scoped_lock const lock{mutex_};
  auto& kept = levels_[level];
  if (!kept || kept->digest != digest) {
    LevelFigures made{.digest = std::move(digest), .level = measured(session, level)};
    for (std::size_t i = 0; i < made.level.size(); ++i)
      made.place_of.emplace(made.level[i].key.code, i);
    kept = std::make_shared<LevelFigures const>(std::move(made));
  }
  return kept;
}

}  // namespace pacte::territory
