// Draws on small pools: against all panels, and what must hold whatever the pool.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <ranges>

#include "decision/random.hpp"
#include "decision/sortition/column_generation.hpp"
#include "decision/sortition_support.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr double tolerance = 1e-6;

// The paper's own method on all panels, people one by one: no classes, no relaxation.
std::vector<double> leximin_by_brute_force(Request const& request) {
  auto alone = request;
  // Weights so close that only their being different counts: each person becomes a class.
  for (std::size_t i = 0; i < alone.pool.people.size(); ++i) {
    alone.pool.people[i].weight = unit_weight;
    alone.pool.people[i].features.push_back(static_cast<std::uint16_t>(i));
  }
  Category each{.name = "each", .features = {}};
  for (std::size_t i = 0; i < alone.pool.people.size(); ++i) {
    each.features.push_back({.name = std::to_string(i), .min = 0, .max = 1});
  }
  alone.quotas.categories.push_back(each);
  auto const model = make_seat_model(alone);
  Pricing pricing{model, {}};
  EXPECT_TRUE(pricing.enumerate());
  auto const panels = all_panels(model, {});
  EXPECT_TRUE(panels && !panels->empty());
  auto const found = column_leximin(model, *panels, pricing, {});
  std::vector<double> probabilities(alone.pool.people.size());
  for (std::size_t t = 0; t < model.classes.size(); ++t) {
    probabilities[model.classes[t].people.front()] = found.leximin.seats[t];
  }
  return probabilities;
}

void expect_sound(Request const& request, Draw const& found) {
  auto const sum = std::accumulate(found.probabilities.begin(), found.probabilities.end(), 0.0);
  EXPECT_NEAR(sum, request.size, tolerance);
  auto const verification = verify(found.model, found.panels, found.certificate);
  EXPECT_EQ(verification.failures, std::vector<std::string>{});
  EXPECT_LT(verification.largest_gap, tolerance);
}

TEST(SortitionDraw, LeximinIsThatOfAllPanels) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE(seed);
    auto const request = random_request(seed, 10, 4);
    auto const found = drawn(request);
    expect_sound(request, found);
    auto const expected = leximin_by_brute_force(request);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      EXPECT_NEAR(found.probabilities[i], expected[i], tolerance) << i;
    }
    auto const maximin = drawn(request, Method::maximin);
    EXPECT_NEAR(maximin.minimum, std::ranges::min(expected), tolerance);
  }
}

TEST(SortitionDraw, NashBeatsLeximinOnTheProductAndCannotBeImproved) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    auto const request = random_request(seed, 12, 5);
    auto const nash = drawn(request, Method::nash);
    expect_sound(request, nash);
    // At the optimum, no panel is worth more than the whole at prices people / seats.
    auto const panels = all_panels(nash.model, {});
    ASSERT_TRUE(panels);
    auto const& seats = nash.certificate.seats;
    auto whole = 0.0;
    for (std::size_t t = 0; t < seats.size(); ++t) {
      if (seats[t] > 0) whole += static_cast<double>(nash.model.classes[t].people.size());
    }
    for (auto const& panel : *panels) {
      auto worth = 0.0;
      for (std::size_t t = 0; t < seats.size(); ++t) {
        if (panel[t] == 0) continue;
        ASSERT_GT(seats[t], 0);
        worth += static_cast<double>(nash.model.classes[t].people.size()) / seats[t] * panel[t];
      }
      EXPECT_LT(worth, whole * (1 + tolerance));
    }
  }
}

TEST(SortitionDraw, TheOrderOfThePoolChangesNothing) {
  auto const request = random_request(3, 30, 8);
  auto shuffled = request;
  std::vector<std::size_t> order(request.pool.people.size());
  std::iota(order.begin(), order.end(), 0);
  Random random{"order"};
  random.shuffle(std::span{order});
  for (std::size_t i = 0; i < order.size(); ++i) {
    shuffled.pool.people[i] = request.pool.people[order[i]];
  }
  auto const first = drawn(request);
  auto const second = drawn(shuffled);
  for (std::size_t i = 0; i < order.size(); ++i) {
    EXPECT_NEAR(second.probabilities[i], first.probabilities[order[i]], tolerance);
  }
}

TEST(SortitionDraw, WithoutQuotasEveryoneHasTheSameChance) {
  Request request{.size = 3};
  request.quotas.categories.push_back(
      {.name = "c", .features = {{.name = "f", .min = 0, .max = 3}}});
  request.pool.people.resize(7, Person{.features = {0}});
  for (auto const method : {Method::leximin, Method::maximin, Method::nash}) {
    auto const found = drawn(request, method);
    for (auto const p : found.probabilities)
      EXPECT_NEAR(p, 3.0 / 7, tolerance);
  }
}

TEST(SortitionDraw, WeightsShareTheChances) {
  Request request{.size = 2};
  request.quotas.categories.push_back(
      {.name = "c", .features = {{.name = "f", .min = 0, .max = 2}}});
  request.pool.people.resize(6, Person{.features = {0}});
  request.pool.people[0].weight = 2 * unit_weight;
  request.pool.people[1].weight = 2 * unit_weight;
  auto const found = drawn(request);
  EXPECT_NEAR(found.probabilities[0], 0.5, tolerance);
  EXPECT_NEAR(found.probabilities[5], 0.25, tolerance);
}

