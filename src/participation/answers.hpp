// What answers a proposal, gathered from the plans.
#pragma once

#include <optional>

#include "participation/model.hpp"
#include "store/session.hpp"

namespace pacte::participation {

/// Everything, for the page of a proposal.
Answers answers_to(store::Session& session, CitizenProposal const& proposal);

/// A proposal in a list.
struct ProposalLine {
  CitizenProposal proposal;
  FollowUp follow_up;
};

struct ProposalPage {
  std::vector<ProposalLine> lines;
  std::optional<std::string> next;  // identifier of the last one, when there is more
};

ProposalPage page_of_proposals(store::Session& session, ProposalFilter const& filter,
                               std::string const& after, std::size_t most);

}  // namespace pacte::participation
