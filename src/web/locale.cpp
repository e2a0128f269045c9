#include "web/locale.hpp"

#include <locale>

#include <boost/locale/gnu_gettext.hpp>

#include "base/embedded.hpp"

namespace pacte::embedded {
std::vector<File> web_catalogue();
}

namespace pacte::web {
namespace {

using Messages = boost::locale::message_format<char>;

// The English texts. The domain's "/UTF-8" says how the keys are written: without it Boost.Locale
// takes them for ASCII and drops the accents.
Messages const& english() {
  static std::locale const kept = [] {
    boost::locale::gnu_gettext::messages_info info;
    info.language = std::string{"en"};
    info.encoding = std::string{"UTF-8"};
    info.paths = {""};
    info.domains = {boost::locale::gnu_gettext::messages_info::domain{"pacte/UTF-8"}};
    info.callback = [](std::string const&, std::string const&) {
      auto const files = embedded::web_catalogue();
      auto const content = files.at(0).content;
      return std::vector<char>{content.begin(), content.end()};
    };
    return std::locale{std::locale::classic(),
                       boost::locale::gnu_gettext::create_messages_facet<char>(info)};
  }();
  static auto const& messages = std::use_facet<Messages>(kept);
  return messages;
}

}  // namespace

std::string_view tag(Locale locale) {
  return locale == Locale::fr ? "fr" : "en";
}

Digits digits(Locale locale) {
  return locale == Locale::fr ? Digits::french : Digits::english;
}

std::optional<std::string> translation(Locale locale, std::string_view french) {
  std::string key{french};
  if (locale == Locale::fr) return key;
  auto const* found = english().get(0, nullptr, key.c_str());
  if (found == nullptr) return std::nullopt;
  return std::string{found};
}

std::string tr(Locale locale, std::string_view french) {
  return translation(locale, french).value_or(std::string{french});
}

std::string trn(Locale locale, std::string_view french_one, std::string_view french_many,
                std::int64_t count) {
  auto const magnitude = count < 0 ? -count : count;
  if (locale == Locale::en) {
    int const number =
        magnitude == 1 ? 1 : 2;  // the facet counts in int; only "one or not" matters
    auto const* found = english().get(0, nullptr, std::string{french_one}.c_str(), number);
    if (found != nullptr) return found;
  }
  return std::string{magnitude < 2 ? french_one : french_many};
}

}  // namespace pacte::web
