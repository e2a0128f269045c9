#include "diagnostic/page_support.hpp"

namespace pacte::diagnostic {

std::string diagnostic_path(std::string const& key) {
  return fmt::format("{}/{}", list_path, key);
}

std::string result_url(web::Locale locale, std::string const& key, std::string const& link) {
  return web::localized(locale, diagnostic_path(key) + "/resultat") + "?r=" + link;
}

std::string percent_text(decision::Rational const& percent) {
  return fmt::format("{}\u202F%", whole_percent(percent));
}

std::string progress_text(decision::Rational const& progress, web::Locale locale) {
  bool const down = progress < 0;
  decision::Rational const size = down ? decision::Rational{-progress} : progress;
  auto const points = whole_percent(size);
  if (points == 0) return web::tr(locale, "stable");
  auto const text =
      fmt::format(fmt::runtime(web::trn(locale, "{} point", "{} points", points)), points);
  return (down ? "\u2212" : "+") + text;
}

double drawn(std::int64_t earned, std::int64_t possible) {
  return static_cast<double>(earned) / static_cast<double>(possible);
}

std::vector<double> rings_of(Definition const& definition) {
  constexpr double hundred = 100;
  std::vector<double> rings;
  for (auto const& level : definition.levels) {
    if (level.from > 0) rings.push_back(static_cast<double>(level.from) / hundred);
  }
  return rings;
}

web::Response broken_link(web::Request const& request, Problem const& problem) {
  return web::error_page(request, http_status(problem.kind),
                         web::tr(request.locale, problem.detail));
}

}  // namespace pacte::diagnostic
