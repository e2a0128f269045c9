// Work in a child process: what it gives, and what becomes of it when it breaks down.
#include <cstdlib>
#include <thread>

#include <gtest/gtest.h>

#include "decision/sortition/isolation.hpp"

namespace pacte::decision::sortition {
namespace {

using namespace std::chrono_literals;

TEST(SortitionIsolation, GivesTheBytesAndWhatIsTold) {
  std::vector<std::string> heard;
  std::string const large(300'000, 'x');
  auto const result = run_in_child(
      [&](Tell const& tell) {
        tell("un");
        tell("deux");
        return large;
      },
      10s, [&](std::string_view message) { heard.emplace_back(message); });
  ASSERT_TRUE(result);
  EXPECT_EQ(*result, large);
  EXPECT_EQ(heard, (std::vector<std::string>{"un", "deux"}));
}

TEST(SortitionIsolation, SurvivesAnAbortAnExceptionAndAnExit) {
  for (auto const how : {0, 1, 2}) {
    auto const result = run_in_child(
        [&](Tell const&) -> std::string {
          if (how == 0) std::abort();
          if (how == 1) throw std::runtime_error{"no"};
          std::_Exit(0);
        },
        10s);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(), ChildFailure::broke_down);
  }
}

TEST(SortitionIsolation, StopsWhatTakesTooLong) {
  auto const begin = std::chrono::steady_clock::now();
  auto const result = run_in_child(
      [](Tell const&) {
        std::this_thread::sleep_for(60s);
        return std::string{};
      },
      50ms);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), ChildFailure::too_long);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
}

}  // namespace
}  // namespace pacte::decision::sortition
