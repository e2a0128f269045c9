// Around the draw: the thousand panels, replacements, alternates, invitations.
#include <algorithm>
#include <numeric>

#include "decision/sortition/invitation.hpp"
#include "decision/sortition/replacement.hpp"
#include "decision/sortition_support.hpp"

namespace pacte::decision::sortition {
namespace {

TEST(SortitionLottery, AThousandPanelsWithinAThousandth) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    auto const request = random_request(seed, 40, 9);
    auto const found = drawn(request);
    auto const lottery = make_uniform_lottery(found.model, found.by_class, "graine");
    expect_uniform(found, lottery);
    EXPECT_EQ(make_uniform_lottery(found.model, found.by_class, "graine").panels, lottery.panels);
    EXPECT_NE(make_uniform_lottery(found.model, found.by_class, "autre").panels, lottery.panels);
  }
}

TEST(SortitionReplacement, ThoseWhoStayStayAndQuotasAreKept) {
  auto const request = random_request(3, 30, 8);
  auto const first = drawn(request);
  auto const panel = first.panels.front().members;
  std::vector<std::size_t> const refusals{panel[0], panel[3]};
  auto const again = replacement_request(request, panel, refusals);
  auto const second = drawn(again);
  for (auto const& replaced : second.panels) {
    EXPECT_TRUE(is_panel(first.model, [&] {
      Seats seats(first.model.classes.size());
      for (std::size_t t = 0; t < seats.size(); ++t) {
        for (auto const i : first.model.classes[t].people) {
          seats[t] += std::ranges::binary_search(replaced.members, i) ? 1 : 0;
        }
      }
      return seats;
    }()));
    for (auto const i : panel) {
      auto const stays = std::ranges::find(refusals, i) == refusals.end();
      EXPECT_EQ(std::ranges::binary_search(replaced.members, i), stays);
    }
  }
}

TEST(SortitionReplacement, AlternatesCanTakeTheSeatsTheySay) {
  auto const request = random_request(3, 30, 8);
  auto const found = drawn(request);
  auto const panel = found.panels.front().members;
  auto const alternates = choose_alternates(request, panel, 3, "graine");
  ASSERT_FALSE(alternates.empty());
  EXPECT_LE(alternates.size(), 3U);
  for (auto const& alternate : alternates) {
    EXPECT_FALSE(std::ranges::binary_search(panel, alternate.person));
    ASSERT_FALSE(alternate.replaces.empty());
    for (auto const member : alternate.replaces) {
      auto members = panel;
      std::ranges::replace(members, member, alternate.person);
      std::ranges::sort(members);
      EXPECT_EQ(verify(found.model, {{1, members}}, {}).failures, std::vector<std::string>{});
    }
  }
}

TEST(SortitionInvitation, AnswersFollowThePopulation) {
  // Twice as many letters where half as many answer.
  std::vector<Stratum> const strata{
      {.name = "a", .households = 1000, .population = 2000, .answers = 10, .letters = 100},
      {.name = "b", .households = 1000, .population = 2000, .answers = 5, .letters = 100}};
  auto const drawn = draw_invitations(strata, 300, "graine");
  ASSERT_TRUE(drawn);
  EXPECT_EQ((*drawn)[0].chosen.size(), 100U);
  EXPECT_EQ((*drawn)[1].chosen.size(), 200U);
  for (auto const& part : *drawn) {
    EXPECT_TRUE(std::ranges::is_sorted(part.chosen));
    EXPECT_EQ(std::ranges::adjacent_find(part.chosen), part.chosen.end());
    EXPECT_LT(part.chosen.back(), 1000U);
  }
  EXPECT_EQ(draw_invitations(strata, 300, "graine")->at(0).chosen, (*drawn)[0].chosen);
  EXPECT_NE(draw_invitations(strata, 300, "autre")->at(0).chosen, (*drawn)[0].chosen);
}

TEST(SortitionInvitation, ASmallStratumGivesAllAndTheOthersTheRest) {
  std::vector<Stratum> const strata{
      {.name = "a", .households = 10, .population = 900, .answers = 1, .letters = 10},
      {.name = "b", .households = 500, .population = 60, .answers = 1, .letters = 10},
      {.name = "c", .households = 500, .population = 40, .answers = 1, .letters = 10}};
  auto const drawn = draw_invitations(strata, 101, "graine");
  ASSERT_TRUE(drawn);
  EXPECT_EQ((*drawn)[0].chosen.size(), 10U);
  EXPECT_EQ((*drawn)[1].chosen.size(), 55U);
  EXPECT_EQ((*drawn)[2].chosen.size(), 36U);
}

TEST(SortitionInvitation, Refusals) {
  EXPECT_FALSE(draw_invitations({}, 1, "g"));
  Stratum good{.name = "a", .households = 10, .population = 20, .answers = 1, .letters = 10};
  EXPECT_FALSE(draw_invitations({good}, 11, "g"));
  auto bad = good;
  bad.answers = 0;
  EXPECT_FALSE(draw_invitations({bad}, 1, "g"));
  bad = good;
  bad.answers = 11;
  EXPECT_FALSE(draw_invitations({bad}, 1, "g"));
  EXPECT_TRUE(draw_invitations({good}, 10, "g"));
}

}  // namespace
}  // namespace pacte::decision::sortition
