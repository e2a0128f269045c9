#include "decision/election/count.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace pacte::decision::election {

namespace {

// What is known of one college at one round, in votes.
struct Tally {
  Votes valid = 0, blank = 0, null = 0, abstention = 0;
  Votes people = 0, proxies = 0;
  bool weighted = false;  // a ballot is worth more than one vote
};

std::vector<Tally> tally(Election const& election, std::size_t round) {
  std::vector<Tally> colleges(election.colleges.size());
  auto const& ballots = election.rounds[round];
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto const& group = ballots.group(ballot);
    auto& college = colleges[group.college];
    switch (group.kind) {
      case BallotKind::valid: college.valid += group.votes(); break;
      case BallotKind::blank: college.blank += group.votes(); break;
      case BallotKind::null: college.null += group.votes(); break;
      case BallotKind::abstention: college.abstention += group.votes(); break;
    }
    college.people += group.people;
    college.proxies += group.proxies;
    college.weighted = college.weighted || group.each != 1;
  }
  return colleges;
}

Votes cast_base(Rules const& rules, Tally const& college) {
  bool const all = rules.base == Base::cast;
  return college.valid + (all || rules.count_blank ? college.blank : 0) +
         (all || rules.count_null ? college.null : 0) +
         (rules.count_abstention ? college.abstention : 0);
}

// The number of people of the base, college by college or as a whole.
std::optional<Votes> people_of(Rules const& rules, College const& college) {
  return rules.base == Base::members ? college.members : college.present;
}

std::unexpected<Problem> size_unknown(Rules const& rules) {
  return fail(ProblemKind::invalid,
              fmt::format("Le nombre de {} n’est pas donné : ajoutez-le à la section VOTE, ou à "
                          "chaque collège.",
                          rules.base == Base::members ? "membres" : "présents"));
}

bool of_people(Rules const& rules) {
  return rules.base == Base::present || rules.base == Base::members;
}

Result<Rational> base_of_people(Count const& count, std::vector<Tally> const& colleges,
                                std::optional<std::uint16_t> only) {
  auto const& election = count.election;
  auto const& whole = count.rules.base == Base::members ? election.members : election.present;
  bool const alone = election.colleges.size() == 1;
  Rational sum;
  bool known = true;
  for (std::size_t i = 0; i < colleges.size(); ++i) {
    if (only && i != *only) continue;
    if (colleges[i].weighted) {
      return fail(ProblemKind::invalid,
                  "Cette base compte des personnes, et des bulletins ont plusieurs voix : prenez "
                  "la base expressed ou cast.");
    }
    auto const people = people_of(count.rules, election.colleges[i]);
    known = known && people.has_value();
    sum += Rational{people.value_or(0)};
  }
  if ((!only || alone) && whole) return Rational{*whole};
  if (!known) return size_unknown(count.rules);
  return sum;
}

// Colleges with shares: what each counts as a whole is brought to its share.
Result<void> weigh_shares(Count& count, std::vector<Tally> const& colleges) {
  auto const& rules = count.rules;
  for (std::size_t i = 0; i < colleges.size(); ++i) {
    auto const& college = count.election.colleges[i];
    Votes base = cast_base(rules, colleges[i]);
    if (of_people(rules)) {
      auto const people = people_of(rules, college);
      if (!people) return size_unknown(rules);
      base = *people;
    }
    count.worth[i] = base == 0 ? Rational{} : Rational{*college.share / Rational{base}};
    if (base > 0) count.turnout.base += *college.share;
  }
  return {};
}

}  // namespace

