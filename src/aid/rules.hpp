// What a scheme must hold to be saved, proposed and published; pure.
#pragma once

#include <string>
#include <vector>

#include "aid/model.hpp"
#include "base/json.hpp"
#include "base/problem.hpp"

namespace pacte::aid {

/// Faults of a content that make no sense whatever the state: no name, a rate above 100 %, a floor
/// above the ceiling, a line cited twice. `field` is the name of the field.
std::vector<FieldError> content_faults(SchemeContent const& content);

/// Moves of a version. `edit` keeps a draft a draft, and takes a proposed one back to it.
enum class Move { edit, propose, publish, withdraw };
/// The state that the move leads to; conflict when the present state does not allow it.
Result<VersionState> moved(VersionState from, Move move);

/// May this person publish it? Not whoever wrote or proposed it.
Result<void> second_person(SchemeVersion const& version, std::string const& person);

std::string_view state_name(VersionState state);   // in the database and in the API: "published"
std::string_view state_label(VersionState state);  // French, as the public reads it
VersionState parse_state(std::string_view name);   // throws for a name that is none

/// What an instrument of the corpus says, and nothing else. Kinds of beneficiaries are read from
/// its words, forms from its type and its words, amounts from its sentences (`read_amounts`).
SchemeContent described_content(Json const& instrument);

/// The kinds of beneficiaries that a printed text names by their usual words.
Choices kinds_named_in(std::string_view beneficiaries);

}  // namespace pacte::aid
