#include "territory/justice.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace pacte::territory {
namespace {

struct Sum {
  double people = 0;
  double value = 0;
};

Sum sum_of(std::span<PlaceShare const> places) {
  Sum sum;
  for (auto const& place : places) {
    if (place.population <= 0) continue;
    sum.people += static_cast<double>(place.population);
    sum.value += static_cast<double>(place.value);
  }
  return sum;
}

// Those who have least first; the order of equals changes neither curve nor measure.
std::vector<PlaceShare const*> by_rising_share(std::span<PlaceShare const> places) {
  std::vector<PlaceShare const*> order;
  for (auto const& place : places) {
    if (place.population > 0) order.push_back(&place);
  }
  std::ranges::sort(order, {}, [](PlaceShare const* place) {
    return static_cast<double>(place->value) / static_cast<double>(place->population);
  });
  return order;
}

// A part of the value over a part of the people, in the measure of Theil.
double divergence(double value, double people) {
  return value > 0 ? value * std::log(value / people) : 0;
}

Theil theil(std::span<PlaceShare const> places, Sum const& whole) {
  std::map<std::string_view, Sum> groups;
  Theil measure;
  for (auto const& place : places) {
    if (place.population <= 0) continue;
    auto const people = static_cast<double>(place.population);
    auto const value = static_cast<double>(place.value);
    measure.total += divergence(value / whole.value, people / whole.people);
    auto& group = groups[place.group];
    group.people += people;
    group.value += value;
  }
  for (auto const& [name, group] : groups)
    measure.between += divergence(group.value / whole.value, group.people / whole.people);
  for (auto const& place : places) {
    if (place.population <= 0 || place.value <= 0) continue;
    auto const& group = groups.at(place.group);
    measure.within += group.value / whole.value *
                      divergence(static_cast<double>(place.value) / group.value,
                                 static_cast<double>(place.population) / group.people);
  }
  return measure;
}

}  // namespace

std::optional<double> per_inhabitant(Quantity value, std::int64_t population) {
  if (population <= 0) return std::nullopt;
  return static_cast<double>(value) / unit_quantity / static_cast<double>(population);
}

std::optional<Concentration> concentration(std::span<PlaceShare const> places) {
  auto const whole = sum_of(places);
  if (whole.value <= 0) return std::nullopt;
  Concentration measured{.lorenz = {{}}, .gini = 1, .theil = theil(places, whole)};
  Sum sum;
  for (auto const* place : by_rising_share(places)) {
    sum.people += static_cast<double>(place->population);
    sum.value += static_cast<double>(place->value);
    auto const before = measured.lorenz.back();
    LorenzPoint const point{.people = sum.people / whole.people, .value = sum.value / whole.value};
    measured.gini -= (point.people - before.people) * (point.value + before.value);
    measured.lorenz.push_back(point);
  }
  return measured;
}

Reach reach(std::span<PlaceShare const> places, std::span<Cover const> value_cover,
            Bounds<std::int64_t> population, std::int64_t total_population) {
  Reach found{
      .value = {}, .population = population, .share_of_value = {}, .share_of_population = {}};
  Quantity total = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const value = places[i].value;
    total += value;
    if (value_cover[i] == Cover::whole) found.value.least += value;
    if (value_cover[i] != Cover::none) found.value.most += value;
  }
  auto const share = [](std::int64_t part, std::int64_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
  };
  found.share_of_value = {share(found.value.least, total), share(found.value.most, total)};
  found.share_of_population = {share(population.least, total_population),
                               share(population.most, total_population)};
  return found;
}

std::vector<SizeClass> by_size(std::span<PlaceShare const> places) {
  constexpr std::array<std::int64_t, 6> limits{0, 500, 2'000, 10'000, 50'000, 200'000};
  std::vector<SizeClass> classes;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    classes.push_back({.least = limits[i]});
    if (i + 1 < limits.size()) classes.back().most = limits[i + 1] - 1;
  }
  for (auto const& place : places) {
    auto const above = std::ranges::upper_bound(limits, place.population);
    auto& own =
        classes[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, above - limits.begin() - 1))];
    ++own.places;
    own.population += place.population;
    own.value += place.value;
  }
  std::erase_if(classes, [](SizeClass const& one) { return one.places == 0; });
  return classes;
}

std::optional<Peers> peers(std::span<PlaceShare const> places, std::size_t place,
                           std::size_t count) {
  if (places[place].population <= 0) return std::nullopt;
  auto const distance = [&](std::size_t other) {
    return std::abs(std::log(static_cast<double>(places[other].population) /
                             static_cast<double>(places[place].population)));
  };
  Peers found;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i != place && places[i].population > 0) found.places.push_back(i);
  }
  if (found.places.empty()) return std::nullopt;
  std::ranges::stable_sort(found.places, {}, distance);
  found.places.resize(std::min(count, found.places.size()));
  std::vector<double> shares;
  for (auto const i : found.places)
    shares.push_back(*per_inhabitant(places[i].value, places[i].population));
  std::ranges::sort(shares);
  // Between two values, the line that joins them.
  for (std::size_t q = 0; q < found.quartiles.size(); ++q) {
    auto const at = static_cast<double>((q + 1) * (shares.size() - 1)) / 4;
    auto const below = static_cast<std::size_t>(at);
    auto const above = std::min(below + 1, shares.size() - 1);
    found.quartiles[q] = std::lerp(shares[below], shares[above], at - std::floor(at));
  }
  return found;
}

}  // namespace pacte::territory
