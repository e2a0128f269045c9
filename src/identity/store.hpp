// All the SQL about people, their roles, their sessions and their attempts to sign in.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "identity/model.hpp"
#include "store/session.hpp"

namespace pacte::identity {

// People.

/// False when the e-mail is already somebody's. `person.roles` is not read.
bool insert_person(store::Session& session, Person const& person);
std::optional<Person> person_by_id(store::Session& session, PersonId const& id);
std::optional<Person> person_by_email(store::Session& session, std::string_view email_key);
/// False when the hash was no longer `former`: somebody else changed it meanwhile.
bool replace_password(store::Session& session, PersonId const& id, std::string const& former,
                      std::string const& hash, Instant changed_at);
/// Removes everything that says who the person is; false when that was already done.
bool anonymise_person(store::Session& session, PersonId const& id, Instant now);
/// By e-mail, after the person `after` (empty: from the first), without the erased ones.
std::vector<Person> people_page(store::Session& session, PersonId const& after, int limit);

// Roles.

/// False when the person already had it.
bool insert_role(store::Session& session, PersonId const& id, Role role, Instant now);
/// False when the person did not have it.
bool delete_role(store::Session& session, PersonId const& id, Role role);
std::set<Role> roles_of(store::Session& session, PersonId const& id);
/// Whether someone else who can sign in has the role.
bool another_has_role(store::Session& session, Role role, PersonId const& other_than);

// Sessions.

void insert_session(store::Session& session, OpenSession const& open);
std::optional<OpenSession> session_by_token(store::Session& session, std::string const& token_hash);
void touch_session(store::Session& session, SessionId const& id, Instant seen, Instant expires_at);
/// Those not expired, the latest first.
std::vector<OpenSession> sessions_of(store::Session& session, PersonId const& person, Instant now);
/// Says how many were removed: 0 when it was already gone or is another person's.
std::int64_t delete_session(store::Session& session, PersonId const& person, SessionId const& id);
/// All of a person's sessions but the one with this token hash (empty: all).
std::int64_t delete_sessions(store::Session& session, PersonId const& person,
                             std::string const& kept_token_hash);

// Attempts to sign in.

/// The installation's key for the hashes below, made when there is none.
std::string attempt_key(store::Session& session);
/// Until the commit, nobody else counts or records attempts for this account and this address.
void lock_attempts(store::Session& session, std::string const& account, std::string const& remote);
AttemptHistory attempts_on_account(store::Session& session, std::string const& account,
                                   Instant since);
AttemptHistory attempts_from_remote(store::Session& session, std::string const& remote,
                                    Instant since);
void insert_attempt(store::Session& session, std::string const& account, std::string const& remote,
                    Instant now);
void delete_attempts(store::Session& session, std::string const& account);
void delete_attempts_before(store::Session& session, Instant before);

/// Removes expired sessions, attempts before `attempts_before`, and the attempts' key with the last
/// of them. True when something is left for a later purge.
bool purge(store::Session& session, Instant now, Instant attempts_before);

// The journal, for privacy.

/// Erases the content of the entries about a subject; the chain still verifies. Says how many.
std::int64_t erase_journal_payloads(store::Session& session, std::string const& subject_kind,
                                    std::string const& subject);
/// What was recorded about the person, with its content, and what they did, without (it may be
/// about others): oldest first.
Json journal_of(store::Session& session, PersonId const& person);

}  // namespace pacte::identity
