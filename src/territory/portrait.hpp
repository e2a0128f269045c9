// What is known of one territory: gathered once, for its sheet, its page to print, comparisons and
// the API.
#pragma once

#include "module/module.hpp"
#include "territory/figures_store.hpp"
#include "territory/level_keeper.hpp"

namespace pacte::territory {

/// The records of one kind whose text names a territory (rule of mentions.hpp).
struct NamingKind {
  source::Kind kind = source::Kind::plan_node;
  std::size_t count = 0;
  std::vector<search::Hit> first;  // some of them
};

/// By kind, in the order they are shown. None while the search index is being made.
struct NamingRecords {
  std::size_t count = 0;
  std::vector<NamingKind> kinds;
};
NamingRecords records_naming(search::Index const& index, Territory const& territory,
                             std::size_t shown);
std::size_t count_naming(search::Index const& index, Territory const& territory);
/// Identifiers of all of them, and of the lists and links that name it.
std::set<std::string> ids_naming(search::Index const& index, Territory const& territory);
/// The search of them: "/recherche?place=…", of one kind if given.
std::string naming_path(Territory const& territory,
                        std::optional<source::Kind> kind = std::nullopt);

struct Portrait {
  Territory territory;
  std::optional<Measured> figures;  // none for a level that is not loaded
  std::vector<Standing> standings;  // its figures among those of its level
  std::vector<Measured> peers;      // nearest in population first
  std::vector<ZoningMember> zonings;
};

/// With the zonings in force on `day`, an ISO day.
Portrait portrait_of(store::Session& session, LevelKeeper& keeper, Territory territory,
                     std::string_view day);

/// The territories that hold this one, from the smallest: EPCI, department(s), region.
std::vector<Territory> wider_than(store::Session& session, Territory const& territory);

/// As the other rooms are asked about it.
TerritoryNamed named(store::Session& session, Territory const& territory);

}  // namespace pacte::territory
