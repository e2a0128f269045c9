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
  if (count.round == 0) count.ties.set_first_votes(round.votes);
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
    if (count.rules.least_of_members) {
      round.also_needed = *count.rules.least_of_members * *count.members;
      std::erase_if(able, [&](CandidateIndex c) { return round.votes[c] < *round.also_needed; });
    }
  }
  round.elected = best(count, std::move(able), round.votes, places, already);
}

// At least two may stand again, whatever the share asked.
CandidateList qualify(Count& count, RoundCount const& round, CandidateList const& standing,
                      std::size_t places) {
  auto const& rules = count.rules;
  if (rules.qualify_all) return standing;
  if (!rules.qualify_share) {
    return stand_again(count, supported(standing, round.votes), round.votes, std::nullopt,
                       std::max<std::size_t>(rules.qualify_top, places + 1));
  }
  Rational const least{*rules.qualify_share * count.members.value_or(round.turnout.base)};
  return stand_again(count, supported(standing, round.votes), round.votes, least, places + 1);
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
    if (auto good = check_standing(count, round.votes, standing); !good) return good;
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
    bool const more = held(count, count.round + 1);
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
