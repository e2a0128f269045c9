#include "app/site/pages.hpp"

#include "plan/store.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

using web::Request;
using web::Response;
using web::tr;

Response method_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  web::Document content{"app/method.html", request.locale};
  content.root().set("DOUBTFUL", plan::doubtful_links(reading));
  content.root().set("DATA_URL", web::localized(request.locale, "/donnees"));
  auto response = web::render(
      request,
      {.title = tr(request.locale, "Méthode"),
       .description =
           tr(request.locale, "Comment les documents sont lus, et ce que ce site n’ajoute pas."),
       .crumbs = {{tr(request.locale, "Méthode"), ""}}},
      content);
  response.cacheable = true;
  return response;
}

Response accessibility_page(Request const& request) {
  web::Document const content{"app/accessibility.html", request.locale};
  auto response = web::render(request,
                              {.title = tr(request.locale, "Accessibilité"),
                               .crumbs = {{tr(request.locale, "Accessibilité"), ""}}},
                              content);
  response.cacheable = true;
  return response;
}

}  // namespace

void add_site_pages(web::Router& router, Services const& services) {
  add_home(router, services);
  add_data_pages(router, services);
  add_change_pages(router, services);
  add_sitemap(router, services);
  router.page("/methode",
              [services](Request const& request) { return method_page(services, request); });
  router.page("/accessibilite", accessibility_page);
}

}  // namespace pacte::app
