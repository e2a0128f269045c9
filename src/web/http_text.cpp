#include "web/http_text.hpp"

#include "base/text.hpp"

namespace pacte::web {
namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(x) == lower(y);
  });
}

// q=0, q=0.0…: refused. Anything else, a bad weight included, counts as wanted.
bool refused_by_weight(std::string_view parameters) {
  for (auto const part : split(parameters, ';')) {
    auto const text = trim(part);
    if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=') continue;
    return text.substr(2).find_first_not_of("0.") == std::string_view::npos;
  }
  return false;
}

}  // namespace

bool accepts_encoding(std::string_view field, std::string_view coding) {
  bool any = false;
  for (auto const item : split(field, ',')) {
    auto const semicolon = item.find(';');
    auto const name = trim(item.substr(0, semicolon));
    bool const wanted =
        semicolon == std::string_view::npos || !refused_by_weight(item.substr(semicolon + 1));
    if (same_ignoring_case(name, coding)) return wanted;
    if (name == "*") any = wanted;
  }
  return any;
}

bool names_etag(std::string_view field, std::string_view etag) {
  if (trim(field) == "*") return true;
  for (auto const item : split(field, ',')) {
    auto text = trim(item);
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (text == etag) return true;
  }
  return false;
}

std::string fingerprint(std::string_view bytes) {
  return fmt::format("{:016x}{:x}", std::hash<std::string_view>{}(bytes), bytes.size());
}

}  // namespace pacte::web
