// The languages of the interface and the texts in them.
//
// The source language of the interface is French: a text is its own key. po/en.po gives the
// English. In views, [[texte français]] is replaced when the view is loaded, once for each
// language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::web {

enum class Locale { fr, en };

std::string_view tag(Locale locale);  // "fr", "en"
Digits digits(Locale locale);

/// The text in the language; French comes back as it is. `french` must be a literal.
std::string tr(Locale locale, std::string_view french);

/// The text in the language, or nothing when the catalogue does not have it.
std::optional<std::string> translation(Locale locale, std::string_view french);

/// `tr` with fmt arguments: trf(locale, "{} actions", 12).
template <class... A>
std::string trf(Locale locale, std::string_view french, A const&... arguments) {
  return fmt::format(fmt::runtime(tr(locale, french)), arguments...);
}

/// Singular or plural: French takes the singular for 0 and 1, English for 1 only. The count
/// itself is left to `fmt`: fmt::format(fmt::runtime(trn(locale, "{} action", "{} actions", n)),
/// n).
std::string trn(Locale locale, std::string_view french_one, std::string_view french_many,
                std::int64_t count);

}  // namespace pacte::web
