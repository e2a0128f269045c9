// How figures read, and which ones cannot all hold: pure decisions, each with its reason.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indicator/model.hpp"
#include "web/chart.hpp"
#include "web/locale.hpp"

namespace pacte::indicator {

/// A figure in the three parts that pages set apart: "environ", "4,2", "M€".
struct FigureText {
  std::string qualifier;  // empty for an exact value
  std::string number;     // empty when nothing is printed
  std::string unit;
};

/// A value as printed: numbers grouped, fractions and ranges untouched. Empty for null.
std::string number_text(Json const& value, web::Locale locale);

FigureText value_parts(Figure const& figure, web::Locale locale);
/// "environ 4,2 M€", "plus de 270 400 étudiants", "11 à 12 jours"; empty without a value.
std::string value_text(Figure const& figure, web::Locale locale);

FigureText target_parts(Figure const& figure, web::Locale locale);
/// "en 2028", "de 2021 à 2023"; empty without a date.
std::string target_when(Figure const& figure, web::Locale locale);
/// "cible : +25 %, sans point de départ imprimé"; empty without a target.
std::string target_text(Figure const& figure, web::Locale locale);
/// Whether the target is a change ("+25 %", "×2", −20): without a starting point nobody can check
/// it.
bool is_relative(Json const& target);
/// "Soit 48 contrôles de plus que la valeur imprimée (517), une hausse de 9 %.": our own
/// calculation, only between an exact value and a target that are both plain numbers.
std::string gap_text(Figure const& figure, web::Locale locale);

/// Whether two printed names mean one territory. An academic region covers its Region
/// (décret n° 2019-1200), and case does not count. A name not printed may be any.
bool same_territory(std::string_view a, std::string_view b);

/// Figures of one series that cannot all hold, or that nothing printed tells apart.
struct Disagreement {
  std::vector<std::size_t> figures;  // positions in the series, in order
  bool of_targets = false;           // their targets differ, not their values
  bool certain =
      false;  // two values exclude each other; else a missing date or a bound may explain
  // What the reason is made of.
  bool same_date = false;
  bool overlapping_dates = false;
  bool no_date = false;       // two that differ have no date
  bool date_missing = false;  // of two that differ, one has no date
  bool values_differ = false;
  bool rates_differ = false;       // the same number, once "par an"
  bool precisions_differ = false;  // the same number, "plus de" and "environ"
  bool bound_allows = false;       // "plus de 500" does not exclude 560
  bool computed = false;           // one of them is a calculation of the analyst
  bool territory_missing = false;
};

/// Two figures disagree when their dates are the same, overlap or are not printed, their
/// territories the same or not printed, and what they say differs. Those that differ by date or
/// territory are a trajectory or a comparison. Figures that disagree with one another, step by
/// step, make one disagreement.
std::vector<Disagreement> disagreements(std::span<Figure const> series);

/// Why, in a few sentences.
std::string reason(Disagreement const& disagreement, std::span<Figure const> series,
                   web::Locale locale);

/// What to call a series: the shortest label of its figures, the first of them by identifier.
std::string series_label(std::span<Figure const> series);

/// The middle of a partial date as a fractional year: 2022 → 2022.5, 2021/2022 → 2022.0. The
/// start's middle for an interval without an end.
std::optional<double> fractional_year(std::string_view partial_date);

/// What a chart may draw of a series: plain numbers in the unit that most of them have, each value
/// once, oldest first; targets flagged. Placed in time when all are dated, at different moments and
/// of one territory; otherwise without positions, for bars.
std::vector<web::ChartPoint> chart_points(std::span<Figure const> series, web::Locale locale);

/// The unit of the points of `chart_points`.
std::string chart_unit(std::span<Figure const> series);

}  // namespace pacte::indicator
