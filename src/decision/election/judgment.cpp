// Majority judgment: M. Balinski and R. Laraki, "A theory of measuring, electing, and ranking",
// PNAS 104 (2007); "Majority Judgment", MIT Press (2010).
//
// Of two candidates, the better majority-grade (the lower median) wins. Equal ones lose one vote of
// that grade each, again and again, until their medians differ. Taking votes from the middle
// outwards, the vote just worse first, gives the same without taking them one by one; it does not
// change when all votes are multiplied, which lets colleges have fractions of votes.
#include <algorithm>
#include <numeric>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

namespace {

using Profile = std::vector<Rational>;  // votes by grade, best first

// The grades met when going from the middle to one end, each with the distance where it stops.
struct Step {
  std::uint16_t grade;
  Rational until;
};
using Side = std::vector<Step>;

struct Middle {
  Side worse;
  Side better;
};

Middle from_middle(Profile const& profile) {
  Rational const half{std::accumulate(profile.begin(), profile.end(), Rational{}) / 2};
  Middle middle;
  Rational before;  // votes with a better grade than the one looked at
  for (auto const grade : indices<std::uint16_t>(profile.size())) {
    Rational const after{before + profile[grade]};
    if (profile[grade] > 0) {
      if (after > half) middle.worse.push_back({grade, Rational{after - half}});
      if (before < half) middle.better.push_back({grade, Rational{half - before}});
    }
    before = after;
  }
  std::ranges::reverse(middle.better);
  return middle;
}

struct Difference {
  Rational distance;
  int sign;  // below 0 when the left one is better
};

std::optional<Difference> first_difference(Side const& left, Side const& right) {
  std::size_t l = 0;
  std::size_t r = 0;
  Rational distance;
  while (l < left.size() && r < right.size()) {
    if (left[l].grade != right[r].grade) {
      return Difference{distance, left[l].grade < right[r].grade ? -1 : 1};
    }
    distance = std::min(left[l].until, right[r].until);
    if (left[l].until == distance) ++l;
    if (right[r].until == distance) ++r;
  }
  return std::nullopt;
}

// Below 0 when the left one is better.
int compare(Middle const& left, Middle const& right) {
  auto const worse = first_difference(left.worse, right.worse);
  auto const better = first_difference(left.better, right.better);
  if (worse && (!better || worse->distance <= better->distance)) return worse->sign;
  return better ? better->sign : 0;
}

std::vector<Profile> profiles_of(Count const& count) {
  auto const& election = count.election;
  std::vector<Sums> sums(election.grades.size(), Sums{count});
  auto const& ballots = count.ballots();
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto const& group = ballots.group(ballot);
    if (!count.takes(group)) continue;
    for (auto const mark : ballots.marks(ballot))
      sums[mark.level].add(group.college, mark.candidate, group.votes());
  }
  std::vector<Profile> profiles(election.candidates.size(), Profile(election.grades.size()));
  for (std::size_t grade = 0; grade < sums.size(); ++grade) {
    auto const scores = sums[grade].scores();
    for (auto const c : count.candidates)
      profiles[c][grade] = scores[c];
  }
  // Whoever a ballot does not grade has the worst grade from it.
  for (auto const c : count.candidates) {
    profiles[c].back() +=
        count.turnout.valid - std::accumulate(profiles[c].begin(), profiles[c].end(), Rational{});
  }
  return profiles;
}

}  // namespace

void count_grades(Count& count, Outcome& outcome) {
  if (count.turnout.valid == 0) {
    outcome.ending = Outcome::Ending::nobody;
    return;
  }
  GradeCount working{.profiles = profiles_of(count)};
  working.medians.resize(working.profiles.size());
  working.gauges.resize(working.profiles.size());
  std::vector<Middle> middles(working.profiles.size());
  for (auto const c : count.candidates) {
    auto const& profile = working.profiles[c];
    middles[c] = from_middle(profile);
    auto const median = middles[c].worse.front().grade;
    working.medians[c] = median;
    working.gauges[c].above =
        std::accumulate(profile.begin(), profile.begin() + median, Rational{});
    working.gauges[c].below =
        std::accumulate(profile.begin() + median + 1, profile.end(), Rational{});
  }
  auto order = count.candidates;
  std::ranges::stable_sort(order,
                           [&](auto l, auto r) { return compare(middles[l], middles[r]) < 0; });
  for (auto const c : order) {
    bool const same =
        !working.levels.empty() && compare(middles[working.levels.back().front()], middles[c]) == 0;
    if (!same) working.levels.emplace_back();
    working.levels.back().push_back(c);
  }
  outcome.elected = best(count, count.candidates, scores_of(count, working.levels), count.seats);
  outcome.working = std::move(working);
}

}  // namespace pacte::decision::election
