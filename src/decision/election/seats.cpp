// Seats in proportion to the votes of lists.
//
// Highest averages: V. D'Hondt (1882), divisors 1, 2, 3…, which gives the same as the French "plus
// forte moyenne"; A. Sainte-Laguë (1910), divisors 1, 3, 5…. Largest remainders with T. Hare's
// quota. The bonus and the thresholds are those of the French electoral code: articles L. 338
// (regions: a quarter of the seats, rounded up, at least 5 % of the votes) and L. 262 (communes).
#include <algorithm>

#include <fmt/format.h>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

namespace {

class Seats {
 public:
  Seats(Count& count, Scores votes) : count_{count} {
    auto const lists = count.election.candidates.size();
    result_.turnout = count.turnout;
    result_.votes = std::move(votes);
    result_.whole.resize(lists);
    result_.seats.resize(lists);
    result_.vacant.resize(lists);
    proportional_.resize(lists);
    if (count.rules.threshold) {
      result_.least_votes = *count.rules.threshold * count.turnout.base;
    }
    result_.admitted = supported(count.candidates, result_.votes);
    std::erase_if(result_.admitted, [&](auto c) { return result_.votes[c] < result_.least_votes; });
  }

  bool has_majority() const {
    return std::ranges::any_of(
        result_.admitted, [this](auto c) { return 2 * result_.votes[c] > count_.turnout.base; });
  }

  // Article L. 346: two lists at least may stand again.
  SeatCount second_round() {
    auto const& rules = count_.rules;
    std::optional<Rational> least;
    if (rules.qualify_share) least = *rules.qualify_share * count_.turnout.base;
    auto const able = supported(count_.candidates, result_.votes);
    auto const top = rules.qualify_all ? able.size() : std::size_t{rules.qualify_top};
    result_.qualified = stand_again(count_, able, result_.votes, least, least ? 2 : top);
    return std::move(result_);
  }

  SeatCount share_out() {
    auto left = count_.seats;
    if (!result_.admitted.empty()) {
      give_bonus(left);
      if (count_.rules.formula == Formula::largest_remainder) {
        share_by_remainder(left);
      } else {
        share_by_average(left);
      }
    }
    for (auto const c : result_.admitted) {
      result_.seats[c] += proportional_[c];
      auto const people = count_.election.candidates[c].members.size();
      if (people > 0 && result_.seats[c] > people) {
        result_.vacant[c] = result_.seats[c] - static_cast<std::uint32_t>(people);
      }
    }
    return std::move(result_);
  }

 private:
  CandidateList highest(Scores const& scores) const {
    auto const& lists = result_.admitted;
    auto const most = scores[*std::ranges::max_element(
        lists, [&](auto l, auto r) { return scores[l] < scores[r]; })];
    CandidateList equal;
    std::ranges::copy_if(lists, std::back_inserter(equal),
                         [&](auto c) { return scores[c] == most; });
    return equal;
  }

  static Rational day_of(Day day) {
    return Rational{static_cast<long>(day.time_since_epoch().count())};
  }

  // Article L. 338: the list whose candidates have the highest mean age has the bonus.
  static std::optional<Rational> mean_birth(Candidate const& list) {
    if (list.members.empty()) return TieBreaker::birth_of(list);
    Rational sum;
    for (auto const& member : list.members) {
      if (!member.birth) return std::nullopt;
      sum += day_of(*member.birth);
    }
    return Rational{sum / Rational{static_cast<unsigned long>(list.members.size())}};
  }

  void use_mean_ages() {
    std::vector<std::optional<Rational>> births;
    for (auto const& list : count_.election.candidates)
      births.push_back(mean_birth(list));
    count_.ties.set_births(std::move(births));
  }

  // The same article: the eldest of the candidates who would have the seat.
  void use_next_ages() {
    std::vector<std::optional<Rational>> births;
    for (std::size_t c = 0; c < proportional_.size(); ++c) {
      auto const& list = count_.election.candidates[c];
      auto const next = std::size_t{result_.seats[c]} + proportional_[c];
      if (list.members.empty()) {
        births.push_back(TieBreaker::birth_of(list));
      } else if (next < list.members.size() && list.members[next].birth) {
        births.emplace_back(day_of(*list.members[next].birth));
      } else {
        births.emplace_back();
      }
    }
    count_.ties.set_births(std::move(births));
  }

