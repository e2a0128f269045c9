// What the operations and the pages of this room need.
#pragma once

#include "aid/contacts.hpp"
#include "aid/places.hpp"
#include "aid/rule_book.hpp"
#include "base/date.hpp"
#include "store/database.hpp"
#include "territory/atlas.hpp"
#include "territory/tile_keeper.hpp"

namespace pacte::simulation {

struct Context {
  store::Database& database;
  Clock clock;
  std::shared_ptr<aid::RuleBookKeeper> books = std::make_shared<aid::RuleBookKeeper>();
  std::shared_ptr<aid::PlacesKeeper> places = std::make_shared<aid::PlacesKeeper>();
  std::shared_ptr<aid::ContactKeeper> contacts = std::make_shared<aid::ContactKeeper>();
  std::shared_ptr<territory::AtlasKeeper> atlas = std::make_shared<territory::AtlasKeeper>();
  std::shared_ptr<territory::TileKeeper> tiles = std::make_shared<territory::TileKeeper>();
};

}  // namespace pacte::simulation
