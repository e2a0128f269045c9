// The figures of territorial justice as pages write them.
#pragma once

#include <optional>
#include <string>

#include "territory/justice_report.hpp"
#include "web/view.hpp"

namespace pacte::territory {

std::string amount(Quantity quantity, web::Locale locale);
std::string amount(Bounds<Quantity> const& bounds, web::Locale locale);
std::string percent(double share, web::Locale locale);
std::string percent(Bounds<double> const& share, web::Locale locale);  // "de 1 % à 3 %"

/// How what people have is written: for as many inhabitants as it takes to be read without zeros.
class PerPeople {
 public:
  /// `mean`: what an inhabitant of the region has.
  explicit PerPeople(std::optional<double> mean);
  explicit PerPeople(JusticeReport const& report)
      : PerPeople{per_inhabitant(report.total, report.population)} {}

  [[nodiscard]] std::int64_t people() const { return people_; }
  [[nodiscard]] std::string title(web::Locale locale) const;  // "Par habitant"
  [[nodiscard]] std::string unit(web::Locale locale) const;   // "pour 1 000 habitants"
  [[nodiscard]] double of(double each) const { return each * static_cast<double>(people_); }
  [[nodiscard]] std::string text(std::optional<double> each, web::Locale locale) const;

 private:
  std::int64_t people_ = 1;
};

/// POPULATION, VALUE, PER_INHABITANT and INDEX (the region's mean is 100) of a row.
void fill_shares(web::View& row, JusticeReport const& report, Quantity value,
                 std::int64_t population, web::Locale locale);

}  // namespace pacte::territory
