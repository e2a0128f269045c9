// What a draw by lot starts from: a pool of volunteers, quotas, and the size of the panel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace pacte::decision::sortition {

/// Seats on the panel for the people who have this feature, both limits included.
struct Feature {
  std::string name;
  int min = 0;
  int max = 0;
  std::size_t line = 0;  // in the file of quotas, from 1; 0 when there is no file
};

/// A category splits the pool: each person has exactly one of its features.
struct Category {
  std::string name;
  std::vector<Feature> features;
};

struct Quotas {
  std::vector<Category> categories;
};

/// One millionth: weights are counted in it.
inline constexpr std::int64_t unit_weight = 1'000'000;

struct Person {
  std::vector<std::uint16_t> features;  // by category, the index of the person's feature
  std::string identifier;               // empty when the pool has none
  std::string household;                // same text, same address; empty: alone at the address
  std::int64_t weight = unit_weight;    // in millionths; positive
};

struct Pool {
  std::vector<Person> people;
};

struct Request {
  Quotas quotas;
  Pool pool;
  int size = 0;                         // seats
  std::vector<std::size_t> required{};  // people (places in the pool) who must be chosen
  std::vector<std::size_t> excluded{};  // people who must not
};

}  // namespace pacte::decision::sortition
