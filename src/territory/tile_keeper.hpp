// The territories of a level ready for tiles: made once for each reference loaded, on the first
// request that needs them, and shared by all of them.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "store/session.hpp"
#include "territory/tile.hpp"

namespace pacte::territory {

struct TileLevel {
  std::string digest;           // of the reference it was made from
  std::vector<TileArea> areas;  // in the order of codes; those that have a contour
  Extent extent;                // of all of them
};

class TileKeeper {
 public:
  /// Those of the reference loaded now.
  std::shared_ptr<TileLevel const> current(store::Session& session, Level level);

 private:
  std::mutex mutex_;
  std::map<Level, std::shared_ptr<TileLevel const>> levels_;
};

}  // namespace pacte::territory
