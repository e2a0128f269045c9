#include "territory/numbers.hpp"

#include <cmath>

#include "base/text.hpp"

namespace pacte::territory {

std::string rounded(double value, int decimals, web::Locale locale) {
  auto const power = std::pow(10, decimals);
  return grouped(std::round(value * power) / power, web::digits(locale));
}

}  // namespace pacte::territory
