// The catalogue of aid schemes: public pages, officers' pages, CSV and endpoints.
#pragma once

#include "aid/rule_book.hpp"
#include "base/euros.hpp"
#include "module/module.hpp"
#include "web/page.hpp"

namespace pacte::aid {

void add_pages(web::Router& router, Services const& services);

/// Pages of officers: drafts, edition, preview, publication.
void add_officer_pages(web::Router& router, Services const& services);

void add_call_pages(web::Router& router, Services const& services,
                    std::shared_ptr<RuleBookKeeper> const& rules);
/// The include {{>CALLS}} of the page of a scheme: its calls, nothing when it has none.
void fill_calls_of(web::View& view, store::Session& session, web::Request const& request,
                   std::string const& scheme, Instant now);
void add_call_officer_pages(web::Router& router, Services const& services,
                            std::shared_ptr<RuleBookKeeper> const& rules);

/// Whether an aid may be added to others: a page and an endpoint. The page takes the fields of its
/// form in its query ("asked-amount" in euros, "costs-eligible", "size"…), and `dispositif`, the
/// scheme whose regime it then fills in.
void add_cumulation(web::Router& router, Services const& services);
std::string cumulation_path(std::string const& scheme, Euros amount,
                            std::optional<Euros> eligible = {});
Json cumulation_schemas();

void add_scheme_endpoints(web::Router& router, Services const& services,
                          std::shared_ptr<RuleBookKeeper> const& rules);
/// The named schemas that these endpoints refer to.
Json scheme_schemas();

inline std::string scheme_path(std::string const& id) {
  return "/dispositifs/" + id;
}
/// The simulator, beginning with what this scheme asks.
inline std::string simulator_url(web::Locale locale, std::string const& id) {
  return web::localized(locale, "/simulateur") + "?dispositif=" + web::percent_encode(id);
}
/// Rules of a scheme tried over a file of cases.
inline std::string trial_path(std::string const& id) {
  return "/administration/dispositifs/essai/" + id;
}
inline std::string editing_path(std::string const& id) {
  return "/administration/dispositifs/" + id;
}

}  // namespace pacte::aid
