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

/// What the program lends to its modules.
struct Services {
  store::Database& database;
  search::Index& index;
  Clock clock;
  std::vector<RecordSection> sections{};  // of all modules, in their order
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
  std::function<Json()> api_schemas{};  // named schemas that its endpoints refer to
  std::function<std::map<std::string, store::JobHandler>(Services const&)> jobs{};
};

}  // namespace pacte
