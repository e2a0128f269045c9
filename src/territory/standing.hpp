// The figures of a territory among those of its level: its rank, its peers, medians around it.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "territory/model.hpp"

namespace pacte::territory {

/// What the reference and the contours say of a territory.
struct Measured {
  Key key;
  std::string name;
  std::string department;  // code; its own for a department; empty for who lies in several
  std::int64_t population = 0;
  std::optional<std::int64_t> communes{};  // none for a commune
  std::optional<double> square_km{};       // of its contour
  bool approximate = false;                // contour made up around points
  std::int64_t zonings = 0;                // zonings and roles that documents give it
};

enum class Measure { population, density, communes, population_per_commune, zonings };
inline constexpr std::array all_measures{Measure::population, Measure::density, Measure::communes,
                                         Measure::population_per_commune, Measure::zonings};
std::string_view name(Measure measure);   // in the API: "density"
std::string_view label(Measure measure);  // French: "Densité"
std::string_view unit(Measure measure);   // French; empty for a plain count

/// Inhabitants per square kilometre for a density.
std::optional<double> value_of(Measured const& one, Measure measure);

/// 1 for the greatest; those that have the same value have the same rank.
struct RankAmong {
  std::size_t rank = 0;
  std::size_t of = 0;
};

struct Standing {
  Measure measure = Measure::population;
  double value = 0;
  RankAmong in_region{};
  std::optional<RankAmong> in_department{};
  std::optional<double> peers{};       // median of theirs
  std::optional<double> department{};  // median of the territories of the level in the department
  std::optional<double> region{};      // median of those of the whole region
};

/// How many peers a territory of the level has, at most.
std::size_t peer_count(Level level);

/// The peers of a territory: those of its level whose population is nearest to its own, by ratio
/// (rule of `peers` in justice.hpp), nearest first. `level` is all of a level, by population.
std::vector<std::size_t> peers_of(std::span<Measured const> level, std::size_t place);

/// Those of the measures that the territory has. Ranks and medians are left out where the territory
/// is alone at its level.
std::vector<Standing> standings(std::span<Measured const> level, std::size_t place,
                                std::span<std::size_t const> peers);

}  // namespace pacte::territory
