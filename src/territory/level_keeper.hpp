// The figures of a whole level in memory: ranks, medians and peers need all of them. Read once for
// each reference loaded, on the first request that needs them.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "store/session.hpp"
#include "territory/standing.hpp"

namespace pacte::territory {

struct LevelFigures {
  std::string digest;           // of the reference they were read from
  std::vector<Measured> level;  // by population, then code; without the counts of zonings
  std::map<std::string, std::size_t> place_of;  // code -> place in `level`
};

class LevelKeeper {
 public:
  /// Those of the reference loaded now.
  std::shared_ptr<LevelFigures const> current(store::Session& session, Level level);

 private:
  std::mutex mutex_;
  std::map<Level, std::shared_ptr<LevelFigures const>> levels_;
};

}  // namespace pacte::territory
