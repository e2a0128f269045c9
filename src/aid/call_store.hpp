// All the SQL of calls.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "aid/call_model.hpp"
#include "base/json.hpp"
#include "store/session.hpp"

namespace pacte::aid {

/// By closing, the latest first; those without one come last.
std::vector<Call> calls(store::Session& session, std::size_t most);
std::vector<Call> calls_of(store::Session& session, std::string const& scheme);
std::optional<Call> call(store::Session& session, std::string const& scheme, std::int64_t number);

/// The names of the schemes that have calls, by identifier.
std::map<std::string, std::string> labels_of_called_schemes(store::Session& session);

/// Adds a call under the next number of its scheme, which it gives. False when another one took the
/// number meanwhile.
bool insert_call(store::Session& session, Call& call);
/// Writes a call over the one of revision `call.revision`, which then grows by one; false when it
/// was no longer that one.
bool update_call(store::Session& session, Call const& call);

/// As the API and the journal have it.
Json to_json(Call const& call);

}  // namespace pacte::aid
