// A participatory budget's count as a verification bundle, and back.
#pragma once

#include "app/decision/tally_report.hpp"
#include "decision/bundle.hpp"

namespace pacte::app {

/// The inputs are "election", as `write_pabulib` writes it, and "constraints", the text of their
/// file, when there was one. The tally was explained.
decision::Bundle tally_bundle(TallyReport const& report, std::string const& constraints);

void verify_tally(decision::Bundle const& bundle, decision::Verdict& verdict);

}  // namespace pacte::app
