#include "identity/page_support.hpp"

#include <memory>

#include <unicode/datefmt.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace pacte::identity {

std::string shown(Instant instant, web::Locale locale) {
  auto const language = locale == web::Locale::fr ? icu::Locale::getFrance() : icu::Locale::getUK();
  std::unique_ptr<icu::DateFormat> const format{icu::DateFormat::createDateTimeInstance(
      icu::DateFormat::kMedium, icu::DateFormat::kShort, language)};
  format->adoptTimeZone(icu::TimeZone::createTimeZone("Europe/Paris"));
  icu::UnicodeString text;
  format->format(static_cast<UDate>(instant.time_since_epoch().count()), text);
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::vector<FieldError> to_errors(Problem const& problem, web::Locale locale) {
  auto errors = problem.fields;
  if (errors.empty()) errors.push_back({"", problem.detail});
  for (auto& error : errors)
    error.message = web::tr(locale, error.message);
  return errors;
}

Result<web::Parameters> form_of(web::Request const& request) {
  if (auto given = request.form()) return *std::move(given);
  return fail(ProblemKind::malformed, "Le formulaire n’a pas pu être lu.");
}

}  // namespace pacte::identity
