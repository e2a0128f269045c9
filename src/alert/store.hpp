// All the SQL of alerts.
#pragma once

#include <set>
#include <vector>

#include "alert/model.hpp"
#include "base/json.hpp"
#include "store/session.hpp"

namespace pacte::alert {

void insert_alert(store::Session& session, Alert const& alert);
std::optional<Alert> alert_by_id(store::Session& session, std::string const& id);
std::optional<Alert> alert_by_token(store::Session& session, std::string const& token_hash,
                                    TokenUse use);
/// The alert of this address for the same search.
std::optional<Alert> same_alert(store::Session& session, Alert const& alert);
std::int64_t alerts_of_address(store::Session& session, std::string const& email);
/// The confirmed ones after `after` (empty: from the first), by identifier.
std::vector<Alert> confirmed_alerts(store::Session& session, std::string const& after,
                                    std::size_t most);
/// False when it was confirmed already, or is gone.
bool confirm(store::Session& session, std::string const& id, Instant now);
/// Holds the alert until the commit, so that nobody erases it meanwhile; false when it is gone.
bool hold(store::Session& session, std::string const& id);
void set_refusals(store::Session& session, std::string const& id, std::int64_t refusals);
/// With its links, its letters and what it told; false when it was gone.
bool erase_alert(store::Session& session, std::string const& id);
/// Removes those that nobody confirmed. Gives the time of the oldest one left without confirmation.
std::optional<Instant> erase_unconfirmed(store::Session& session, Instant made_before);

/// What an account keeps, for the person themselves.
std::vector<Alert> alerts_of_person(store::Session& session, std::string const& person);

void insert_token(store::Session& session, std::string const& hash, std::string const& alert,
                  TokenUse use);

void insert_letter(store::Session& session, Letter const& letter, Instant now);
std::optional<Letter> letter_by_id(store::Session& session, std::string const& id);
/// Identifiers of the letters made before.
std::vector<std::string> letters_made_before(store::Session& session, Instant before);
void delete_letter(store::Session& session, std::string const& id);

std::set<Event> told_by(store::Session& session, std::string const& alert);
/// False when it was told already.
bool insert_told(store::Session& session, std::string const& alert, Event const& event,
                 std::string const& letter);
std::vector<Event> told_in(store::Session& session, std::string const& letter);

}  // namespace pacte::alert
