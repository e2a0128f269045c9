// The files of `pacte invite`: the list of households, and what is expected of each stratum.
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "decision/fault.hpp"
#include "decision/sortition/invitation.hpp"
#include "decision/table.hpp"

namespace pacte::app {

struct Addresses {
  decision::Table table;
  std::vector<decision::sortition::Stratum> strata;  // in the order they are first met; as if
                                                     // everyone answered
  std::vector<std::vector<std::size_t>> rows;        // of the table, by stratum
};

using InviteFaults = std::vector<decision::Fault>;

/// One line a household; `column` names its stratum.
std::expected<Addresses, InviteFaults> read_addresses(std::string_view text,
                                                      std::string const& file,
                                                      std::string const& column);

/// The columns `stratum`, `rate` (12%, 0.12, 3/25) and, if wanted, `population`; one line for each
/// stratum of the list.
std::expected<void, InviteFaults> read_expectations(
    std::string_view text, std::string const& file,
    std::vector<decision::sortition::Stratum>& strata);

}  // namespace pacte::app
