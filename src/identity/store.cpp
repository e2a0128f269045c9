#include "identity/store.hpp"

#include <charconv>
#include <utility>

#include "base/text.hpp"

namespace pacte::identity {
namespace {

Instant instant(std::string const& text) {
  if (auto const parsed = parse_instant(text)) return *parsed;
  throw std::runtime_error("not an instant in the database: " + text);
}

std::optional<Instant> instant(std::optional<std::string> const& text) {
  return text ? std::optional{instant(*text)} : std::nullopt;
}

Role role(std::string const& name) {
  if (auto const parsed = parse_role(name)) return *parsed;
  throw std::runtime_error("not a role in the database: " + name);
}

std::string name(Role role) {
  return std::string{names_of(role).name};
}

auto const to_person = [](std::string id, std::optional<std::string> const& email, std::string name,
                          std::optional<std::string> hash, std::string const& created,
                          std::string const& password_changed,
                          std::optional<std::string> const& disabled,
                          std::optional<std::string> const& erased) {
  return Person{{std::move(id)},   email.value_or(""), std::move(name),
                std::move(hash),   instant(created),   instant(password_changed),
                instant(disabled), instant(erased),    {}};
};

std::optional<Person> with_roles(store::Session& session, std::optional<Person> person) {
  if (person) person->roles = roles_of(session, person->id);
  return person;
}

auto const to_session = [](std::string id, std::string person, std::string token_hash,
                           std::string csrf, std::string browser, std::string system,
                           std::string const& created, std::string const& seen,
                           std::string const& expires) {
  return OpenSession{{std::move(id)},
                     {std::move(person)},
                     std::move(token_hash),
                     std::move(csrf),
                     {std::move(browser), std::move(system)},
                     instant(created),
                     instant(seen),
                     instant(expires)};
};

auto const to_history = [](std::int64_t failures, std::optional<std::string> const& last) {
  return AttemptHistory{failures, instant(last)};
};

}  // namespace

bool insert_person(store::Session& session, Person const& person) {
  auto const inserted =
      session(
          "INSERT INTO person (id, email, email_key, name, password_hash, created_at, "
          "password_changed_at) VALUES (:id, :email, :key, :name, :hash, :created, :changed) "
          "ON CONFLICT (email_key) DO NOTHING",
          person.id.value, person.email, fold(person.email), person.name, person.password_hash,
          to_iso(person.created_at), to_iso(person.password_changed_at))
          .run();
  return inserted == 1;
}

std::optional<Person> person_by_id(store::Session& session, PersonId const& id) {
  auto found = session(
                   "SELECT id, email, name, password_hash, created_at, password_changed_at, "
                   "disabled_at, erased_at FROM person WHERE id = :id",
                   id.value)
                   .first(to_person);
  return with_roles(session, std::move(found));
}

std::optional<Person> person_by_email(store::Session& session, std::string_view email_key) {
  auto found = session(
                   "SELECT id, email, name, password_hash, created_at, password_changed_at, "
                   "disabled_at, erased_at FROM person WHERE email_key = :key",
                   email_key)
                   .first(to_person);
  return with_roles(session, std::move(found));
}

bool replace_password(store::Session& session, PersonId const& id, std::string const& former,
                      std::string const& hash, Instant changed_at) {
  return session(
             "UPDATE person SET password_hash = :hash, password_changed_at = :at "
             "WHERE id = :id AND password_hash = :former",
             hash, to_iso(changed_at), id.value, former)
             .run() == 1;
}

bool anonymise_person(store::Session& session, PersonId const& id, Instant now) {
  auto const at = to_iso(now);
  auto const changed =
      session(
          "UPDATE person SET email = NULL, email_key = NULL, name = '', password_hash = NULL, "
          "disabled_at = :disabled, erased_at = :erased WHERE id = :id AND erased_at IS NULL",
          at, at, id.value)
          .run();
  session("DELETE FROM person_role WHERE person = :id", id.value).run();
  return changed == 1;
}

std::vector<Person> people_page(store::Session& session, PersonId const& after, int limit) {
  std::vector<Person> people;
  auto const add = [&](std::string id, std::string email, std::string name,
                       std::string const& created, std::optional<std::string> const& disabled,
                       std::optional<std::string> held) {
    if (people.empty() || people.back().id.value != id) {
      Person person;
      person.id = {std::move(id)};
      person.email = std::move(email);
      person.name = std::move(name);
      person.created_at = instant(created);
      person.disabled_at = instant(disabled);
      people.push_back(std::move(person));
    }
    if (held) people.back().roles.insert(role(*held));
  };
  // The place in the list is given by an identifier, so that no e-mail shows in an address.
  session(
      "SELECT p.id, p.email, p.name, p.created_at, p.disabled_at, r.role FROM "
      "(SELECT id, email, email_key, name, created_at, disabled_at FROM person "
      " WHERE email_key > COALESCE((SELECT email_key FROM person WHERE id = :after), '') "
      " ORDER BY email_key LIMIT :most) AS p "
      "LEFT JOIN person_role r ON r.person = p.id ORDER BY p.email_key, r.role",
      after.value, limit)
      .each(add);
  return people;
}

bool insert_role(store::Session& session, PersonId const& id, Role role, Instant now) {
  return session(
             "INSERT INTO person_role (person, role, granted_at) VALUES (:person, :role, :at) "
             "ON CONFLICT (person, role) DO NOTHING",
             id.value, name(role), to_iso(now))
             .run() == 1;
}

bool delete_role(store::Session& session, PersonId const& id, Role role) {
  return session("DELETE FROM person_role WHERE person = :person AND role = :role", id.value,
                 name(role))
             .run() == 1;
}

std::set<Role> roles_of(store::Session& session, PersonId const& id) {
  std::set<Role> roles;
  session("SELECT role FROM person_role WHERE person = :person", id.value)
      .each([&](std::string const& held) { roles.insert(role(held)); });
  return roles;
}

bool another_has_role(store::Session& session, Role role, PersonId const& other_than) {
  return session(
             "SELECT 1 FROM person_role r JOIN person p ON p.id = r.person "
             "WHERE r.role = :role AND r.person <> :person AND p.disabled_at IS NULL LIMIT 1",
             name(role), other_than.value)
      .first([](int) { return true; })
      .has_value();
}

void insert_session(store::Session& session, OpenSession const& open) {
  session(
      "INSERT INTO person_session (id, token_hash, person, csrf, browser, system, created_at, "
      "last_seen, expires_at) VALUES (:id, :hash, :person, :csrf, :browser, :system, :created, "
      ":seen, :expires)",
      open.id.value, open.token_hash, open.person.value, open.csrf, open.agent.browser,
      open.agent.system, to_iso(open.created_at), to_iso(open.last_seen), to_iso(open.expires_at))
      .run();
}

std::optional<OpenSession> session_by_token(store::Session& session,
                                            std::string const& token_hash) {
  return session(
             "SELECT id, person, token_hash, csrf, browser, system, created_at, last_seen, "
             "expires_at FROM person_session WHERE token_hash = :hash",
             token_hash)
      .first(to_session);
}

void touch_session(store::Session& session, SessionId const& id, Instant seen, Instant expires_at) {
  session("UPDATE person_session SET last_seen = :seen, expires_at = :expires WHERE id = :id",
          to_iso(seen), to_iso(expires_at), id.value)
      .run();
}

std::vector<OpenSession> sessions_of(store::Session& session, PersonId const& person, Instant now) {
  return session(
             "SELECT id, person, token_hash, csrf, browser, system, created_at, last_seen, "
             "expires_at FROM person_session WHERE person = :person AND expires_at > :now "
             "ORDER BY created_at DESC, id",
             person.value, to_iso(now))
      .map(to_session);
}

std::int64_t delete_session(store::Session& session, PersonId const& person, SessionId const& id) {
  return session("DELETE FROM person_session WHERE id = :id AND person = :person", id.value,
                 person.value)
      .run();
}

std::int64_t delete_sessions(store::Session& session, PersonId const& person,
                             std::string const& kept_token_hash) {
  return session("DELETE FROM person_session WHERE person = :person AND token_hash <> :kept",
                 person.value, kept_token_hash)
      .run();
}

std::string attempt_key(store::Session& session) {
  constexpr std::size_t key_bytes = 32;
  auto const read = [&] {
    return session("SELECT value FROM sign_in_attempt_key WHERE id = 1").first([](std::string key) {
      return key;
    });
  };
  if (auto key = read()) return *key;
  session(
      "INSERT INTO sign_in_attempt_key (id, value) VALUES (1, :value) "
      "ON CONFLICT (id) DO NOTHING",
      random_hex(key_bytes))
      .run();
  return read().value();
}

void lock_attempts(store::Session& session, std::string const& account, std::string const& remote) {
  if (session.engine() == store::Engine::sqlite) return;  // one writer at a time anyway
  // The account always before the address: two sign-ins cannot wait for each other.
  for (auto const& text : {account, remote}) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number, 16);
    session("SELECT 1 FROM (SELECT pg_advisory_xact_lock(:lock)) AS taken",
            static_cast<std::int64_t>(number))
        .first([](int) { return 0; });
  }
}

