// From a link to what it holds, with the version of the diagnostic that it was made with.
#pragma once

#include "base/problem.hpp"
#include "diagnostic/link.hpp"
#include "store/session.hpp"

namespace pacte::diagnostic {

struct OpenedLink {
  Definition definition;
  Filling filling;
};

/// Also reads a whole address pasted from a browser. Errors: invalid, with a sentence that says
/// whether the link is cut, changed, or of a diagnostic that this installation does not have.
Result<OpenedLink> open_link(store::Session& session, std::string_view link);

/// The link to a filling, sealed with the installation's key.
std::string link_to(store::Session& session, Definition const& definition, Filling const& filling);

/// "2026-03-01".
std::string day_text(std::chrono::sys_days day);
/// Of day_text; 1970 for anything else.
std::chrono::sys_days read_day(std::string_view text);

}  // namespace pacte::diagnostic