TEST(SortitionDraw, OnePersonAtMostOfAnAddress) {
  auto request = random_request(5, 14, 5);
  // Two alike, two who differ, three of one kind and one of another.
  request.pool.people[1] = request.pool.people[0];
  request.pool.people[0].household = request.pool.people[1].household = "a";
  request.pool.people[2].household = request.pool.people[3].household = "b";
  for (std::size_t i = 10; i < 14; ++i)
    request.pool.people[i].household = "c";
  request.pool.people[11] = request.pool.people[12] = request.pool.people[10];
  for (auto& category : request.quotas.categories) {
    for (auto& feature : category.features) {
      feature.min = std::max(0, feature.min - 1);
      ++feature.max;
    }
  }
  for (auto const method : {Method::leximin, Method::nash, Method::legacy}) {
    auto const found = drawn(request, method);
    for (auto const& panel : found.panels) {
      EXPECT_EQ(panel.members.size(), 5U);
      std::vector<std::string> addresses;
      for (auto const i : panel.members) {
        auto const& address = request.pool.people[i].household;
        if (!address.empty()) addresses.push_back(address);
      }
      std::ranges::sort(addresses);
      EXPECT_EQ(std::ranges::adjacent_find(addresses), addresses.end());
    }
    if (method == Method::legacy) continue;
    EXPECT_NEAR(found.probabilities[0], found.probabilities[1], tolerance);
    EXPECT_NEAR(found.probabilities[10], found.probabilities[12], tolerance);
  }
}

TEST(SortitionDraw, RequiredAndExcludedPeople) {
  auto request = random_request(9, 14, 5);
  request.required = {2};
  request.excluded = {7, 8};
  auto const found = drawn(request);
  expect_sound(request, found);
  EXPECT_NEAR(found.probabilities[2], 1, tolerance);
  EXPECT_EQ(found.probabilities[7], 0);
  EXPECT_EQ(found.probabilities[8], 0);
}

TEST(SortitionDraw, LegacyKeepsQuotasAndItsSeedDecides) {
  auto const request = random_request(4, 20, 6);
  auto const first = draw(request, {.method = Method::legacy, .seed = "un"});
  auto const again = draw(request, {.method = Method::legacy, .seed = "un"});
  auto const other = draw(request, {.method = Method::legacy, .seed = "deux"});
  ASSERT_TRUE(first && again && other);
  auto const& a = std::get<Draw>(*first);
  EXPECT_EQ(a.probabilities, std::get<Draw>(*again).probabilities);
  EXPECT_NE(a.probabilities, std::get<Draw>(*other).probabilities);
  EXPECT_EQ(verify(a.model, a.panels, a.certificate).failures, std::vector<std::string>{});
}

TEST(SortitionDraw, AForgedCertificateIsFound) {
  auto const request = random_request(2, 12, 4);
  auto found = drawn(request);
  found.certificate.stages.front().level += 0.01;
  EXPECT_FALSE(verify(found.model, found.panels, found.certificate).failures.empty());
  auto swapped = drawn(request);
  swapped.panels.front().members.front() = swapped.panels.front().members.back();
  EXPECT_FALSE(verify(swapped.model, swapped.panels, swapped.certificate).failures.empty());
}

Request impossible() {
  Request request{.size = 4};
  request.quotas.categories = {
      {.name = "sexe",
       .features = {{.name = "f", .min = 3, .max = 4}, {.name = "h", .min = 0, .max = 4}}},
      {.name = "lieu",
       .features = {{.name = "v", .min = 0, .max = 4}, {.name = "r", .min = 2, .max = 4}}}};
  // Two women only.
  for (std::uint16_t i = 0; i < 8; ++i) {
    request.pool.people.push_back({.features = {static_cast<std::uint16_t>(i < 2 ? 0 : 1),
                                                static_cast<std::uint16_t>(i % 2)}});
  }
  return request;
}

TEST(SortitionDraw, ImpossibleQuotasAreExplained) {
  auto const result = draw(impossible());
  ASSERT_TRUE(result);
  auto const& why = std::get<Infeasibility>(*result);
  ASSERT_EQ(why.conflicts.size(), 1U);
  EXPECT_EQ(why.conflicts.front(), (std::vector<Limit>{{0, 0, false, 3}}));
  ASSERT_FALSE(why.relaxations.empty());
  auto const& change = why.relaxations.front().front();
  EXPECT_EQ(change.limit, (Limit{0, 0, false, 3}));
  EXPECT_EQ(change.seats, 2);
}

TEST(SortitionDraw, ConflictsAreMinimalAndRelaxationsMendThem) {
  auto request = random_request(11, 12, 5);
  for (auto& feature : request.quotas.categories[1].features)
    feature.min = feature.max = 1;
  auto const result = draw(request);
  ASSERT_TRUE(result);
  auto const& why = std::get<Infeasibility>(*result);
  ASSERT_FALSE(why.conflicts.empty());
  for (auto const& conflict : why.conflicts) {
    for (std::size_t left_out = 0; left_out <= conflict.size(); ++left_out) {
      auto only = request;
      for (auto& category : only.quotas.categories) {
        for (auto& feature : category.features) {
          feature.min = 0;
          feature.max = request.size;
        }
      }
      for (std::size_t i = 0; i < conflict.size(); ++i) {
        auto const& limit = conflict[i];
        auto& feature = only.quotas.categories[limit.category].features[limit.feature];
        if (i != left_out) (limit.is_max ? feature.max : feature.min) = limit.seats;
      }
      auto const panels = all_panels(make_seat_model(only), {});
      ASSERT_TRUE(panels);
      EXPECT_EQ(panels->empty(), left_out == conflict.size());
    }
  }
  ASSERT_FALSE(why.relaxations.empty());
  for (auto const& changes : why.relaxations) {
    auto mended = request;
    for (auto const& [limit, seats] : changes) {
      auto& feature = mended.quotas.categories[limit.category].features[limit.feature];
      (limit.is_max ? feature.max : feature.min) = seats;
    }
    EXPECT_NO_FATAL_FAILURE(drawn(mended));
  }
}

}  // namespace
}  // namespace pacte::decision::sortition
