#include "base/sort_key.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pacte {

std::string sort_key(std::string_view utf8) {
  auto key = slug(utf8);
  std::ranges::replace(key, '-', ' ');
  return key;
}

}  // namespace pacte