AttemptHistory attempts_on_account(store::Session& session, std::string const& account,
                                   Instant since) {
  return session(
             "SELECT COUNT(*), MAX(at) FROM sign_in_attempt "
             "WHERE account = :account AND at > :since",
             account, to_iso(since))
      .first(to_history)
      .value_or(AttemptHistory{});
}

AttemptHistory attempts_from_remote(store::Session& session, std::string const& remote,
                                    Instant since) {
  return session(
             "SELECT COUNT(*), MAX(at) FROM sign_in_attempt "
             "WHERE remote = :remote AND at > :since",
             remote, to_iso(since))
      .first(to_history)
      .value_or(AttemptHistory{});
}

void insert_attempt(store::Session& session, std::string const& account, std::string const& remote,
                    Instant now) {
  session("INSERT INTO sign_in_attempt (account, remote, at) VALUES (:account, :remote, :at)",
          account, remote, to_iso(now))
      .run();
}

void delete_attempts(store::Session& session, std::string const& account) {
  session("DELETE FROM sign_in_attempt WHERE account = :account", account).run();
}

void delete_attempts_before(store::Session& session, Instant before) {
  session("DELETE FROM sign_in_attempt WHERE at <= :before", to_iso(before)).run();
}

bool purge(store::Session& session, Instant now, Instant attempts_before) {
  session("DELETE FROM person_session WHERE expires_at <= :now", to_iso(now)).run();
  delete_attempts_before(session, attempts_before);
  session("DELETE FROM sign_in_attempt_key WHERE NOT EXISTS (SELECT 1 FROM sign_in_attempt)").run();
  auto const any = [](int) { return true; };
  return session("SELECT 1 FROM person_session LIMIT 1").first(any) ||
         session("SELECT 1 FROM sign_in_attempt LIMIT 1").first(any);
}

