// Made-up applicants, always the same; bench/rules/peer.mjs makes them alike.
#pragma once

#include <vector>

#include "hand.hpp"

namespace bench {

// A linear congruential generator that JavaScript can follow in exact doubles (Park and Miller).
class Numbers {
 public:
  std::int64_t below(std::int64_t limit) {
    state_ = state_ * 48'271 % 2'147'483'647;
    return state_ % limit;
  }

 private:
  std::int64_t state_ = 2026;
};

inline Applicant made_up(Numbers& numbers) {
  Applicant a{};
  a.staff = numbers.below(300);
  a.turnover = numbers.below(60'000'000) * 100;
  a.status = std::int64_t{1} << numbers.below(5);
  a.insolvent = static_cast<std::int64_t>(numbers.below(20) == 0);
  a.up_to_date = static_cast<std::int64_t>(numbers.below(20) != 0);
  a.equity = (numbers.below(1'000'000) - 50'000) * 100;
  a.created = 14'000 + numbers.below(6'500);
  a.activity = std::int64_t{1} << numbers.below(5);
  a.assessed = static_cast<std::int64_t>(numbers.below(10) != 0);
  a.cost = numbers.below(1'000'000) * 100;
  a.jobs = numbers.below(5);
  a.green = numbers.below(2);
  a.months = numbers.below(40);
  a.start = 20'400 + numbers.below(800);
  a.other_aid = numbers.below(100'000) * 100;
  return a;
}

}  // namespace bench
