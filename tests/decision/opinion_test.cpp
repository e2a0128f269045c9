#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "decision/opinion/clusters.hpp"
#include "decision/opinion/map.hpp"
#include "decision/random.hpp"

namespace pacte::decision::opinion {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// A consultation in which each camp has its own mind on each statement, and each participant votes
// on part of them, now and then against the camp.
struct Invented {
  std::size_t statements = 40;
  std::size_t participants = 300;
  std::size_t camps = 2;
  std::uint64_t seen_percent = 50;
  std::uint64_t astray_percent = 10;
  std::uint64_t noisy_percent = 0;  // participants who vote at random
  std::string seed = "invented";

  std::vector<std::size_t> camp_of{};  // filled by `make`

  Votes make() {
    Random minds{seed + " minds"};
    std::vector<std::vector<int>> mind(camps, std::vector<int>(statements));
    for (auto& camp : mind) {
      for (auto& value : camp)
        value = static_cast<int>(minds.below(2)) * 2 - 1;
    }
    Random random{seed};
    Votes votes;
    for (std::size_t k = 0; k < statements; ++k)
      votes.statements.push_back(fmt::format("s{}", k));
    camp_of.clear();
    for (std::size_t i = 0; i < participants; ++i) {
      auto const camp = i % camps;
      bool const noisy = random.below(100) < noisy_percent;
      camp_of.push_back(noisy ? camps : camp);
      votes.participants.push_back(fmt::format("p{}", i));
      auto& row = votes.rows.emplace_back();
      for (std::size_t k = 0; k < statements; ++k) {
        if (random.below(100) >= seen_percent) continue;
        bool const astray = noisy ? random.below(2) == 0 : random.below(100) < astray_percent;
        auto const value = astray ? -mind[camp][k] : mind[camp][k];
        row.push_back({static_cast<std::uint16_t>(k), static_cast<std::int8_t>(value)});
      }
    }
    return votes;
  }
};

// The share of pairs of participants on which two partitions agree (Rand's index); -1 is no group.
double agreement(std::vector<int> const& groups, std::vector<std::size_t> const& camps,
                 std::size_t noise) {
  std::size_t pairs = 0;
  std::size_t alike = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (std::size_t j = i + 1; j < groups.size(); ++j) {
      if (groups[i] < 0 || groups[j] < 0 || camps[i] == noise || camps[j] == noise) continue;
      ++pairs;
      alike += (groups[i] == groups[j]) == (camps[i] == camps[j]) ? 1 : 0;
    }
  }
  return static_cast<double>(alike) / static_cast<double>(pairs);
}

TEST(OpinionVotes, ReadsOneVoteALineAndKeepsTheLaterOne) {
  auto const votes = read_votes(
      "timestamp,voter-id,comment-id,vote\n"
      "1,ana,7,1\n"
      "2,bob,7,-1\r\n"
      "3,ana,3,0\n"
      "\n"
      "4,ana,7,-1\n",
      "votes.csv");
  ASSERT_TRUE(votes);
  EXPECT_THAT(votes->participants, ElementsAre("ana", "bob"));
  EXPECT_THAT(votes->statements, ElementsAre("7", "3"));
  ASSERT_THAT(votes->rows[0], SizeIs(2));
  EXPECT_EQ(votes->rows[0][0].value, -1);
  EXPECT_EQ(votes->count(), 3U);
}

TEST(OpinionVotes, ReadsOneParticipantALine) {
  auto const votes = read_votes(
      "\xEF\xBB\xBFparticipant;n-votes;eau;\"air pur\"\nana;2;pour;contre\nbob;1;;passe\n",
      "votes.csv");
  ASSERT_TRUE(votes);
  EXPECT_THAT(votes->statements, ElementsAre("eau", "air pur"));
  EXPECT_EQ(votes->rows[0][1].value, -1);
  ASSERT_THAT(votes->rows[1], SizeIs(1));
  EXPECT_EQ(votes->rows[1][0].statement, 1);
}

TEST(OpinionVotes, ListsEveryFaultWithItsLine) {
  auto const votes = read_votes(
      "participant,statement,vote\nana,1,oui\nana,1\n,2,1\nbob,2,\"1\nbob,3,1\n", "votes.csv");
  ASSERT_FALSE(votes);
  std::vector<std::size_t> lines;
  for (auto const& fault : votes.error())
    lines.push_back(fault.line);
  EXPECT_THAT(lines, ElementsAre(2, 3, 4, 5));
  EXPECT_THAT(votes.error()[0].what, HasSubstr("« oui »"));
}

