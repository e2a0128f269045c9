// Requests for the tests of sortition.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/draw.hpp"
#include "decision/sortition/enumeration.hpp"
#include "decision/sortition/model.hpp"
#include "decision/sortition/panel_search.hpp"
#include "decision/sortition/reader.hpp"
#include "decision/sortition/uniform_lottery.hpp"

namespace pacte::decision::sortition {

inline std::filesystem::path shared_data() {
  return std::filesystem::path{PACTE_SOURCE_DIR} / "../shared/data/sortition";
}

inline std::string contents(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline Request read_request(std::filesystem::path const& folder, int size) {
  auto quotas = read_quotas(contents(folder / "categories.csv"), "categories.csv");
  EXPECT_TRUE(quotas);
  auto pool = read_pool(contents(folder / "respondents.csv"), "respondents.csv", *quotas);
  EXPECT_TRUE(pool);
  return {.quotas = std::move(*quotas), .pool = std::move(*pool), .size = size};
}

inline Draw drawn(Request const& request, Method method = Method::leximin) {
  auto result = draw(request, {.method = method});
  EXPECT_TRUE(result) << result.error().detail;
  EXPECT_TRUE(std::holds_alternative<Draw>(*result));
  return std::get<Draw>(std::move(*result));
}

/// A small pool at random, with quotas that its first `size` people keep.
inline Request random_request(std::uint64_t seed, std::size_t people, int size) {
  SearchRandom random{seed};
  Request request{.size = size};
  std::vector<std::size_t> const features{2, 3, 2};
  for (std::size_t i = 0; i < people; ++i) {
    Person person;
    for (auto const count : features) {
      person.features.push_back(
          static_cast<std::uint16_t>(std::min(random.below(count), random.below(count))));
    }
    request.pool.people.push_back(std::move(person));
  }
  for (std::size_t c = 0; c < features.size(); ++c) {
    Category category{.name = "c" + std::to_string(c), .features = {}};
    for (std::size_t f = 0; f < features[c]; ++f) {
      auto seats = 0;
      for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i) {
        seats += request.pool.people[i].features[c] == f ? 1 : 0;
      }
      auto const looser = random.below(3) == 0 ? 1 : 0;
      category.features.push_back({.name = "f" + std::to_string(f),
                                   .min = std::max(0, seats - looser),
                                   .max = seats + looser});
    }
    request.quotas.categories.push_back(std::move(category));
  }
  return request;
}

/// A thousand panels that keep the quotas, everyone within one panel of what the draw gives.
inline void expect_uniform(Draw const& found, UniformLottery const& lottery) {
  ASSERT_EQ(lottery.panels.size(), lottery_size);
  std::vector<int> times(found.probabilities.size());
  for (auto const& members : lottery.panels) {
    EXPECT_EQ(verify(found.model, {{1, members}}, {}).failures, std::vector<std::string>{});
    for (auto const i : members)
      ++times[i];
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    EXPECT_NEAR(times[i] / 1000.0, found.probabilities[i], 1.0 / 1000 + 1e-6) << i;
  }
  EXPECT_LE(lottery.largest_deviation, 1.0 / 1000 + 1e-6);
}

}  // namespace pacte::decision::sortition
