#include "base/euros.hpp"

namespace pacte {
namespace {

std::string unit(std::string number, std::string_view name, Digits style) {
  if (style == Digits::french) return std::move(number) + "\u00a0" + std::string{name};
  constexpr std::string_view minus = "−";
  return number.starts_with(minus) ? "−€" + number.substr(minus.size()) : "€" + std::move(number);
}

std::string three_decimals(std::int64_t thousandths, Digits style) {
  auto text = grouped(thousandths / 1000, style);
  auto rest = thousandths % 1000;
  if (rest == 0) return text;
  auto decimals = fmt::format("{:03}", rest);
  while (decimals.back() == '0')
    decimals.pop_back();
  return text + (style == Digits::french ? "," : ".") + decimals;
}

}  // namespace

std::string to_text(Euros amount, Digits style) {
  auto const whole = amount.cents / 100;
  auto const cents = std::abs(amount.cents % 100);
  auto number = grouped(whole, style);
  if (amount.cents < 0 && whole == 0) number = "−" + number;
  if (cents != 0) number += fmt::format("{}{:02}", style == Digits::french ? "," : ".", cents);
  return unit(std::move(number), "€", style);
}

std::string to_short_text(Euros amount, Digits style) {
  constexpr std::int64_t thousand_euros = 100'000;
  constexpr std::int64_t million_euros = 1'000 * thousand_euros;
  bool const french = style == Digits::french;
  if (amount.cents >= 1'000 * million_euros && amount.cents % million_euros == 0) {
    auto const number = three_decimals(amount.cents / million_euros, style);
    return french ? unit(number, "Md€", style) : unit(number, "", style) + "bn";
  }
  if (amount.cents >= million_euros && amount.cents % thousand_euros == 0) {
    auto const number = three_decimals(amount.cents / thousand_euros, style);
    return french ? unit(number, "M€", style) : unit(number, "", style) + "m";
  }
  return to_text(amount, style);
}

}  // namespace pacte
