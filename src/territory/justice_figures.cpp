#include "territory/justice_figures.hpp"

#include "base/text.hpp"
#include "territory/numbers.hpp"

namespace pacte::territory {

using web::Locale;
using web::trf;

std::string amount(Quantity quantity, Locale locale) {
  return rounded(static_cast<double>(quantity) / unit_quantity, 2, locale);
}

std::string amount(Bounds<Quantity> const& bounds, Locale locale) {
  if (bounds.certain()) return amount(bounds.least, locale);
  return trf(locale, "de {} à {}", amount(bounds.least, locale), amount(bounds.most, locale));
}

std::string percent(double share, Locale locale) {
  return fmt::format("{}\u202F%", rounded(share * 100, 1, locale));
}

std::string percent(Bounds<double> const& share, Locale locale) {
  if (share.certain()) return percent(share.least, locale);
  return trf(locale, "de {} à {}", percent(share.least, locale), percent(share.most, locale));
}

PerPeople::PerPeople(std::optional<double> mean) {
  constexpr double readable = 0.1;
  constexpr std::int64_t thousand = 1'000;
  constexpr std::int64_t hundred_thousand = 100'000;
  if (!mean || *mean <= 0 || *mean >= readable) return;
  people_ = *mean * thousand >= readable ? thousand : hundred_thousand;
}

std::string PerPeople::title(Locale locale) const {
  if (people_ == 1) return web::tr(locale, "Par habitant");
  return trf(locale, "Pour {} habitants", grouped(people_, web::digits(locale)));
}

std::string PerPeople::unit(Locale locale) const {
  if (people_ == 1) return web::tr(locale, "par habitant");
  return trf(locale, "pour {} habitants", grouped(people_, web::digits(locale)));
}

std::string PerPeople::text(std::optional<double> each, Locale locale) const {
  return each ? rounded(of(*each), 2, locale) : std::string{"–"};
}

void fill_shares(web::View& row, JusticeReport const& report, Quantity value,
                 std::int64_t population, Locale locale) {
  row.set("POPULATION", grouped(population, web::digits(locale)));
  row.set("VALUE", amount(value, locale));
  auto const each = per_inhabitant(value, population);
  row.set("PER_INHABITANT", PerPeople{report}.text(each, locale));
  auto const mean = per_inhabitant(report.total, report.population);
  row.set("INDEX",
          each && mean && *mean > 0 ? rounded(100 * *each / *mean, 0, locale) : std::string{"–"});
}

}  // namespace pacte::territory
