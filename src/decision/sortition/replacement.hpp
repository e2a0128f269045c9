// After the draw: refusals are replaced, and alternates stand ready.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "decision/sortition/model.hpp"

namespace pacte::decision::sortition {

/// The draw of who replaces `refusals`: the members who stay are required, those who refuse are
/// excluded, so that whatever panel is drawn keeps the quotas, with chances as equal as they can
/// be. Give it to `draw`; when it has no panel, the explanation says which quotas stand in the way.
Request replacement_request(Request const& request, std::vector<std::size_t> const& panel,
                            std::vector<std::size_t> const& refusals);

struct Alternate {
  std::size_t person = 0;             // place in the pool
  std::vector<std::size_t> replaces;  // members whose seat this person can take, quotas kept
};

/// At most `count` people outside the panel: each time, one who can replace the most members that
/// no alternate before can replace, then the most members; chance decides between equals. Greedy
/// covering, within 1 - 1/e of the best (Nemhauser, Wolsey, Fisher, 1978).
std::vector<Alternate> choose_alternates(Request const& request,
                                         std::vector<std::size_t> const& panel, std::size_t count,
                                         std::string_view seed);

}  // namespace pacte::decision::sortition