Result<void> weigh(Count& count) {
  auto const only = count.college;
  auto const colleges = tally(count.election, count.round);
  count.turnout = {};
  count.worth.assign(colleges.size(), Rational{});
  if (count.election.colleges.front().share) {
    if (auto weighed = weigh_shares(count, colleges); !weighed) return weighed;
  } else {
    for (std::size_t i = 0; i < colleges.size(); ++i) {
      if (!only || i == *only) count.worth[i] = 1;
      if (!only || i == *only) count.turnout.base += cast_base(count.rules, colleges[i]);
    }
    if (of_people(count.rules)) {
      auto base = base_of_people(count, colleges, only);
      if (!base) return std::unexpected{std::move(base.error())};
      count.turnout.base = *base;
    }
  }
  auto& turnout = count.turnout;
  for (std::size_t i = 0; i < colleges.size(); ++i) {
    if (only && i != *only) continue;
    auto const& college = colleges[i];
    turnout.people += college.people;
    turnout.proxies += college.proxies;
    turnout.valid += count.worth[i] * college.valid;
    turnout.blank += count.worth[i] * college.blank;
    turnout.null += count.worth[i] * college.null;
    turnout.abstention += count.worth[i] * college.abstention;
  }
  return {};
}

Scores Sums::scores() const {
  Scores scores(candidates_);
  for (std::size_t college = 0; college < count_.worth.size(); ++college) {
    auto const& worth = count_.worth[college];
    for (std::size_t c = 0; worth != 0 && c < candidates_; ++c) {
      auto const votes = sums_[college * candidates_ + c];
      if (votes != 0) scores[c] += worth * votes;
    }
  }
  return scores;
}

bool parity_allows(Count const& count, std::span<CandidateIndex const> elected, Sex sex) {
  if (!count.rules.parity_gap) return true;
  auto const most = (count.seats + *count.rules.parity_gap) / 2;
  auto const already = std::ranges::count_if(
      elected, [&](CandidateIndex c) { return count.election.candidates[c].sex == sex; });
  return std::cmp_less(already, most);
}

CandidateList supported(std::span<CandidateIndex const> candidates, Scores const& scores) {
  CandidateList found;
  std::ranges::copy_if(candidates, std::back_inserter(found),
                       [&](CandidateIndex c) { return scores[c] > 0; });
  return found;
}

Scores scores_of(Count const& count, std::vector<CandidateList> const& levels) {
  Scores scores(count.election.candidates.size());
  auto score = static_cast<long>(levels.size());
  for (auto const& level : levels) {
    for (auto const c : level)
      scores[c] = score;
    --score;
  }
  return scores;
}

namespace {

// Whether all of the group may come in at once.
bool all_allowed(Count const& count, CandidateList elected, CandidateList const& group) {
  for (auto const c : group) {
    if (!parity_allows(count, elected, count.election.candidates[c].sex)) return false;
    elected.push_back(c);
  }
  return true;
}

}  // namespace

CandidateList best(Count& count, CandidateList candidates, Scores const& scores, std::size_t places,
                   CandidateList already) {
  CandidateList found;
  while (found.size() < places) {
    std::erase_if(candidates, [&](CandidateIndex c) {
      return !parity_allows(count, already, count.election.candidates[c].sex);
    });
    if (candidates.empty()) break;
    auto const top =
        std::ranges::max_element(candidates, [&](auto l, auto r) { return scores[l] < scores[r]; });
    CandidateList group;
    std::ranges::copy_if(candidates, std::back_inserter(group),
                         [&](CandidateIndex c) { return scores[c] == scores[*top]; });
    auto const room = places - found.size();
    auto chosen = group;
    if (!all_allowed(count, already, group)) {
      // Who comes in first may keep others out: one by one.
      chosen = count.ties.choose(group, 1, Tie::Stake::seat);
    } else if (group.size() > room) {
      chosen = count.ties.choose(group, room, Tie::Stake::seat);
    }
    found.insert(found.end(), chosen.begin(), chosen.end());
    already.insert(already.end(), chosen.begin(), chosen.end());
    std::erase_if(candidates,
                  [&](CandidateIndex c) { return std::ranges::find(chosen, c) != chosen.end(); });
  }
  return found;
}

}  // namespace pacte::decision::election
