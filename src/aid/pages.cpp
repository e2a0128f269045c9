#include "aid/pages.hpp"

#include "aid/catalogue.hpp"
#include "aid/places.hpp"
#include "aid/scheme_pages.hpp"
#include "aid/trial_pages.hpp"

namespace pacte::aid {

void add_pages(web::Router& router, Services const& services) {
  auto const rules = std::make_shared<RuleBookKeeper>();
  auto const places = std::make_shared<PlacesKeeper>();
  source::add_catalogue(router, services, scheme_catalogue(rules, services.clock));
  add_scheme_pages(router, services, rules);
  add_officer_pages(router, services);
  add_trial_pages(router, services, rules, places);
  add_call_pages(router, services, rules);
  add_call_officer_pages(router, services, rules);
  add_cumulation(router, services);
  add_scheme_endpoints(router, services, rules);
}

}  // namespace pacte::aid
