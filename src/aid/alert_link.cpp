#include "aid/alert_link.hpp"

#include "web/page.hpp"

namespace pacte::aid {

std::string alert_url(web::Request const& request, std::string_view list) {
  web::Parameters parameters;
  parameters.add("sur", std::string{list});
  for (auto const& [name, value] : request.query.pairs()) {
    if (!value.empty() && name != "apres" && name != "sur") parameters.add(name, value);
  }
  return web::localized(request.locale, "/alertes/nouvelle") + "?" + parameters.encode();
}

}  // namespace pacte::aid
