#include "app/decision/numbers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::app {

std::string decimal(double value, int digits) {
  auto text = fmt::format("{:.{}f}", value, digits);
  std::ranges::replace(text, '.', ',');
  return text;
}

std::string percent(double share, int digits) {
  return decimal(100 * share, digits) + " %";
}

std::string counted(std::size_t count) {
  return grouped(static_cast<std::int64_t>(count));
}

}  // namespace pacte::app
