// The test cases that live beside a scheme.
#pragma once

#include "rule/evaluate.hpp"
#include "rule/library.hpp"

namespace pacte::rule {

/// The facts of a case; the day it is on, or `today`.
Facts facts_of(TestCase const& test, Vocabulary const& vocabulary, std::int64_t today,
               Faults& faults);

struct CaseReport {
  std::string title;
  Faults faults;  // empty: passed
};

/// Every case of the scheme: verdict, amount, reasons (the conditions that refuse it, or, when it
/// is eligible, conditions that hold), missing facts and outputs are as it expects.
std::vector<CaseReport> run_cases(CheckedScheme const& scheme, Vocabulary const& vocabulary,
                                  Zonings const* zonings, std::int64_t today);

}  // namespace pacte::rule
