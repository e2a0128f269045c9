// The request as a programme over classes of people who are interchangeable.
//
// Two people are in one class when exchanging them changes nothing: equal features and weight,
// both required or not, alone at their address or living with people who are just like them. Of a
// household whose members differ, each kind of member is a class. Leximin, maximin and Nash give
// the people of a class the same probability, and a panel is known by how many of each class sit on
// it (Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
// assemblies", Nature 596, 2021).
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "decision/sortition/model.hpp"

namespace pacte::decision::sortition {

struct PeopleClass {
  std::vector<std::uint16_t> features;  // by category
  double weight = 1;                    // of each person; probability is judged per unit of weight
  std::vector<std::size_t>
      people;  // places in the pool; any `max` in a row (also from the end to the start) live apart
  int min = 0;  // seats that it must have: all its people, or none
  int max = 0;  // seats that it can have: its households
};

/// One of the two limits of a feature.
struct Limit {
  std::size_t category = 0;
  std::size_t feature = 0;
  bool is_max = false;
  int seats = 0;
  auto operator<=>(Limit const&) const = default;
};

/// Seats of some classes together, between two limits.
struct Row {
  enum class Kind { size, feature, household };
  Kind kind = Kind::feature;
  std::size_t category = 0;  // of a feature
  std::size_t feature = 0;
  std::vector<std::uint32_t> classes;  // ascending
  int min = 0;
  int max = 0;
};

/// A panel is a vector of seats by class, between their limits, that keeps every row.
struct SeatModel {
  int size = 0;
  std::size_t people = 0;            // in the pool, the excluded ones included
  std::vector<PeopleClass> classes;  // ordered by features: the order of the pool has no effect
  std::vector<Row> rows;             // the first is the size of the panel
  std::vector<std::vector<std::uint32_t>> rows_of;  // by class, the rows that count it
};

SeatModel make_seat_model(Request const& request);

/// Seats by class, in the order of the model.
using Seats = std::vector<int>;

bool is_panel(SeatModel const& model, Seats const& seats);

}  // namespace pacte::decision::sortition
