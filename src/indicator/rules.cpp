#include "indicator/rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "base/date.hpp"
#include "base/text.hpp"
#include "source/parts.hpp"

namespace pacte::indicator {
namespace {

using web::Locale;
using web::tr;
using web::trf;

constexpr double infinite = std::numeric_limits<double>::infinity();

bool is_rank(std::string_view unit) {
  return unit == "rang" || unit.starts_with("rang ");
}

std::string qualifier_text(std::string_view qualifier, Locale locale) {
  if (qualifier == "about") return tr(locale, "environ");
  if (qualifier == "more-than") return tr(locale, "plus de");
  if (qualifier == "less-than") return tr(locale, "moins de");
  if (qualifier == "at-least") return tr(locale, "au moins");
  if (qualifier == "at-most") return tr(locale, "au plus");
  return {};  // exact, or a range that says it by itself
}

std::string joined(FigureText const& parts) {
  auto text = parts.qualifier;
  if (!parts.number.empty()) text += (text.empty() ? "" : "\u00a0") + parts.number;
  if (!parts.unit.empty()) text += "\u00a0" + parts.unit;
  return text;
}

std::optional<double> plain_decimal(std::string_view text) {
  std::string digits{trim(text)};
  std::ranges::replace(digits, ',', '.');
  bool const plain = !digits.empty() && std::ranges::all_of(digits, [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
  if (!plain) return std::nullopt;
  char* end = nullptr;
  double const value = std::strtod(digits.c_str(), &end);
  return *end == '\0' && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

// What a printed value allows: one number, or all those between two bounds.
struct Extent {
  double low = 0;
  double high = 0;
};

std::optional<Extent> printed_extent(Json const& value) {
  if (value.is_number()) return Extent{value.get<double>(), value.get<double>()};
  if (!value.is_string()) return std::nullopt;
  auto const& text = value.get_ref<std::string const&>();
  if (auto const slash = text.find('/'); slash != std::string::npos) {
    auto const over = plain_decimal(text.substr(0, slash));
    auto const under = plain_decimal(text.substr(slash + 1));
    if (!over || !under || *under == 0) return std::nullopt;
    return Extent{*over / *under, *over / *under};
  }
  if (auto const to = text.find(" à "); to != std::string::npos) {
    auto const low = plain_decimal(text.substr(0, to));
    auto const high = plain_decimal(text.substr(to + std::string_view{" à "}.size()));
    if (!low || !high) return std::nullopt;
    return Extent{*low, *high};
  }
  auto const one = plain_decimal(text);
  return one ? std::optional{Extent{*one, *one}} : std::nullopt;
}

// A printed unit: what it multiplies by, what it counts, and in what time.
struct Unit {
  double scale = 1;
  std::string base;
  std::string rate;
};

Unit read_unit(std::string_view printed) {
  Unit unit{.scale = 1, .base = fold(printed), .rate = ""};
  for (std::string_view const rate : {"par an", "par mois", "par semaine", "par jour"}) {
    if (unit.base.find(rate) != std::string::npos) unit.rate = rate;
  }
  static std::map<std::string, double, std::less<>> const scales{
      {"k€", 1e3}, {"m€", 1e6}, {"md€", 1e9}, {"€", 1}};
  auto const end = unit.base.find(' ');
  if (auto const found = scales.find(unit.base.substr(0, end)); found != scales.end()) {
    unit.scale = found->second;
    unit.base = "€" + (end == std::string::npos ? "" : unit.base.substr(end));
  }
  return unit;
}

bool equal(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

// What one figure says, of its value or of its target.
struct Claim {
  Json const* value;
  std::string_view qualifier;
  std::string_view date;
  Figure const* figure;
};

bool is_bound(std::string_view qualifier) {
  return qualifier == "more-than" || qualifier == "less-than";
}

Extent allowed(Extent extent, std::string_view qualifier) {
  if (qualifier == "more-than" || qualifier == "at-least") return {extent.low, infinite};
  if (qualifier == "less-than" || qualifier == "at-most") return {-infinite, extent.high};
  return extent;
}

// Whether two claims say different things; adds to `found` how.
bool differ(Claim const& a, Claim const& b, Disagreement& found) {
  auto const first = printed_extent(*a.value);
  auto const second = printed_extent(*b.value);
  auto const unit_a = read_unit(a.figure->unit);
  auto const unit_b = read_unit(b.figure->unit);
  bool same = false;
  bool overlap = false;
  if (first && second) {
    Extent const x{first->low * unit_a.scale, first->high * unit_a.scale};
    Extent const y{second->low * unit_b.scale, second->high * unit_b.scale};
    same = equal(x.low, y.low) && equal(x.high, y.high);
    auto const p = allowed(x, a.qualifier);
    auto const q = allowed(y, b.qualifier);
    overlap = p.low <= q.high && q.low <= p.high;
  } else if (a.value->is_string() && b.value->is_string()) {
    same = fold(a.value->get<std::string>()) == fold(b.value->get<std::string>());
  }
  if (!same) {
    found.values_differ = true;
    found.bound_allows |= overlap;
    return true;
  }
  if (unit_a.rate != unit_b.rate) {
    found.rates_differ = true;
    return true;
  }
  if (a.qualifier != b.qualifier && (is_bound(a.qualifier) || is_bound(b.qualifier))) {
    found.precisions_differ = true;
    return true;
  }
  return false;
}

enum class Moments { apart, same, overlapping, undated, one_undated };

Moments moments_of(Claim const& a, Claim const& b) {
  auto const first = parse_partial_date(a.date);
  auto const second = parse_partial_date(b.date);
  if (!first && !second) return Moments::undated;
  if (!first || !second) return Moments::one_undated;
  using std::chrono::sys_days;
  bool const a_before = !first->open_ended && sys_days{first->last} < sys_days{second->first};
  bool const b_before = !second->open_ended && sys_days{second->last} < sys_days{first->first};
  if (a_before || b_before) return Moments::apart;
  return a.date == b.date ? Moments::same : Moments::overlapping;
}

void merge(Disagreement& into, Disagreement const& from) {
  into.certain |= from.certain;
  into.same_date |= from.same_date;
  into.overlapping_dates |= from.overlapping_dates;
  into.no_date |= from.no_date;
  into.date_missing |= from.date_missing;
  into.values_differ |= from.values_differ;
  into.rates_differ |= from.rates_differ;
  into.precisions_differ |= from.precisions_differ;
  into.bound_allows |= from.bound_allows;
  into.computed |= from.computed;
  into.territory_missing |= from.territory_missing;
}

std::optional<Disagreement> clash(Claim const& a, Claim const& b) {
  if (a.value->is_null() || b.value->is_null()) return std::nullopt;
  if (!same_territory(a.figure->territory, b.figure->territory)) return std::nullopt;
  auto const moments = moments_of(a, b);
  Disagreement found;
  if (moments == Moments::apart || !differ(a, b, found)) return std::nullopt;
  if (found.values_differ) {
    found.same_date = moments == Moments::same;
    found.overlapping_dates = moments == Moments::overlapping;
    found.no_date = moments == Moments::undated;
    found.date_missing = moments == Moments::one_undated;
    found.certain = !found.date_missing && !found.bound_allows;
  }
  found.territory_missing = a.figure->territory.empty() != b.figure->territory.empty();
  found.computed = a.figure->computed != b.figure->computed;
  return found;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t i) {
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

std::vector<Disagreement> among(std::vector<Claim> const& claims, bool of_targets) {
  std::vector<std::size_t> parents(claims.size());
  for (std::size_t i = 0; i < parents.size(); ++i)
    parents[i] = i;
  struct Edge {
    std::size_t from;
    Disagreement how;
  };
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (std::size_t j = i + 1; j < claims.size(); ++j) {
      auto const how = clash(claims[i], claims[j]);
      if (!how) continue;
      edges.push_back({i, *how});
      parents[root_of(parents, j)] = root_of(parents, i);
    }
  }
  std::map<std::size_t, Disagreement> groups;
  for (auto const& edge : edges)
    merge(groups[root_of(parents, edge.from)], edge.how);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (auto const group = groups.find(root_of(parents, i)); group != groups.end()) {
      group->second.figures.push_back(i);
    }
  }
  std::vector<Disagreement> all;
  for (auto& [root, group] : groups) {
    group.of_targets = of_targets;
    all.push_back(std::move(group));
  }
  std::ranges::sort(all, {}, [](Disagreement const& one) { return one.figures.front(); });
  return all;
}

// The different units of the figures of a disagreement, as printed.
std::vector<std::string> units_of(Disagreement const& disagreement,
                                  std::span<Figure const> series) {
  std::vector<std::string> units;
  std::set<std::string> seen;
  for (auto const i : disagreement.figures) {
    auto const& unit = series[i].unit;
    if (!unit.empty() && seen.insert(fold(unit)).second) units.push_back(unit);
  }
  return units;
}

// In a chart the axis says a long unit once for all.
std::string chart_text(FigureText parts) {
  constexpr std::size_t short_unit = 3;
  if (length(parts.unit) > short_unit) parts.unit.clear();
  return joined(parts);
}

double round_off(double value) {
  return std::round(value * 1e6) / 1e6;
}

bool places_differ(std::span<Figure const> series) {
  std::string first;
  for (auto const& figure : series) {
    if (!first.empty() && !same_territory(first, figure.territory)) return true;
    if (first.empty()) first = figure.territory;
  }
  return false;
}

}  // namespace

std::string number_text(Json const& value, Locale locale) {
  auto const style = web::digits(locale);
  if (value.is_number_integer()) return grouped(value.get<std::int64_t>(), style);
  if (value.is_number()) return grouped(value.get<double>(), style);
  if (value.is_string()) return value.get<std::string>();
  return {};
}

FigureText value_parts(Figure const& figure, Locale locale) {
  if (figure.value.is_null()) return {};
  auto number = number_text(figure.value, locale);
  if (locale == Locale::fr && is_rank(figure.unit) && figure.value.is_number_integer()) {
    number += figure.value == 1 ? "er" : "e";
  }
  return {qualifier_text(figure.qualifier, locale), std::move(number), figure.unit};
}

std::string value_text(Figure const& figure, Locale locale) {
  return joined(value_parts(figure, locale));
}

FigureText target_parts(Figure const& figure, Locale locale) {
  if (figure.target.is_null()) return {};
  auto number = number_text(figure.target, locale);
  // The unit goes with what counts: not after "+25 %", "×2" or "autonomie".
  auto const counts = printed_extent(figure.target).has_value();
  if (locale == Locale::fr && is_rank(figure.unit) && figure.target.is_number_integer()) {
    number += figure.target == 1 ? "er" : "e";
  }
  return {tr(locale, "cible"), std::move(number), counts ? figure.unit : std::string{}};
}

std::string target_when(Figure const& figure, Locale locale) {
  if (figure.target_date.empty()) return {};
  auto text = source::date_text(locale, figure.target_date);
  if (figure.target_date.find('/') != std::string::npos) return text;
  return figure.target_date.size() == 10 ? trf(locale, "au {}", text) : trf(locale, "en {}", text);
}

std::string target_text(Figure const& figure, Locale locale) {
  if (figure.target.is_null()) return {};
  auto parts = target_parts(figure, locale);
  parts.qualifier.clear();
  auto aim = joined(parts);
  if (auto const when = target_when(figure, locale); !when.empty()) aim += " " + when;
  auto text = trf(locale, "cible : {}", aim);
  if (!figure.baseline.is_null()) {
    return text + trf(locale, ", en partant de {}", number_text(figure.baseline, locale));
  }
  if (!figure.value.is_null()) return text;  // the value shown beside is where it stands
  return text + tr(locale, ", sans point de départ imprimé");
}

bool is_relative(Json const& target) {
  if (target.is_number()) return target.get<double>() < 0;
  if (!target.is_string()) return false;
  auto const& text = target.get_ref<std::string const&>();
  return std::ranges::any_of(std::array<std::string_view, 4>{"+", "-", "−", "×"},
                             [&](std::string_view sign) { return text.starts_with(sign); });
}

std::string gap_text(Figure const& figure, Locale locale) {
  bool const plain = figure.value.is_number() && figure.target.is_number() &&
                     figure.qualifier == "exact" && !is_rank(figure.unit);
  if (!plain) return {};
  double const from = figure.value.get<double>();
  double const to = figure.target.get<double>();
  double const difference = round_off(to - from);
  if (difference == 0) return tr(locale, "La valeur imprimée est égale à la cible.");
  auto const style = web::digits(locale);
  bool const shares = figure.unit == "%";
  auto const size = joined(
      {"", grouped(std::abs(difference), style), shares ? tr(locale, "points") : figure.unit});
  auto const value = grouped(from, style);
  auto const share = from > 0 && !shares
                         ? grouped(std::round(std::abs(difference) / from * 100), style)
                         : std::string{};
  bool const up = difference > 0;
  if (share.empty()) {
    return up ? trf(locale, "Soit {} de plus que la valeur imprimée ({}).", size, value)
              : trf(locale, "Soit {} de moins que la valeur imprimée ({}).", size, value);
  }
  return up ? trf(locale, "Soit {} de plus que la valeur imprimée ({}), une hausse de {} %.", size,
                  value, share)
            : trf(locale, "Soit {} de moins que la valeur imprimée ({}), une baisse de {} %.", size,
                  value, share);
}

bool same_territory(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return true;
  auto const plain = [](std::string_view name) {
    auto folded = fold(name);
    constexpr std::string_view academic = "region academique ";
    return folded.starts_with(academic) ? folded.substr(academic.size()) : folded;
  };
  return plain(a) == plain(b);
}

std::vector<Disagreement> disagreements(std::span<Figure const> series) {
  std::vector<Claim> values;
  std::vector<Claim> targets;
  for (auto const& figure : series) {
    values.push_back({&figure.value, figure.qualifier, figure.date, &figure});
    targets.push_back({&figure.target, {}, figure.target_date, &figure});
  }
  auto all = among(values, false);
  auto const aims = among(targets, true);
  all.insert(all.end(), aims.begin(), aims.end());
  return all;
}

std::string reason(Disagreement const& disagreement, std::span<Figure const> series,
                   Locale locale) {
  std::string text;
  auto const say = [&](bool holds, std::string const& sentence) {
    if (holds) text += (text.empty() ? "" : " ") + sentence;
  };
  auto const& d = disagreement;
  if (d.of_targets) {
    say(true, tr(locale, "Les cibles imprimées diffèrent."));
  } else if (d.values_differ) {
    say(d.same_date, tr(locale, "Les valeurs diffèrent pour la même date et le même territoire."));
    say(d.overlapping_dates, tr(locale, "Des valeurs diffèrent pour des dates qui se recouvrent."));
    say(d.no_date, tr(locale, "Des valeurs sans date imprimée diffèrent entre elles."));
    say(d.date_missing,
        tr(locale,
           "Une valeur sans date imprimée s’écarte d’une valeur datée : rien ne dit si elles "
           "portent sur la même période."));
  }
  say(d.rates_differ, tr(locale, "Le même nombre est donné ici pour une durée, là sans durée."));
  say(d.precisions_differ,
      tr(locale, "Le même nombre est imprimé avec des précisions différentes."));
  if (auto const units = units_of(d, series); units.size() > 1) {
    say(true, trf(locale, "Les unités imprimées diffèrent : {}.", fmt::join(units, ", ")));
  }
  say(d.bound_allows,
      tr(locale, "Une borne imprimée (« plus de », « au moins »…) n’exclut pas l’autre valeur."));
  say(d.computed,
      tr(locale,
         "L’une est calculée à partir d’autres nombres du document, l’autre est imprimée."));
  say(d.territory_missing, tr(locale, "Le territoire de l’une n’est pas imprimé."));
  return text;
}

std::string series_label(std::span<Figure const> series) {
  auto const key = [](Figure const& figure) {
    return std::pair{length(figure.label), std::string_view{figure.id}};
  };
  auto const shortest = std::ranges::min_element(series, {}, key);
  return shortest == series.end() ? std::string{} : shortest->label;
}

std::optional<double> fractional_year(std::string_view partial_date) {
  auto const date = parse_partial_date(partial_date);
  if (!date) return std::nullopt;
  using namespace std::chrono;
  auto const at = [](sys_days day) {
    year const y = year_month_day{day}.year();
    auto const start = sys_days{y / January / 1};
    auto const length = (sys_days{(y + years{1}) / January / 1} - start).count();
    return static_cast<int>(y) +
           static_cast<double>((day - start).count()) / static_cast<double>(length);
  };
  // The day after the last one closes the period, so that a whole year's middle is its half.
  return (at(date->first) + at(sys_days{date->last} + days{1})) / 2;
}

std::string chart_unit(std::span<Figure const> series) {
  std::map<std::string, std::size_t> counts;
  std::string best;
  for (auto const& figure : series) {
    auto const points = static_cast<std::size_t>(figure.value.is_number()) +
                        static_cast<std::size_t>(figure.target.is_number());
    if (points == 0) continue;
    auto const count = counts[figure.unit] += points;
    if (count > counts[best]) best = figure.unit;
  }
  return best;
}

std::vector<web::ChartPoint> chart_points(std::span<Figure const> series, Locale locale) {
  auto const unit = chart_unit(series);
  std::vector<web::ChartPoint> points;
  std::set<std::string> seen;
  std::set<std::string> moments;
  bool in_time = true;
  bool const with_places = places_differ(series);
  auto const add = [&](Figure const& figure, double value, std::string text,
                       std::string const& date, bool target) {
    auto const x = fractional_year(date);
    auto const key = fmt::format("{}|{}|{}|{}", date, value, fold(figure.territory), target);
    if (!seen.insert(key).second) return;  // two documents that agree are one point
    in_time = in_time && x && moments.insert(date).second;
    std::string label = date.empty() ? tr(locale, "sans date") : source::date_text(locale, date);
    if (target) label = tr(locale, "cible") + (date.empty() ? "" : " " + label);
    if (with_places && !figure.territory.empty()) label += ", " + figure.territory;
    points.push_back({std::move(label), x, value, std::move(text), target});
  };
  for (auto const& figure : series) {
    if (figure.unit != unit) continue;
    if (figure.value.is_number()) {
      add(figure, figure.value.get<double>(), chart_text(value_parts(figure, locale)), figure.date,
          false);
    }
    if (figure.target.is_number()) {
      add(figure, figure.target.get<double>(), chart_text(target_parts(figure, locale)),
          figure.target_date, true);
    }
  }
  if (!in_time || with_places) {
    for (auto& point : points)
      point.x.reset();
  } else {
    std::ranges::stable_sort(points, {}, [](web::ChartPoint const& point) { return *point.x; });
  }
  return points;
}

}  // namespace pacte::indicator
