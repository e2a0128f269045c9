#include "report/xml.hpp"

#include <cstdint>

#include <unicode/utf8.h>

namespace pacte::report {
namespace {

// https://www.w3.org/TR/xml/#charsets, the carriage return aside
bool is_allowed(UChar32 c) {
  if (c < 0x20) return c == '\t' || c == '\n';
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

// What stands for a character that cannot stand as it is; nothing for one that is forbidden.
std::optional<std::string_view> replacement(UChar32 c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\r': return "&#13;";  // a parser would read it as a line feed
    default: return is_allowed(c) ? std::nullopt : std::optional<std::string_view>{""};
  }
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  using Byte = std::uint8_t;
  auto const* bytes = reinterpret_cast<Byte const*>(text.data());
  auto const size = static_cast<std::int64_t>(text.size());
  std::string out;
  out.reserve(text.size());
  std::int64_t copied = 0;
  auto const copy_until = [&](std::int64_t end) {
    out += text.substr(static_cast<std::size_t>(copied), static_cast<std::size_t>(end - copied));
  };
  for (std::int64_t i = 0; i < size;) {
    auto const begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    auto const replaced = replacement(c);
    if (!replaced) continue;
    copy_until(begin);
    out += *replaced;
    copied = i;
  }
  copy_until(size);
  return out;
}

std::string xml_element(std::string_view name, std::string_view text) {
  return fmt::format("<{0}>{1}</{0}>", name, xml_escaped(text));
}

}  // namespace pacte::report
