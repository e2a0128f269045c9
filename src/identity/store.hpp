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
bool insert_person(store::Session& session, const Person& person);
std::optional<Person> person_by_id(store::Session& session, const PersonId& id);
std::optional<Person> person_by_email(store::Session& session, std::string_view email_key);
/// False when the hash was no longer `former`: somebody else changed it meanwhile.
bool replace_password(store::Session& session, const PersonId& id, const std::string& former,
                      const std::string& hash, Instant changed_at);
/// Removes everything that says who the person is; false when that was already done.
bool anonymise_person(store::Session& session, const PersonId& id, Instant now);
/// By e-mail, after the person `after` (empty: from the first), without the erased ones.
std::vector<Person> people_page(store::Session& session, const PersonId& after, int limit);

// Roles.

/// False when the person already had it.
bool insert_role(store::Session& session, const PersonId& id, Role role, Instant now);
/// False when the person did not have it.
bool delete_role(store::Session& session, const PersonId& id, Role role);
std::set<Role> roles_of(store::Session& session, const PersonId& id);
/// Whether someone else who can sign in has the role.
bool another_has_role(store::Session& session, Role role, const PersonId& other_than);

// Sessions.

void insert_session(store::Session& session, const OpenSession& open);
std::optional<OpenSession> session_by_token(store::Session& session, const std::string& token_hash);
void touch_session(store::Session& session, const SessionId& id, Instant seen, Instant expires_at);
/// Those not expired, the latest first.
std::vector<OpenSession> sessions_of(store::Session& session, const PersonId& person, Instant now);
/// Says how many were removed: 0 when it was already gone or is another person's.
std::int64_t delete_session(store::Session& session, const PersonId& person, const SessionId& id);
/// All of a person's sessions but the one with this token hash (empty: all).
std::int64_t delete_sessions(store::Session& session, const PersonId& person,
                             const std::string& kept_token_hash);

// Attempts to sign in.

/// The installation's key for the hashes below, made when there is none.
std::string attempt_key(store::Session& session);
/// Until the commit, nobody else counts or records attempts for this account and this address.
void lock_attempts(store::Session& session, const std::string& account, const std::string& remote);
AttemptHistory attempts_on_account(store::Session& session, const std::string& account,
                                   Instant since);
AttemptHistory attempts_from_remote(store::Session& session, const std::string& remote,
                                    Instant since);
void insert_attempt(store::Session& session, const std::string& account, const std::string& remote,
                    Instant now);
void delete_attempts(store::Session& session, const std::string& account);
void delete_attempts_before(store::Session& session, Instant before);

/// Removes expired sessions, attempts before `attempts_before`, and the attempts' key with the last
/// of them. True when something is left for a later purge.
bool purge(store::Session& session, Instant now, Instant attempts_before);

// The journal, for privacy.

/// Erases the content of the entries about a subject; the chain still verifies. Says how many.
std::int64_t erase_journal_payloads(store::Session& session, const std::string& subject_kind,
                                    const std::string& subject);
/// What was recorded about the person, with its content, and what they did, without (it may be
/// about others): oldest first.
Json journal_of(store::Session& session, const PersonId& person);

}  // namespace pacte::identity
