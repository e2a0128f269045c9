// Majorities: relative, absolute, qualified, by rounds; and approval, whose score is counted alike.
#include <algorithm>

#include <fmt/format.h>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

namespace {

RoundCount count_votes(Count& count) {
  Sums sums{count};
  auto const& ballots = count.ballots();
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto const& group = ballots.group(ballot);
    if (!count.takes(group)) continue;
    for (auto const mark : ballots.marks(ballot))
      sums.add(group.college, mark.candidate, group.votes());
  }
  RoundCount round{.turnout = count.turnout, .votes = sums.scores()};
  count.ties.set_first_votes(round.votes);
  count.ties.remember(round.votes);
  return round;
}

// Those who reach the majority, or have most votes when none is needed.
void elect_round(Count& count, RoundCount& round, CandidateList const& standing, bool majority,
                 std::size_t places, CandidateList const& already) {
  auto able = supported(standing, round.votes);
  if (majority) {
    auto const& share = count.rules.majority;
    round.needed = share.value * count.turnout.base;
    round.strict = share.strict;
    std::erase_if(
        able, [&](CandidateIndex c) { return !share.reached(round.votes[c], count.turnout.base); });
    if (count.rules.least_of_members && count.election.members) {
      Rational const least{*count.rules.least_of_members * *count.election.members};
      std::erase_if(able, [&](CandidateIndex c) { return round.votes[c] < least; });
    }
  }
  round.elected = best(count, std::move(able), round.votes, places, already);
}

CandidateList without(CandidateList list, CandidateList const& some) {
  std::erase_if(list, [&](CandidateIndex c) { return std::ranges::find(some, c) != some.end(); });
  return list;
}

// At least two may stand again, whatever the share asked.
CandidateList qualify(Count& count, RoundCount const& round, CandidateList const& standing,
                      std::size_t places) {
  auto able = supported(standing, round.votes);
  auto top = std::max<std::size_t>(count.rules.qualify_top, places + 1);
  if (count.rules.qualify_share) {
    auto const whole =
        count.election.members ? Rational{*count.election.members} : round.turnout.base;
    Rational const least{*count.rules.qualify_share * whole};
    auto const enough =
        std::ranges::count_if(able, [&](CandidateIndex c) { return round.votes[c] >= least; });
    top = std::max<std::size_t>(static_cast<std::size_t>(enough), places + 1);
  }
  std::ranges::stable_sort(able, [&](auto l, auto r) { return round.votes[l] > round.votes[r]; });
  if (able.size() <= top) return able;
  auto const least = round.votes[able[top - 1]];
  CandidateList kept;
  CandidateList equal;
  for (auto const c : able) {
    if (round.votes[c] > least) kept.push_back(c);
    if (round.votes[c] == least) equal.push_back(c);
  }
  auto const room = top - kept.size();
  auto const chosen =
      equal.size() <= room ? equal : count.ties.choose(equal, room, Tie::Stake::next_round);
  kept.insert(kept.end(), chosen.begin(), chosen.end());
  return kept;
}

Result<void> check_standing(Count const& count, RoundCount const& round,
                            CandidateList const& standing) {
  for (auto const c : without(count.candidates, standing)) {
    if (round.votes[c] == 0) continue;
    return fail(ProblemKind::invalid,
                fmt::format("Au tour {}, des bulletins nomment « {} », qui ne pouvait pas s’y "
                            "présenter : comptez-les nuls.",
                            count.round + 1, count.election.candidates[c].id));
  }
  return {};
}

}  // namespace

void count_scores(Count& count, Outcome& outcome) {
  auto round = count_votes(count);
  bool const majority =
      count.rules.method == Method::absolute || count.rules.method == Method::qualified;
  elect_round(count, round, count.candidates, majority, count.seats, {});
  outcome.elected = round.elected;
  if (outcome.elected.empty()) outcome.ending = Outcome::Ending::nobody;
  outcome.working = ScoreCount{.rounds = {std::move(round)}};
}

Result<void> count_rounds(Count& count, Outcome& outcome) {
  ScoreCount working;
  auto standing = count.candidates;
  for (;; ++count.round) {
    if (auto weighed = weigh(count); !weighed) return weighed;
    auto round = count_votes(count);
    if (auto good = check_standing(count, round, standing); !good) return good;
    bool const last = count.round + 1 >= count.rules.last_round;
    elect_round(count, round, standing, !last, count.seats - outcome.elected.size(),
                outcome.elected);
    outcome.elected.insert(outcome.elected.end(), round.elected.begin(), round.elected.end());
    bool const done = last || outcome.elected.size() >= count.seats;
    if (!done) {
      standing = qualify(count, round, without(standing, round.elected),
                         count.seats - outcome.elected.size());
      round.qualified = standing;
    }
    working.rounds.push_back(std::move(round));
    bool const more = count.round + 1 < count.election.rounds.size();
    if (done && more) {
      return fail(ProblemKind::invalid,
                  fmt::format("Tout est décidé au tour {}, et le fichier a des bulletins d’un tour "
                              "suivant.",
                              count.round + 1));
    }
    if (!done && !more) outcome.ending = Outcome::Ending::next_round;
    if (done || !more) break;
  }
  if (outcome.ending == Outcome::Ending::elected && outcome.elected.empty()) {
    outcome.ending = Outcome::Ending::nobody;
  }
  outcome.working = std::move(working);
  return {};
}

}  // namespace pacte::decision::election
