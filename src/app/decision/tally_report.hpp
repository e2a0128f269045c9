// A participatory budget's count as people and programs read it.
#pragma once

#include <string>

#include "base/json.hpp"
#include "decision/budgeting/tally.hpp"

namespace pacte::app {

struct TallyReport {
  decision::budgeting::Election const& election;
  decision::budgeting::TallyRequest const& request;
  decision::budgeting::Tally const& tally;
  std::string title;  // of the election
};

/// "12 500 EUR", "1 200,5 PLN": with the currency of the file, if it names one.
std::string amount_text(TallyReport const& report, decision::budgeting::Amount amount);

/// Why a project won or lost, and what would have made it win: a few French sentences.
std::string account_text(TallyReport const& report, decision::budgeting::ProjectIndex project);

/// The rule in a few French words: « Parts égales (coût), complétée par pas de 1 % ».
std::string rule_text(TallyReport const& report);

/// The whole, a line or two each: ties, comparison, share of voters served, EJR+.
std::vector<std::string> summary_lines(TallyReport const& report);

Json tally_json(TallyReport const& report);
std::string tally_csv(TallyReport const& report);
/// A page that needs no other file.
std::string tally_html(TallyReport const& report);
std::string tally_table(TallyReport const& report);

/// Projects chosen first, in their order, then the others by number of voters.
std::vector<decision::budgeting::ProjectIndex> reading_order(TallyReport const& report);

}  // namespace pacte::app
