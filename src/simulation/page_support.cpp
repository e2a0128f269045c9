#include "simulation/page_support.hpp"

namespace pacte::simulation {

using rule::Verdict;
using web::Locale;
using web::tr;

std::string result_url(Locale locale, std::string const& link) {
  return web::localized(locale, result_path) + "?r=" + link;
}

std::string explanation_url(Locale locale, std::string const& link, std::string const& scheme) {
  return result_url(locale, link) + "&dispositif=" + web::percent_encode(scheme);
}

std::string question_url(Locale locale, Setting setting, std::string const& link,
                         std::string const& fact) {
  auto const* const page = setting == Setting::frame ? frame_path : simulator_path;
  return web::localized(locale, page) + "?r=" + link + "&question=" + web::percent_encode(fact);
}

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible: return "Pour vous";
    case Verdict::ineligible: return "Pas pour vous";
    case Verdict::unknown: break;
  }
  return "Peut-être pour vous";
}

web::Response broken_link(web::Request const& request, Problem const& problem) {
  auto const locale = request.locale;
  web::Document content{"simulation/broken.html", locale};
  content.root().set("DETAIL", tr(locale, problem.detail));
  content.root().set("AGAIN", web::localized(locale, simulator_path));
  return web::render(
      request,
      {.title = tr(locale, "Ce lien ne s’ouvre pas"), .section = "simulateur", .indexed = false},
      content, http_status(problem.kind));
}

}  // namespace pacte::simulation
