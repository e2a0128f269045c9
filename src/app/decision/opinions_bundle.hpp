// An opinion map as a verification bundle, and back.
#pragma once

#include <cstddef>
#include <string>

#include "app/decision/opinions_report.hpp"
#include "decision/bundle.hpp"

namespace pacte::app {

struct OpinionsAsked {
  std::size_t groups = 0;  // 0: as many as stand best apart
  std::size_t fewest_votes = decision::opinion::GroupOptions{}.fewest_votes;
  std::string seed = decision::opinion::GroupOptions{}.seed;
};

/// On all the cores of the machine: the map does not depend on them.
decision::opinion::OpinionMap draw_map(decision::opinion::Votes const& votes,
                                       OpinionsAsked const& asked);

/// Each participant's votes in the order of the statements. A map is drawn from such votes, so that
/// a bundle gives it again to the last bit.
void sort_votes(decision::opinion::Votes& votes);

/// The inputs are "statements" (names and texts) and "votes", one line a participant, who is not
/// named.
decision::Bundle opinions_bundle(OpinionsReport const& report, OpinionsAsked const& asked);

/// Counts the votes of each group by plain arithmetic, then draws the map again.
void verify_opinions(decision::Bundle const& bundle, decision::Verdict& verdict);

}  // namespace pacte::app
