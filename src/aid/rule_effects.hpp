// What other rules would have decided: the same applicants under two texts.
#pragma once

#include <ranges>
#include <string>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::aid {

/// An applicant, past or made up: a line of a file, a test case, an application.
struct NamedFacts {
  std::string name;
  rule::Facts facts;
};

struct ChangedCase {
  std::string name;
  rule::Outcome before;
  rule::Outcome after;
  std::vector<std::string> reasons;  // French: the lines that decide otherwise
};

struct Effects {
  std::size_t compared = 0;
  std::size_t changed = 0;
  std::size_t admitted = 0;    // eligible from now on
  std::size_t refused = 0;     // no longer eligible, or no longer uncertain
  std::size_t uncertain = 0;   // unknown from now on
  std::size_t amounts = 0;     // the same verdict, another amount
  rule::Amount cost_before{};  // cents, in all
  rule::Amount cost_after{};
  std::int64_t difference = 0;  // cents; of those whose aid is known both before and after
  // The others: each could still lie anywhere in its range, so that no difference can be trusted.
  std::size_t open = 0;
  rule::Amount open_before{};
  rule::Amount open_after{};
  std::vector<ChangedCase> cases{};  // that changed, the first thousand
};

/// What an outcome costs: nothing when refused; from nothing to the most when it is uncertain.
rule::Amount cost_of(rule::Outcome const& outcome);
void add_to(rule::Amount& sum, rule::Amount const& cost);

/// « de 0 € à 10 000 € ».
std::string to_text(rule::Amount const& amount);
/// « éligible, 10 000 € ».
std::string to_text(rule::Outcome const& outcome);

/// Both programs speak of the facts of one vocabulary, and outlive the meter.
class EffectMeter {
 public:
  EffectMeter(rule::Program const& before, rule::Program const& after, rule::Zonings const* zonings)
      : before_{before}, after_{after}, zonings_{zonings} {}

  void add(std::string_view name, rule::Facts const& facts);
  [[nodiscard]] Effects const& effects() const { return effects_; }

 private:
  [[nodiscard]] std::vector<std::string> reasons(rule::Facts const& facts) const;

  rule::Program const& before_;
  rule::Program const& after_;
  rule::Zonings const* zonings_;
  std::vector<rule::Range> registers_before_{};
  std::vector<rule::Range> registers_after_{};
  Effects effects_{};
};

/// Over any source of applicants.
template <std::ranges::input_range Applicants>
  requires std::convertible_to<std::ranges::range_reference_t<Applicants>, NamedFacts const&>
Effects effects_over(rule::Program const& before, rule::Program const& after,
                     rule::Zonings const* zonings, Applicants&& applicants) {
  EffectMeter meter{before, after, zonings};
  for (NamedFacts const& one : applicants)
    meter.add(one.name, one.facts);
  return meter.effects();
}

}  // namespace pacte::aid
