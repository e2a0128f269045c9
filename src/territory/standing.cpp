#include "territory/standing.hpp"

#include <algorithm>
#include <numeric>

#include "territory/justice.hpp"

namespace pacte::territory {
namespace {

struct MeasureText {
  std::string_view name;
  std::string_view label;
  std::string_view unit;
};

constexpr std::array<MeasureText, all_measures.size()> texts{{
    {"population", "Population", "habitants"},
    {"density", "Densité", "habitants par km²"},
    {"communes", "Communes", ""},
    {"population_per_commune", "Population par commune", "habitants"},
    {"zonings", "Zonages et rôles", ""},
}};

MeasureText const& text_of(Measure measure) {
  return texts.at(static_cast<std::size_t>(measure));
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  auto const half = values.size() / 2;
  if (values.size() % 2 == 1) return values[half];
  return std::midpoint(values[half - 1], values[half]);
}

RankAmong rank_among(std::vector<double> const& values, double value) {
  auto const greater = std::ranges::count_if(values, [&](double one) { return one > value; });
  return {static_cast<std::size_t>(greater) + 1, values.size()};
}

}  // namespace

std::string_view name(Measure measure) {
  return text_of(measure).name;
}
std::string_view label(Measure measure) {
  return text_of(measure).label;
}
std::string_view unit(Measure measure) {
  return text_of(measure).unit;
}

std::optional<double> value_of(Measured const& one, Measure measure) {
  auto const people = static_cast<double>(one.population);
  switch (measure) {
    case Measure::population: return people;
    case Measure::density:
      if (!one.square_km || *one.square_km <= 0) return std::nullopt;
      return people / *one.square_km;
    case Measure::communes:
      if (!one.communes) return std::nullopt;
      return static_cast<double>(*one.communes);
    case Measure::population_per_commune:
      if (!one.communes || *one.communes <= 0) return std::nullopt;
      return people / static_cast<double>(*one.communes);
    case Measure::zonings: return static_cast<double>(one.zonings);
  }
  return std::nullopt;
}

std::size_t peer_count(Level level) {
  switch (level) {
    case Level::commune:
    case Level::epci: return 20;
    case Level::arrondissement: return 10;
    case Level::department: return 4;
    case Level::region: return 0;
  }
  return 0;
}

std::vector<std::size_t> peers_of(std::span<Measured const> level, std::size_t place) {
  auto const count = peer_count(level[place].key.level);
  // The nearest by ratio are among as many on either side, since they come by population.
  auto const first = place - std::min(place, count);
  auto const last = std::min(level.size(), place + count + 1);
  std::vector<PlaceShare> around;
  for (auto i = first; i < last; ++i) {
    PlaceShare one;
    one.key = level[i].key;
    one.population = level[i].population;
    around.push_back(std::move(one));
  }
  auto const found = peers(around, place - first, count);
  if (!found || count == 0) return {};
  auto nearest = found->places;
  for (auto& one : nearest)
    one += first;
  return nearest;
}

std::vector<Standing> standings(std::span<Measured const> level, std::size_t place,
                                std::span<std::size_t const> peers) {
  std::vector<Standing> all;
  auto const& own = level[place];
  for (auto const measure : all_measures) {
    auto const value = value_of(own, measure);
    if (!value) continue;
    Standing standing{.measure = measure, .value = *value};
    std::vector<double> region;
    std::vector<double> department;
    std::vector<double> alike;
    for (auto const& one : level) {
      auto const other = value_of(one, measure);
      if (!other) continue;
      region.push_back(*other);
      if (!own.department.empty() && one.department == own.department) department.push_back(*other);
    }
    for (auto const peer : peers) {
      if (auto const other = value_of(level[peer], measure)) alike.push_back(*other);
    }
    standing.peers = median(std::move(alike));
    standing.in_region = rank_among(region, *value);
    if (department.size() > 1) {
      standing.in_department = rank_among(department, *value);
      standing.department = median(std::move(department));
    }
    if (region.size() > 1) standing.region = median(std::move(region));
    all.push_back(standing);
  }
  return all;
}

}  // namespace pacte::territory