TEST(OpinionVotes, RefusesWhatIsNoTableOfVotes) {
  auto const fault_of = [](std::string_view text) {
    auto const votes = read_votes(text, "x.csv");
    return votes ? std::string{"none"} : votes.error().front().what;
  };
  EXPECT_THAT(fault_of(""), HasSubstr("noms de ses colonnes"));
  EXPECT_THAT(fault_of("a,b\n1,2\n"), HasSubstr("participant"));
  EXPECT_THAT(fault_of("participant,vote\nana,1\n"), HasSubstr("statement"));
  EXPECT_THAT(fault_of("participant,a,a\nana,1,1\n"), HasSubstr("deux fois"));
  EXPECT_THAT(fault_of("participant,a\nana,1\nana,1\n"), HasSubstr("déjà une ligne"));
  EXPECT_THAT(fault_of("participant,\xFF\n"), HasSubstr("UTF-8"));
  EXPECT_THAT(fault_of("participant\nana\n"), HasSubstr("aucun énoncé"));
}

// The covariance of a small table, by the definition, against what the passes find.
TEST(OpinionPlane, FindsThePrincipalComponents) {
  auto votes = Invented{.statements = 6, .participants = 50, .seen_percent = 80}.make();
  auto const plane = lay_out(votes);
  std::vector<std::vector<double>> covariance(6, std::vector<double>(6));
  for (auto const& row : votes.rows) {
    for (auto const a : row) {
      for (auto const b : row)
        covariance[a.statement][b.statement] +=
            (a.value - plane.means[a.statement]) * (b.value - plane.means[b.statement]);
    }
  }
  auto const check = [&](auto member, double variance) {
    double length = 0;
    for (std::size_t a = 0; a < 6; ++a) {
      double applied = 0;
      for (std::size_t b = 0; b < 6; ++b)
        applied += covariance[a][b] * (plane.weights[b].*member);
      EXPECT_NEAR(applied, variance * (plane.weights[a].*member), 1e-3 * plane.variance[0]);
      length += (plane.weights[a].*member) * (plane.weights[a].*member);
    }
    EXPECT_NEAR(length, 1, 1e-6);
  };
  check(&Point::x, plane.variance[0]);
  check(&Point::y, plane.variance[1]);
  EXPECT_GE(plane.variance[0], plane.variance[1]);
  double trace = 0;
  for (std::size_t a = 0; a < 6; ++a)
    trace += covariance[a][a];
  EXPECT_NEAR(plane.total_variance, trace, 1e-3 * trace);
}