  void give_bonus(std::uint32_t& left) {
    if (!count_.rules.bonus) return;
    Rational const exact{*count_.rules.bonus * count_.seats};
    Int128 bonus = 0;
    switch (count_.rules.bonus_rounding) {
      case Rounding::up: bonus = ceiling_of(exact); break;
      case Rounding::down: bonus = floor_of(exact); break;
      case Rounding::nearest: bonus = floor_of(Rational{exact + Rational{1, 2}}); break;
    }
    result_.bonus = static_cast<std::uint32_t>(bonus);
    auto const first = highest(result_.votes);
    if (first.size() > 1) use_mean_ages();
    result_.leader =
        first.size() == 1 ? first[0] : count_.ties.choose(first, 1, Tie::Stake::bonus)[0];
    result_.seats[*result_.leader] = result_.bonus;
    left -= result_.bonus;
  }

  // One more seat to each of the best, or to some of them when there are too few seats.
  void award(CandidateList& best, Scores const& quotients, std::uint32_t& left) {
    if (best.size() > left) {
      use_next_ages();
      best = count_.ties.choose(best, left, Tie::Stake::seat);
    }
    for (auto const c : best) {
      ++proportional_[c];
      result_.awards.push_back({c, quotients[c]});
    }
    left -= static_cast<std::uint32_t>(best.size());
  }

  void share_by_average(std::uint32_t left) {
    Scores quotients(result_.votes.size());
    auto const update = [&](CandidateIndex c) {
      auto const seats = proportional_[c];
      bool const odd = count_.rules.formula == Formula::sainte_lague;
      quotients[c] = result_.votes[c] / Rational{odd ? 2 * seats + 1 : seats + 1};
    };
    for (auto const c : result_.admitted)
      update(c);
    while (left > 0) {
      auto in = highest(quotients);
      award(in, quotients, left);
      for (auto const c : in)
        update(c);
    }
    result_.next_best = quotients[highest(quotients).front()];
  }

  void share_by_remainder(std::uint32_t left) {
    if (left == 0) return;
    Rational sum;
    for (auto const c : result_.admitted)
      sum += result_.votes[c];
    result_.hare_quota = sum / Rational{left};
    Scores remainders(result_.votes.size());
    for (auto const c : result_.admitted) {
      auto const whole = floor_of(Rational{result_.votes[c] / result_.hare_quota});
      result_.whole[c] = proportional_[c] = static_cast<std::uint32_t>(whole);
      left -= proportional_[c];
      remainders[c] = result_.votes[c] - result_.hare_quota * proportional_[c];
    }
    while (left > 0) {
      auto in = highest(remainders);
      award(in, remainders, left);
      for (auto const c : in)
        remainders[c] = -1;
    }
    auto const next = remainders[highest(remainders).front()];
    if (next >= 0) result_.next_best = next;
  }

  Count& count_;
  std::vector<std::uint32_t> proportional_;  // by list: seats besides the bonus
  SeatCount result_;
};

Scores votes_of(Count& count) {
  Sums sums{count};
  auto const& ballots = count.ballots();
  for (std::size_t ballot = 0; ballot < ballots.size(); ++ballot) {
    auto const& group = ballots.group(ballot);
    if (!count.takes(group)) continue;
    for (auto const mark : ballots.marks(ballot))
      sums.add(group.college, mark.candidate, group.votes());
  }
  return sums.scores();
}

}  // namespace

Result<void> count_seats(Count& count, Outcome& outcome) {
  auto standing = count.candidates;
  for (;; ++count.round) {
    if (auto weighed = weigh(count); !weighed) return weighed;
    auto votes = votes_of(count);
    if (auto good = check_standing(count, votes, standing); !good) return good;
    count.ties.set_first_votes(votes);
    count.ties.remember(votes);
    Seats seats{count, std::move(votes)};
    bool const waits =
        count.rules.bonus_needs_majority && count.round == 0 && !seats.has_majority();
    bool const more = held(count, count.round + 1);
    if (!waits && more) {
      return fail(ProblemKind::invalid,
                  "Tout est décidé à ce tour, et le fichier a des bulletins d’un tour suivant.");
    }
    auto working = waits ? seats.second_round() : seats.share_out();
    if (waits && more) {
      standing = std::move(working.qualified);
      continue;
    }
    for (auto const c : count.candidates) {
      if (working.seats[c] > 0) outcome.elected.push_back(c);
    }
    std::ranges::stable_sort(outcome.elected,
                             [&](auto l, auto r) { return working.seats[l] > working.seats[r]; });
    if (waits) {
      outcome.ending = Outcome::Ending::next_round;
    } else if (outcome.elected.empty()) {
      outcome.ending = Outcome::Ending::nobody;
    }
    outcome.working = std::move(working);
    return {};
  }
}

}  // namespace pacte::decision::election
