// What a domain module gives to the program. `app` holds the list of them and knows nothing else of
// them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "search/index.hpp"
#include "store/database.hpp"
#include "store/jobs.hpp"
#include "store/migrations.hpp"
#include "web/router.hpp"
#include "web/view.hpp"

namespace pacte {

/// What a room shows on the page, and gives in the API, of a record that another room holds: the
/// figures about an action, the proposals it answers. `page` is the page's root view; the API's
/// part goes in `api`.
struct RecordSection {
  std::function<void(store::Session&, web::Request const&, std::string const& record,
                     web::View& page)>
      page{};
  std::function<void(store::Session&, std::string const& record, Json& api)> api{};
  /// What the room shows on the home page.
  std::function<void(store::Session&, web::Request const&, web::View& home)> home{};
  /// What stands beside the links that other rooms make to its records, by identifier: the printed
  /// code of a plan line. May leave some out.
  std::function<std::map<std::string, std::string>(store::Session&, web::Locale,
                                                   std::vector<std::string> const& ids)>
      annotate{};
};

/// An official territory, for the rooms that say something about it.
struct TerritoryNamed {
  std::string id;      // "commune:31555", as in the API
  std::string name;    // as documents print it: "Toulouse"
  std::string region;  // name of the region that holds it; empty for the region itself
};

/// What a room shows on the sheet of a territory, and gives in the API: the figures of documents
/// about it, the aid granted there. `page` is the sheet's root view.
struct TerritorySection {
  std::function<void(store::Session&, web::Request const&, TerritoryNamed const&, web::View& page)>
      page{};
  std::function<void(store::Session&, TerritoryNamed const&, Json& api)> api{};
};

/// What a room counts in each territory, ready to be measured by territorial justice.
struct TerritorialCount {
  std::string id;      // in addresses: "zonings-commune"
  std::string label;   // French: "Zonages et rôles, par commune"
  std::string method;  // French: what is counted, from what, and what is left out
  /// By level and official code ("commune:31555"), all of one level, in millionths, not negative.
  std::function<std::map<std::string, std::int64_t>(store::Session&)> values;
};

/// Images under the maps that move; no address: none.
struct MapBackground {
  std::string tiles{};   // "https://tiles.example.org/{z}/{x}/{y}.png"
  std::string credit{};  // "© contributeurs d’OpenStreetMap"
};

/// What the program lends to its modules.
struct Services {
  store::Database& database;
  search::Index& index;
  Clock clock;
  std::vector<RecordSection> sections{};  // of all modules, in their order
  std::vector<TerritorialCount> counts{};
  std::vector<TerritorySection> territory_sections{};
  std::string address_service{};  // base address of the national one's search; empty: none is used
  MapBackground map_background{};
};

struct PermissionDeclaration {
  web::Permission permission;      // "identity.manage_people"
  std::string description;         // French
  std::vector<std::string> roles;  // roles that hold it: "administrator"…
};

struct Module {
  std::string name;  // folder name: "plan"
  std::vector<embedded::File> migrations{};
  std::vector<embedded::File> views{};
  std::vector<PermissionDeclaration> permissions{};
  std::function<void(web::Router&, Services const&)> routes{};
  std::vector<RecordSection> sections{};
  std::vector<TerritorySection> territory_sections{};
  std::vector<TerritorialCount> counts{};
  std::function<Json()> api_schemas{};  // named schemas that its endpoints refer to
  std::function<std::map<std::string, store::JobHandler>(Services const&)> jobs{};
};

}  // namespace pacte