TEST(OpinionPlane, DoesNotDependOnTheNumberOfThreads) {
  auto const votes = Invented{.participants = 6'000}.make();
  auto const one = lay_out(votes, {.threads = 1});
  auto const three = lay_out(votes, {.threads = 3});
  EXPECT_EQ(one.places, three.places);
}

TEST(OpinionPlane, BearsWhatHasNothingToShow) {
  Votes votes{
      .participants = {"a", "b", "c"}, .statements = {"s"}, .rows = {{}, {{0, 1}}, {{0, 1}}}};
  auto const plane = lay_out(votes);
  EXPECT_EQ(plane.places[0], (Point{0, 0}));
  EXPECT_EQ(plane.total_variance, 0);
  EXPECT_TRUE(std::isfinite(plane.places[1].x));
  auto const empty = draw_map(Votes{});
  EXPECT_THAT(empty.groups.centres, SizeIs(0));
}

TEST(OpinionGroups, FindsTheCampsThereAre) {
  for (std::size_t const camps : {2U, 3U}) {
    Invented invented{.camps = camps};
    auto const votes = invented.make();
    auto const map = draw_map(votes);
    EXPECT_THAT(map.groups.centres, SizeIs(camps));
    EXPECT_GT(agreement(map.groups.of_participant, invented.camp_of, camps), 0.95) << camps;
    EXPECT_GT(map.groups.silhouette, 0.3);
  }
}

TEST(OpinionGroups, StayTheSameUnderAddedNoise) {
  Invented invented{.participants = 400, .noisy_percent = 15};
  auto const votes = invented.make();
  auto const map = draw_map(votes, {.groups = {.exactly = 2}});
  EXPECT_GT(agreement(map.groups.of_participant, invented.camp_of, invented.camps), 0.95);
}

TEST(OpinionGroups, LeaveOutWhoVotedLittle) {
  auto votes = Invented{}.make();
  votes.rows[5].resize(3);
  auto const map = draw_map(votes);
  EXPECT_EQ(map.groups.of_participant[5], no_group);
  EXPECT_EQ(map.groups.sizes[0] + map.groups.sizes[1], 299U);
  EXPECT_GE(map.groups.sizes[0], map.groups.sizes[1]);
}

TEST(OpinionGroups, AreTheSameForTheSameSeedAndWhateverTheOrderOfParticipants) {
  Invented invented{.camps = 3};
  auto votes = invented.make();
  auto const map = draw_map(votes);
  EXPECT_EQ(draw_map(votes).groups.of_participant, map.groups.of_participant);
  std::ranges::reverse(votes.rows);
  std::ranges::reverse(votes.participants);
  auto const reversed = draw_map(votes);
  std::vector<std::size_t> camps(invented.camp_of.rbegin(), invented.camp_of.rend());
  EXPECT_GT(agreement(reversed.groups.of_participant, camps, 3), 0.95);
}

TEST(OpinionMap, FollowsALiveConsultation) {
  Invented invented{.participants = 500, .camps = 3};
  auto const all = invented.make();
  Votes some = all;
  some.rows.resize(400);
  some.participants.resize(400);
  auto const before = draw_map(some);
  auto const after = draw_map(all, {}, &before);
  EXPECT_LT(after.plane.passes, before.plane.passes);
  auto const anew = draw_map(all);
  for (std::size_t i = 0; i < all.rows.size(); ++i) {
    EXPECT_NEAR(std::abs(after.plane.places[i].x), std::abs(anew.plane.places[i].x), 0.02);
  }
  // Groups keep their numbers.
  std::size_t kept = 0;
  for (std::size_t i = 0; i < 400; ++i)
    kept += after.groups.of_participant[i] == before.groups.of_participant[i] ? 1 : 0;
  EXPECT_GT(kept, 390U);
}

TEST(OpinionClusters, ASilhouetteIsThatOfTheDefinition) {
  std::vector<Weighted> const points{{{0, 0}, 1}, {{0, 1}, 1}, {{4, 0}, 1}};
  Clusters const clusters{.centres = {{0, 0.5}, {4, 0}}, .of_point = {0, 0, 1}};
  auto const a = (4.0 - 1) / 4;
  auto const far = std::sqrt(17.0);
  auto const b = (far - 1) / far;
  EXPECT_NEAR(silhouette(points, clusters), (a + b + 0) / 3, 1e-12);
}

TEST(OpinionClusters, APointOfWeightTwoIsTwoPoints) {
  std::vector<Weighted> const twice{{{0, 0}, 2}, {{1, 0}, 1}, {{5, 0}, 1}, {{6, 0}, 1}};
  std::vector<Weighted> const apart{
      {{0, 0}, 1}, {{0, 0}, 1}, {{1, 0}, 1}, {{5, 0}, 1}, {{6, 0}, 1}};
  auto const a = settle(twice, {{0, 0}, {6, 0}});
  auto const b = settle(apart, {{0, 0}, {6, 0}});
  EXPECT_EQ(a.centres, b.centres);
  EXPECT_NEAR(a.spread, b.spread, 1e-12);
  EXPECT_NEAR(silhouette(twice, a), silhouette(apart, b), 1e-12);
}

TEST(OpinionStatements, TestsAreThoseOfTheirFormulas) {
  EXPECT_NEAR(against_half(9, 10), 2 * std::sqrt(11.0) * (10.0 / 11 - 0.5), 1e-12);
  EXPECT_NEAR(against_half(0, 0), 1, 1e-12);
  auto const pooled = 12.0 / 22;
  EXPECT_NEAR(two_shares(8, 10, 2, 10),
              (9.0 / 11 - 3.0 / 11) / std::sqrt(pooled * (1 - pooled) * (2.0 / 11)), 1e-12);
  EXPECT_EQ(two_shares(10, 10, 10, 10), 0);
}

TEST(OpinionStatements, SayWhatUnitesAndWhatDivides) {
  // Statement 0: all agree. 1: the camps are opposed. 2: all disagree. 3: half of each camp.
  Votes votes{.statements = {"tous", "camps", "aucun", "moitié"}};
  for (int i = 0; i < 40; ++i) {
    auto const camp = static_cast<std::int8_t>(i % 2 == 0 ? 1 : -1);
    auto const half = static_cast<std::int8_t>(i / 2 % 2 == 0 ? 1 : -1);
    votes.participants.push_back(std::to_string(i));
    votes.rows.push_back({{0, 1}, {1, camp}, {2, -1}, {3, half}});
  }
  Groups groups{.centres = {{1, 0}, {-1, 0}}, .sizes = {20, 20}};
  for (int i = 0; i < 40; ++i)
    groups.of_participant.push_back(i % 2);
  auto const reading = read(votes, groups);
  EXPECT_THAT(reading.uniting, ElementsAre(0));
  EXPECT_THAT(reading.rejected, ElementsAre(2));
  EXPECT_THAT(reading.dividing, ElementsAre(1));
  ASSERT_THAT(reading.by_group[0], SizeIs(1));
  EXPECT_EQ(reading.by_group[0][0].statement, 1U);
  EXPECT_TRUE(reading.by_group[0][0].agrees);
  EXPECT_FALSE(reading.by_group[1][0].agrees);
  EXPECT_EQ(reading.statements[1].all.agree, 20U);
  EXPECT_NEAR(reading.statements[0].uniting_for, 21.0 / 22 * 21 / 22, 1e-12);
}

}  // namespace
}  // namespace pacte::decision::opinion
