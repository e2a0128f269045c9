#include "aid/pages.hpp"

#include "aid/catalogue.hpp"
#include "aid/scheme_pages.hpp"

namespace pacte::aid {

void add_pages(web::Router& router, Services const& services) {
  source::add_catalogue(router, services, scheme_catalogue());
  add_scheme_pages(router, services);
  add_officer_pages(router, services);
  add_call_pages(router, services);
  add_call_officer_pages(router, services);
  add_cumulation(router, services);
  add_scheme_endpoints(router, services);
}

}  // namespace pacte::aid
