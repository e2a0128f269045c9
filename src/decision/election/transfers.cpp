// Rankings, one in or out at a time: instant runoff and the single transferable vote.
//
// The single transferable vote is the Weighted Inclusive Gregory method (J. Gregory, 1880; as in
// the Scottish Local Government Elections Order 2007, rules 46 to 52, with exact fractions), with
// the guards and dooms of I. D. Hill, "Constraints in STV elections", Voting matters 9 (1998), for
// parity.
#include <algorithm>

#include "decision/election/count.hpp"
#include "decision/election/piles.hpp"

namespace pacte::decision::election {

namespace {

class Transfers {
 public:
  Transfers(Count& count, Outcome& outcome) : count_{count}, outcome_{outcome}, piles_{count} {
    count_.ties.set_first_votes(piles_.votes());
    note({.kind = Stage::Kind::first});
  }

  void instant_runoff() {
    while (true) {
      Rational total;
      for (auto const c : piles_.continuing())
        total += piles_.votes()[c];
      auto const first = leader();
      if (2 * piles_.votes()[first] > total) return elect({first});
      exclude(lowest(piles_.continuing()));
    }
  }

  void single_transferable() {
    set_quota();
    while (true) {
      elect_by_quota();
      if (outcome_.elected.size() == count_.seats) break;
      auto const doomed = without_right();
      auto const& continuing = piles_.continuing();
      if (doomed.empty() && continuing.size() <= count_.seats - outcome_.elected.size()) {
        elect(best(count_, continuing, piles_.votes(), continuing.size(), outcome_.elected));
        break;
      }
      if (!doomed.empty()) {
        exclude(lowest(doomed));
      } else if (!surpluses_.empty()) {
        transfer_surplus();
      } else {
        exclude(lowest(without_guarded()));
      }
    }
    working_.quota = quota_;
  }

  TransferCount take() { return std::move(working_); }

 private:
  void note(Stage stage) {
    stage.votes = piles_.votes();
    stage.exhausted = piles_.exhausted();
    count_.ties.remember(stage.votes);
    working_.stages.push_back(std::move(stage));
  }

  CandidateIndex leader() const {
    return *std::ranges::max_element(piles_.continuing(), [this](auto l, auto r) {
      return piles_.votes()[l] < piles_.votes()[r];
    });
  }

  void elect(CandidateList const& elected) {
    auto& stage = working_.stages.back();
    stage.elected.insert(stage.elected.end(), elected.begin(), elected.end());
    outcome_.elected.insert(outcome_.elected.end(), elected.begin(), elected.end());
    for (auto const c : elected)
      piles_.close(c);
  }

  CandidateIndex lowest(CandidateList const& among) {
    auto const& votes = piles_.votes();
    auto const least = votes[*std::ranges::min_element(
        among, [&](auto l, auto r) { return votes[l] < votes[r]; })];
    CandidateList equal;
    std::ranges::copy_if(among, std::back_inserter(equal),
                         [&](CandidateIndex c) { return votes[c] == least; });
    if (least == 0 && all_go_out(equal)) return equal.back();
    return count_.ties.last(equal);
  }

  // Nothing moves when those without a vote go out: if there is room for none of them, they go out
  // one after the other, in any order, and that is no tie.
  bool all_go_out(CandidateList const& without_votes) const {
    auto const others = piles_.continuing().size() - without_votes.size();
    return !count_.rules.parity_gap && others >= count_.seats - outcome_.elected.size();
  }

  void exclude(CandidateIndex candidate) {
    piles_.close(candidate);
    piles_.move(candidate, Rational{1}, Rational{});
    note({.kind = Stage::Kind::exclusion, .candidate = candidate});
  }

  void set_quota() {
    auto const& valid = count_.turnout.valid;
    Rational const exact{valid / (count_.seats + 1)};
    strict_ = count_.rules.quota == QuotaKind::exact || count_.election.colleges[0].share;
    quota_ = strict_ ? exact : Rational{to_integer(floor_of(exact)) + 1};
  }

  bool reaches(CandidateIndex c) const {
    return strict_ ? piles_.votes()[c] > quota_ : piles_.votes()[c] >= quota_;
  }

  void elect_by_quota() {
    CandidateList able;
    std::ranges::copy_if(piles_.continuing(), std::back_inserter(able),
                         [this](CandidateIndex c) { return reaches(c); });
    auto const in = best(count_, able, piles_.votes(), count_.seats - outcome_.elected.size(),
                         outcome_.elected);
    elect(in);
    std::ranges::copy_if(in, std::back_inserter(surpluses_),
                         [this](CandidateIndex c) { return piles_.votes()[c] > quota_; });
  }

  void transfer_surplus() {
    auto const& votes = piles_.votes();
    auto const most = votes[*std::ranges::max_element(
        surpluses_, [&](auto l, auto r) { return votes[l] < votes[r]; })];
    CandidateList equal;
    std::ranges::copy_if(surpluses_, std::back_inserter(equal),
                         [&](CandidateIndex c) { return votes[c] == most; });
    auto const candidate =
        equal.size() == 1 ? equal[0] : count_.ties.choose(equal, 1, Tie::Stake::surplus)[0];
    std::erase(surpluses_, candidate);
    Rational const factor{(most - quota_) / most};
    piles_.move(candidate, factor, quota_);
    note({.kind = Stage::Kind::surplus, .candidate = candidate, .factor = factor});
  }

  Sex sex(CandidateIndex c) const { return count_.election.candidates[c].sex; }

  // Those that parity forbids to elect.
  CandidateList without_right() const {
    CandidateList doomed;
    std::ranges::copy_if(piles_.continuing(), std::back_inserter(doomed), [this](auto c) {
      return !parity_allows(count_, outcome_.elected, sex(c));
    });
    return doomed;
  }

  // Continuing candidates, but for those of a sex of which everyone left is needed.
  CandidateList without_guarded() const {
    auto free = piles_.continuing();
    if (!count_.rules.parity_gap) return free;
    auto const most = (count_.seats + *count_.rules.parity_gap) / 2;
    for (auto const one : {Sex::woman, Sex::man}) {
      auto const is = [&](CandidateIndex c) { return sex(c) == one; };
      auto const left = std::ranges::count_if(piles_.continuing(), is) +
                        std::ranges::count_if(outcome_.elected, is);
      if (most <= count_.seats && std::cmp_less_equal(left, count_.seats - most)) {
        std::erase_if(free, is);
      }
    }
    // So few are left that all are needed: parity cannot be had, the votes alone decide.
    return free.empty() ? piles_.continuing() : free;
  }

  Count& count_;
  Outcome& outcome_;
  Piles piles_;
  TransferCount working_;
  Rational quota_;
  bool strict_ = false;
  CandidateList surpluses_;
};

void count_with(Count& count, Outcome& outcome, void (Transfers::*method)()) {
  if (count.turnout.valid == 0) {
    outcome.ending = Outcome::Ending::nobody;
    return;
  }
  Transfers transfers{count, outcome};
  (transfers.*method)();
  outcome.working = transfers.take();
}

}  // namespace

void count_instant_runoff(Count& count, Outcome& outcome) {
  count_with(count, outcome, &Transfers::instant_runoff);
}

void count_transfers(Count& count, Outcome& outcome) {
  count_with(count, outcome, &Transfers::single_transferable);
}

}  // namespace pacte::decision::election
