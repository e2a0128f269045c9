// How proposals are named and how their follow-up is summed up: pure.
#pragma once

#include <string>
#include <string_view>

#include "participation/model.hpp"

namespace pacte::participation {

/// The code as the documents print it, from what a person types: "p7" → "P07", "007" → "7".
/// What is no code comes back trimmed.
std::string canonical_code(std::string_view typed);

FollowUp follow_up(Answers const& answers);

bool keeps(ProposalFilter::Answered wanted, FollowUp const& follow_up);

}  // namespace pacte::participation
