// The sheet of a territory, the same on one page to print, and its feed.
#pragma once

#include "module/module.hpp"
#include "territory/level_keeper.hpp"

namespace pacte::territory {

/// /territoires/{level}/{code}, its /fiche and its /fil.atom.
void add_sheet_pages(web::Router& router, Services const& services,
                     std::shared_ptr<LevelKeeper> const& keeper);

}  // namespace pacte::territory
