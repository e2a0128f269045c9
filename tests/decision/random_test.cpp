// The values expected come from another implementation of SHA-256 and ChaCha20, written from their
// definitions in another language.
#include "decision/random.hpp"

#include <map>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace {

using pacte::decision::Random;

TEST(random, follows_the_published_stream) {
  Random random{"Pacte 2026-11-21"};
  EXPECT_EQ(random.next(), 0x85c6f816cf15d95aU);
  EXPECT_EQ(random.next(), 0x8038f3a2d9998112U);
  for (int i = 2; i < 64; ++i)
    random.next();
  EXPECT_EQ(random.next(), 0x2a5370bb07032a79U);
}

TEST(random, shuffles_as_published) {
  std::vector<int> items(10);
  std::iota(items.begin(), items.end(), 0);
  Random{"Pacte 2026-11-21"}.shuffle(std::span{items});
  EXPECT_EQ(items, (std::vector{0, 3, 8, 7, 2, 9, 4, 1, 5, 6}));
}

TEST(random, passes_over_the_words_that_would_favour_some) {
  Random random{"Pacte 2026-11-21"};
  std::uint64_t const bound = 3ULL << 62;
  EXPECT_EQ(random.below(bound), 9639664829280409946U);
  EXPECT_EQ(random.below(bound), 9239402516311539986U);
  EXPECT_EQ(random.below(bound), 9714688778974327121U);
}

TEST(random, is_even_among_the_orders_of_three) {
  std::map<std::vector<int>, int> met;
  Random random{"équité"};
  for (int i = 0; i < 60'000; ++i) {
    std::vector items{1, 2, 3};
    random.shuffle(std::span{items});
    ++met[items];
  }
  ASSERT_EQ(met.size(), 6U);
  // Six standard deviations of a binomial law around 10,000.
  for (auto const& [order, times] : met)
    EXPECT_NEAR(times, 10'000, 550);
}

TEST(random, refuses_to_draw_among_nothing) {
  EXPECT_THROW(Random{"x"}.below(0), std::invalid_argument);
}

}  // namespace
