#include "decision/election/ties.hpp"

#include <algorithm>
#include <ranges>

#include "decision/random.hpp"

namespace pacte::decision::election {

TieBreaker::TieBreaker(Election const& election, std::vector<TieRule> const& rules)
    : election_{election}, rules_{rules} {
  for (auto const& candidate : election.candidates)
    births_.push_back(birth_of(candidate));
}

std::optional<Rational> TieBreaker::birth_of(Candidate const& candidate) {
  auto eldest = candidate.birth;
  if (!eldest) {
    for (auto const& member : candidate.members) {
      if (member.birth && (!eldest || *member.birth < *eldest)) eldest = member.birth;
    }
  }
  if (!eldest) return std::nullopt;
  return Rational{static_cast<long>(eldest->time_since_epoch().count())};
}

CandidateList TieBreaker::choose(CandidateList const& tied, std::size_t places, Tie::Stake stake) {
  CandidateList chosen;
  pick(tied, places, 0, {.stake = stake, .stage = std::max<std::size_t>(stages_.size(), 1)},
       chosen);
  return chosen;
}

CandidateIndex TieBreaker::last(CandidateList const& tied) {
  if (tied.size() == 1) return tied.front();
  auto const staying = choose(tied, tied.size() - 1, Tie::Stake::exclusion);
  return *std::ranges::find_if(
      tied, [&](CandidateIndex c) { return std::ranges::find(staying, c) == staying.end(); });
}

void TieBreaker::pick(CandidateList const& tied, std::size_t places, std::size_t from,
                      Tie const& about, CandidateList& chosen) {
  if (tied.size() <= places || places == 0) {
    if (places > 0) chosen.insert(chosen.end(), tied.begin(), tied.end());
    return;
  }
  std::vector<Rational> keys(tied.size());
  while (from < rules_.size() && !this->keys(rules_[from], tied, keys))
    ++from;
  auto tie = about;
  tie.tied = tied;
  if (from == rules_.size()) {
    undecided_ = true;
    tie.chosen.assign(tied.begin(), tied.begin() + static_cast<std::ptrdiff_t>(places));
    chosen.insert(chosen.end(), tie.chosen.begin(), tie.chosen.end());
    ties_.push_back(std::move(tie));
    return;
  }
  tie.rule = rules_[from];
  auto order = index_list<std::size_t>(tied.size());
  std::ranges::stable_sort(order, [&](auto l, auto r) { return keys[l] > keys[r]; });
  // Whole groups of equal keys while there is room; then the group that straddles the last place.
  std::size_t start = 0;
  CandidateList straddling;
  while (start < order.size() && tie.chosen.size() < places) {
    auto end = start;
    CandidateList group;
    for (; end < order.size() && keys[order[end]] == keys[order[start]]; ++end)
      group.push_back(tied[order[end]]);
    if (tie.chosen.size() + group.size() > places) {
      straddling = std::move(group);
      break;
    }
    tie.chosen.insert(tie.chosen.end(), group.begin(), group.end());
    start = end;
  }
  chosen.insert(chosen.end(), tie.chosen.begin(), tie.chosen.end());
  auto const left = places - tie.chosen.size();
  ties_.push_back(std::move(tie));
  if (left == 0) return;
  bool const again = rules_[from].kind == TieRule::Kind::earlier;
  pick(straddling, left, again ? from : from + 1, about, chosen);
}

// False when the rule does not tell any of them apart.
bool TieBreaker::keys(TieRule const& rule, CandidateList const& tied,
                      std::vector<Rational>& keys) const {
  auto const fill = [&](auto const& key) {
    std::ranges::transform(tied, keys.begin(), key);
    return std::ranges::adjacent_find(keys, std::not_equal_to{}) != keys.end();
  };
  switch (rule.kind) {
    case TieRule::Kind::age:
    case TieRule::Kind::youngest: {
      if (!std::ranges::all_of(tied, [this](auto c) { return births_[c].has_value(); })) {
        return false;
      }
      int const sign = rule.kind == TieRule::Kind::age ? -1 : 1;
      return fill([&](CandidateIndex c) { return Rational{sign * *births_[c]}; });
    }
    case TieRule::Kind::first_votes:
      return !first_votes_.empty() && fill([this](CandidateIndex c) { return first_votes_[c]; });
    case TieRule::Kind::earlier: return earlier_keys(tied, keys);
    case TieRule::Kind::order: return fill([](CandidateIndex c) { return Rational{-int{c}}; });
    case TieRule::Kind::casting:
      return fill([&](CandidateIndex c) {
        return Rational{election_.candidates[c].id == rule.argument ? 1 : 0};
      });
    case TieRule::Kind::seed: break;
  }
  auto const places = drawn(rule.argument);
  return fill([&](CandidateIndex c) { return Rational{-static_cast<long>(places[c])}; });
}

bool TieBreaker::earlier_keys(CandidateList const& tied, std::vector<Rational>& keys) const {
  for (auto const& votes : std::views::reverse(stages_)) {
    std::ranges::transform(tied, keys.begin(), [&](CandidateIndex c) { return votes[c]; });
    if (std::ranges::adjacent_find(keys, std::not_equal_to{}) != keys.end()) return true;
  }
  return false;
}

std::vector<std::size_t> TieBreaker::drawn(std::string const& seed) const {
  auto const& candidates = election_.candidates;
  auto order = index_list<std::size_t>(candidates.size());
  std::ranges::sort(order, {}, [&](std::size_t c) -> auto const& { return candidates[c].id; });
  Random{seed}.shuffle(std::span{order});
  std::vector<std::size_t> places(order.size());
  for (std::size_t place = 0; place < order.size(); ++place)
    places[order[place]] = place;
  return places;
}

}  // namespace pacte::decision::election
