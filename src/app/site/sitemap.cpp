#include "report/sitemap.hpp"

#include "app/kinds.hpp"
#include "app/site/pages.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

constexpr std::array fixed_pages{
    "/",          "/plans",     "/indicateurs", "/dispositifs", "/propositions", "/territoires",
    "/documents", "/instances", "/plateformes", "/processus",   "/diagnostics",  "/simulateur",
    "/themes",    "/donnees",   "/methode",     "/api",         "/nouveautes"};

report::SitemapUrl url(std::string const& origin, std::string const& path, std::string changed) {
  auto const address = [&](web::Locale locale) {
    return origin + web::percent_encode_path(web::localized(locale, path));
  };
  return {address(web::Locale::fr),
          std::move(changed),
          {{"fr", address(web::Locale::fr)}, {"en", address(web::Locale::en)}}};
}

web::Response sitemap(Services const& services, web::Request const& request) {
  auto const& origin = web::site().origin.empty() ? request.origin : web::site().origin;
  report::SitemapWriter writer;
  for (char const* path : fixed_pages)
    writer.add(url(origin, path, {}));
  auto reading = services.database.read();
  // The writer stops by itself at the protocol's 50,000 addresses.
  source::each_record(reading, [&](source::Summary const& record, std::string const& changed_at) {
    constexpr std::size_t day = 10;
    return record.kind == source::Kind::plan_link ||
           writer.add(
               url(origin, source::page_path(record.kind, record.id), changed_at.substr(0, day)));
  });
  web::Response response;
  response.body = writer.finish();
  response.cacheable = true;
  response.with("Content-Type", "application/xml; charset=utf-8");
  return response;
}

}  // namespace

void add_sitemap(web::Router& router, Services const& services) {
  router.page("/sitemap.xml",
              [services](web::Request const& request) { return sitemap(services, request); });
}

}  // namespace pacte::app
