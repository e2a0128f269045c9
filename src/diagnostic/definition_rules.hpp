// What must hold in a diagnostic beyond the shape of its fields.
#pragma once

#include <string>
#include <vector>

#include "diagnostic/model.hpp"

namespace pacte::diagnostic {

struct Fault {
  std::string pointer;  // JSON pointer in the file: "/axes/0/questions/2/if/0"
  std::string message;  // French: what is wrong and how to mend it
};

/// Keys used twice; conditions on unknown or later questions, or that nothing satisfies; points and
/// weights that do not add; levels that do not increase; axes without a question, also in the short
/// module; next steps for an unknown axis or level.
std::vector<Fault> check_definition(Definition const& definition);

}  // namespace pacte::diagnostic
