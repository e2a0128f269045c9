#include "aid/call_text.hpp"

#include "aid/paris_time.hpp"
#include "identity/page_support.hpp"
#include "source/parts.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::tr;

std::string moment_text(Locale locale, Instant moment, bool hour_stated) {
  return hour_stated ? identity::shown(moment, locale)
                     : source::date_text(locale, day_ending(moment));
}

}  // namespace

std::string call_path(Call const& call) {
  return fmt::format("/appels/{}/{}", call.scheme, call.number);
}

std::string day_ending(Instant moment) {
  return in_paris(moment - std::chrono::minutes{1}).day;
}

namespace {

std::string window_without_zone(Locale locale, Call const& call) {
  if (call.opens && call.closes) {
    return web::trf(locale, "du {} au {}", identity::shown(*call.opens, locale),
                    moment_text(locale, *call.closes, call.hour_stated));
  }
  if (call.closes)
    return web::trf(locale, "jusqu’au {}", moment_text(locale, *call.closes, call.hour_stated));
  if (call.opens) return web::trf(locale, "à partir du {}", identity::shown(*call.opens, locale));
  return tr(locale, "sans date");
}

}  // namespace

std::string window_text(Locale locale, Call const& call) {
  auto const window = window_without_zone(locale, call);
  bool const hour_shown = call.opens || (call.closes && call.hour_stated);
  return hour_shown ? web::trf(locale, "{} (heure de Paris)", window) : window;
}

}  // namespace pacte::aid