std::int64_t erase_journal_payloads(store::Session& session, std::string const& subject_kind,
                                    std::string const& subject) {
  return session(
             "UPDATE journal SET payload = NULL "
             "WHERE subject = :subject AND subject_kind = :kind AND payload IS NOT NULL",
             subject, subject_kind)
      .run();
}

Json journal_of(store::Session& session, PersonId const& person) {
  auto about = Json::array();
  session(
      "SELECT at, operation, payload FROM journal "
      "WHERE subject = :person AND subject_kind = 'person' ORDER BY seq",
      person.value)
      .each([&](std::string at, std::string operation, std::optional<std::string> payload) {
        auto content = payload ? parse_json(*payload).value_or(Json{}) : Json{};
        about.push_back({{"at", at}, {"operation", operation}, {"content", std::move(content)}});
      });
  auto done = Json::array();
  session(
      "SELECT at, operation, subject_kind, subject FROM journal "
      "WHERE actor = :person AND subject <> actor ORDER BY seq",
      person.value)
      .each([&](std::string at, std::string operation, std::string kind, std::string subject) {
        done.push_back(
            {{"at", at}, {"operation", operation}, {"subject_kind", kind}, {"subject", subject}});
      });
  return {{"about", std::move(about)}, {"done", std::move(done)}};
}

}  // namespace pacte::identity
