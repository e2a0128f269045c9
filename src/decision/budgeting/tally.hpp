// One call for a whole count: rule, satisfaction, ties, constraints; and its account.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "decision/budgeting/account.hpp"
#include "decision/budgeting/completion.hpp"
#include "decision/budgeting/measures.hpp"
#include "decision/budgeting/phragmen.hpp"
#include "decision/budgeting/welfare.hpp"

namespace pacte::decision::budgeting {

enum class Rule { greedy, equal_shares, phragmen, welfare };

std::string_view name_of(Rule rule);
std::optional<Rule> rule_named(std::string_view name);

struct TallyRequest {
  Rule rule = Rule::greedy;
  /// The usual one for the type of vote when empty. Phragmén's rule always counts supporters.
  std::optional<Satisfaction> satisfaction{};
  Completion completion{};
  /// Ends with the comparison step, against the greedy outcome by number of votes.
  bool comparison = false;
  TieRule ties{};
  Constraints constraints{};
  /// Also says why each project won or lost, and measures the outcome.
  bool explain = false;
};

struct Tally {
  Satisfaction satisfaction = Satisfaction::cardinality;
  Outcome outcome;
  std::optional<SharesCount> shares{};
  std::optional<PhragmenCount> phragmen{};
  std::optional<Rational> last_load{};  // of Phragmén's rule, when explained
  std::optional<Int128> welfare{};
  std::optional<Comparison> comparison{};
  std::vector<Account> accounts{};  // by project, when explained
  std::optional<Measures> measures{};
};

Result<Tally> tally(Election const& election, TallyRequest const& request,
                    Progress const& progress = nullptr);

}  // namespace pacte::decision::budgeting
