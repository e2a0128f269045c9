// All the SQL of participation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "participation/model.hpp"
#include "store/session.hpp"

namespace pacte::participation {

std::optional<CitizenProposal> proposal(store::Session& session, std::string const& id);

/// Several when two consultations number alike.
std::vector<CitizenProposal> proposals_with_code(store::Session& session, std::string const& code);

/// Proposals in the order people read them: the convention's first, then by number; after the one
/// of that identifier.
std::vector<CitizenProposal> list_proposals(store::Session& session, std::string const& series,
                                            std::string const& after, std::size_t most);

/// The proposal before and the one after it in its series; nothing at the ends.
std::optional<CitizenProposal> previous_proposal(store::Session& session,
                                                 CitizenProposal const& proposal);
std::optional<CitizenProposal> next_proposal(store::Session& session,
                                             CitizenProposal const& proposal);

}  // namespace pacte::participation
