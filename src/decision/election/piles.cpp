#include "decision/election/piles.hpp"

#include <algorithm>
#include <utility>

namespace pacte::decision::election {

Piles::Piles(Count const& count)
    : ballots_{count.ballots()},
      piles_(count.election.candidates.size()),
      at_(count.ballots().size()),
      open_(count.election.candidates.size()),
      continuing_{count.candidates},
      votes_(count.election.candidates.size()) {
  for (auto const c : continuing_)
    open_[c] = true;
  for (auto const college : indices<std::uint16_t>(count.worth.size())) {
    Parcel all{.value = count.worth[college]};
    for (std::uint32_t ballot = 0; ballot < ballots_.size(); ++ballot) {
      auto const& group = ballots_.group(ballot);
      if (group.college == college && count.takes(group)) all.ballots.push_back(ballot);
    }
    if (all.ballots.empty()) continue;
    give(all.ballots, all.value);
  }
}

Piles::Parcel& Piles::parcel(CandidateIndex candidate, Rational const& value) {
  auto& pile = piles_[candidate];
  auto const same = std::ranges::find(pile, value, &Parcel::value);
  return same != pile.end() ? *same : pile.emplace_back(Parcel{.value = value});
}

void Piles::give(std::vector<std::uint32_t> const& ballots, Rational const& value) {
  std::vector<Parcel*> targets(piles_.size());
  std::vector<Votes> given(piles_.size());
  Votes lost = 0;
  for (auto const ballot : ballots) {
    auto const marks = ballots_.marks(ballot);
    auto const votes = ballots_.group(ballot).votes();
    auto& at = at_[ballot];
    while (at < marks.size() && !open_[marks[at].candidate])
      ++at;
    if (at == marks.size()) {
      lost += votes;
      continue;
    }
    auto const candidate = marks[at].candidate;
    auto*& target = targets[candidate];
    if (target == nullptr) target = &parcel(candidate, value);
    target->ballots.push_back(ballot);
    given[candidate] += votes;
  }
  exhausted_ += value * lost;
  for (auto const c : continuing_) {
    if (given[c] != 0) votes_[c] += value * given[c];
  }
}

void Piles::close(CandidateIndex candidate) {
  open_[candidate] = false;
  std::erase(continuing_, candidate);
}

void Piles::move(CandidateIndex candidate, Rational const& factor, Rational const& kept) {
  auto const parcels = std::exchange(piles_[candidate], {});
  for (auto const& parcel : parcels)
    give(parcel.ballots, Rational{parcel.value * factor});
  votes_[candidate] = kept;
}

}  // namespace pacte::decision::election
