// People of a pool as the command line names them, and the panel of a draw made before.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "decision/fault.hpp"
#include "decision/sortition/model.hpp"

namespace pacte::app {

/// Finds people by their identifiers when the pool has them, else by their lines, from 0. `option`
/// is where they were named, for the faults.
std::expected<std::vector<std::size_t>, std::vector<decision::Fault>> find_people(
    decision::sortition::Pool const& pool, std::vector<std::string> const& names,
    std::string const& option);

struct FormerPanel {
  std::vector<std::size_t> members;
  std::vector<std::size_t> excluded;  // they had refused already
};

/// Reads what `pacte draw --csv` printed, even saved again by a spreadsheet: the columns `line`,
/// `identifier`, `chosen` and `excluded`. It is at fault when it is not of this pool.
std::expected<FormerPanel, std::vector<decision::Fault>> read_panel(
    std::string_view text, std::string const& file, decision::sortition::Pool const& pool);

}  // namespace pacte::app
