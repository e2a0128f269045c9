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

std::unexpected<Problem> size_unknown(Rules const& rules) {
  return fail(ProblemKind::invalid,
              fmt::format("Le nombre de {} n’est pas donné : ajoutez-le à la section VOTE, ou à "
                          "chaque collège.",
                          rules.base == Base::members ? "membres" : "présents"));
}

bool of_people(Rules const& rules) {
  return rules.base == Base::present || rules.base == Base::members;
}

std::optional<Votes> people_of(Base base, College const& college) {
  return base == Base::members ? college.members : college.present;
}

// People of the whole body, or of the only college that votes.
std::optional<Rational> people_here(Count const& count, Base base) {
  auto const& election = count.election;
  auto const& whole = base == Base::members ? election.members : election.present;
  bool const everybody = !count.college || election.colleges.size() == 1;
  if (everybody && whole) return Rational{*whole};
  Rational sum;
  for (std::size_t i = 0; i < election.colleges.size(); ++i) {
    if (count.college && i != *count.college) continue;
    auto const people = people_of(base, election.colleges[i]);
    if (!people) return std::nullopt;
    sum += Rational{*people};
  }
  return sum;
}

Result<void> find_members(Count& count, std::vector<Tally> const& colleges) {
  bool weighted = false;
  for (std::size_t i = 0; i < colleges.size(); ++i)
    weighted = weighted || (colleges[i].weighted && (!count.college || i == *count.college));
  if (weighted && of_people(count.rules)) {
    return fail(ProblemKind::invalid,
                "Cette base compte des personnes, et des bulletins ont plusieurs voix : prenez la "
                "base expressed ou cast.");
  }
  count.members.reset();
  bool const shares = count.election.colleges.front().share.has_value();
  if (!weighted && !shares) count.members = people_here(count, Base::members);
  if (!count.rules.least_of_members || count.members) return {};
  return fail(ProblemKind::invalid,
              "Il faut réunir une part des membres, et leur nombre n’est pas donné, ou les voix ne "
              "sont pas celles de personnes : ajoutez « membres », ou ôtez --least-of-members.");
}

// Colleges with shares: what each counts as a whole is brought to its share.
Result<void> weigh_shares(Count& count, std::vector<Tally> const& colleges) {
  auto const& rules = count.rules;
  for (std::size_t i = 0; i < colleges.size(); ++i) {
    auto const& college = count.election.colleges[i];
    Votes base = cast_base(rules, colleges[i]);
    if (of_people(rules)) {
      auto const people = people_of(rules.base, college);
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
  if (auto found = find_members(count, colleges); !found) return found;
  if (count.election.colleges.front().share) {
    if (auto weighed = weigh_shares(count, colleges); !weighed) return weighed;
  } else {
    for (std::size_t i = 0; i < colleges.size(); ++i) {
      if (!only || i == *only) count.worth[i] = 1;
      if (!only || i == *only) count.turnout.base += cast_base(count.rules, colleges[i]);
    }
    if (of_people(count.rules)) {
      auto const people = people_here(count, count.rules.base);
      if (!people) return size_unknown(count.rules);
      count.turnout.base = *people;
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

bool held(Count const& count, std::size_t round) {
  if (round >= count.election.rounds.size()) return false;
  auto const& ballots = count.election.rounds[round];
  return std::ranges::any_of(indices<std::size_t>(ballots.size()), [&](std::size_t ballot) {
    return !count.college || ballots.group(ballot).college == *count.college;
  });
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

CandidateList without(CandidateList list, CandidateList const& some) {
  std::erase_if(list, [&](CandidateIndex c) { return std::ranges::find(some, c) != some.end(); });
  return list;
}

CandidateList stand_again(Count& count, CandidateList able, Scores const& votes,
                          std::optional<Rational> const& least, std::size_t top) {
  if (least) {
    auto const enough =
        std::ranges::count_if(able, [&](CandidateIndex c) { return votes[c] >= *least; });
    top = std::max(static_cast<std::size_t>(enough), top);
  }
  std::ranges::stable_sort(able, [&](auto l, auto r) { return votes[l] > votes[r]; });
  if (able.size() <= top) return able;
  auto const& last = votes[able[top - 1]];
  CandidateList kept;
  CandidateList equal;
  for (auto const c : able) {
    if (votes[c] > last) kept.push_back(c);
    if (votes[c] == last) equal.push_back(c);
  }
  auto const room = top - kept.size();
  auto const chosen =
      equal.size() <= room ? equal : count.ties.choose(equal, room, Tie::Stake::next_round);
  kept.insert(kept.end(), chosen.begin(), chosen.end());
  return kept;
}

Result<void> check_standing(Count const& count, Scores const& votes,
                            CandidateList const& standing) {
  for (auto const c : without(count.candidates, standing)) {
    if (votes[c] == 0) continue;
    return fail(ProblemKind::invalid,
                fmt::format("Au tour {}, des bulletins nomment « {} », qui ne pouvait pas s’y "
                            "présenter : comptez-les nuls.",
                            count.round + 1, count.election.candidates[c].id));
  }
  return {};
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
