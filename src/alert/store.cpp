#include "alert/store.hpp"

#include "alert/rules.hpp"
#include "identity/rules.hpp"

namespace pacte::alert {
namespace {

std::string alerts_where(std::string_view rest) {
  return fmt::format(
      "SELECT a.id, a.email, a.person, a.about, a.query, a.locale, a.created_at, a.confirmed_at, "
      "a.refusals FROM alert a {}",
      rest);
}

auto const make_alert = [](std::string id, std::string email, std::optional<std::string> person,
                           std::string const& about, std::string query, std::string locale,
                           std::string const& created, std::optional<std::string> const& confirmed,
                           std::int64_t refusals) {
  return Alert{.id = std::move(id),
               .email = std::move(email),
               .person = std::move(person),
               .about = parse_about(about).value(),
               .query = std::move(query),
               .locale = std::move(locale),
               .created_at = parse_instant(created).value(),
               .confirmed_at = confirmed ? parse_instant(*confirmed) : std::nullopt,
               .refusals = refusals};
};

std::string name(TokenUse use) {
  return use == TokenUse::confirm ? "confirm" : "stop";
}

std::string name(LetterKind kind) {
  return kind == LetterKind::confirm ? "confirm" : "news";
}

}  // namespace

void insert_alert(store::Session& session, Alert const& alert) {
  session(
      "INSERT INTO alert (id, email, email_key, person, about, query, locale, created_at, "
      "refusals) "
      "VALUES (:id, :email, :key, :person, :about, :query, :locale, :created, 0)",
      alert.id, alert.email, identity::email_key(alert.email), alert.person,
      std::string{about_name(alert.about)}, alert.query, alert.locale, to_iso(alert.created_at))
      .run();
}

std::optional<Alert> alert_by_id(store::Session& session, std::string const& id) {
  static std::string const sql = alerts_where("WHERE a.id = :id");
  return session(sql, id).first(make_alert);
}

std::optional<Alert> alert_by_token(store::Session& session, std::string const& token_hash,
                                    TokenUse use) {
  static std::string const sql =
      alerts_where("JOIN alert_token t ON t.alert = a.id WHERE t.hash = :hash AND t.use = :use");
  return session(sql, token_hash, name(use)).first(make_alert);
}

std::optional<Alert> same_alert(store::Session& session, Alert const& alert) {
  static std::string const sql =
      alerts_where("WHERE a.email_key = :key AND a.about = :about AND a.query = :query");
  return session(sql, identity::email_key(alert.email), std::string{about_name(alert.about)},
                 alert.query)
      .first(make_alert);
}

std::int64_t alerts_of_address(store::Session& session, std::string const& email) {
  return session("SELECT COUNT(*) FROM alert WHERE email_key = :key", identity::email_key(email))
      .first([](std::int64_t count) { return count; })
      .value_or(0);
}

std::vector<Alert> confirmed_alerts(store::Session& session, std::string const& after,
                                    std::size_t most) {
  static std::string const sql =
      alerts_where("WHERE a.confirmed_at IS NOT NULL AND a.id > :after ORDER BY a.id LIMIT :most");
  return session(sql, after, static_cast<std::int64_t>(most)).map(make_alert);
}

bool confirm(store::Session& session, std::string const& id, Instant now) {
  return session("UPDATE alert SET confirmed_at = :at WHERE id = :id AND confirmed_at IS NULL",
                 to_iso(now), id)
             .run() == 1;
}

bool hold(store::Session& session, std::string const& id) {
  return session("UPDATE alert SET refusals = refusals WHERE id = :id", id).run() == 1;
}

void set_refusals(store::Session& session, std::string const& id, std::int64_t refusals) {
  session("UPDATE alert SET refusals = :refusals WHERE id = :id", refusals, id).run();
}

bool erase_alert(store::Session& session, std::string const& id) {
  if (!hold(session, id)) return false;
  session("DELETE FROM alert_told WHERE alert = :id", id).run();
  session("DELETE FROM alert_letter WHERE alert = :id", id).run();
  session("DELETE FROM alert_token WHERE alert = :id", id).run();
  return session("DELETE FROM alert WHERE id = :id", id).run() == 1;
}

std::optional<Instant> erase_unconfirmed(store::Session& session, Instant made_before) {
  auto const old =
      session("SELECT id FROM alert WHERE confirmed_at IS NULL AND created_at <= :before",
              to_iso(made_before))
          .map([](std::string id) { return id; });
  for (auto const& id : old)
    erase_alert(session, id);
  auto const oldest =
      session("SELECT MIN(created_at) FROM alert WHERE confirmed_at IS NULL")
          .first([](std::optional<std::string> const& at) { return at.value_or(""); })
          .value_or("");
  return parse_instant(oldest);
}

std::vector<Alert> alerts_of_person(store::Session& session, std::string const& person) {
  static std::string const sql =
      alerts_where("WHERE a.person = :person ORDER BY a.created_at, a.id");
  return session(sql, person).map(make_alert);
}

void insert_token(store::Session& session, std::string const& hash, std::string const& alert,
                  TokenUse use) {
  session("INSERT INTO alert_token (hash, alert, use) VALUES (:hash, :alert, :use)", hash, alert,
          name(use))
      .run();
}

void insert_letter(store::Session& session, Letter const& letter, Instant now) {
  session("INSERT INTO alert_letter (id, alert, kind, made_at) VALUES (:id, :alert, :kind, :at)",
          letter.id, letter.alert, name(letter.kind), to_iso(now))
      .run();
}

std::optional<Letter> letter_by_id(store::Session& session, std::string const& id) {
  return session("SELECT id, alert, kind FROM alert_letter WHERE id = :id", id)
      .first([](std::string found, std::string alert, std::string const& kind) {
        return Letter{std::move(found), std::move(alert),
                      kind == "news" ? LetterKind::news : LetterKind::confirm};
      });
}

std::vector<std::string> letters_made_before(store::Session& session, Instant before) {
  return session("SELECT id FROM alert_letter WHERE made_at <= :before ORDER BY made_at, id",
                 to_iso(before))
      .map([](std::string id) { return id; });
}

void delete_letter(store::Session& session, std::string const& id) {
  session("DELETE FROM alert_letter WHERE id = :id", id).run();
}

std::set<Event> told_by(store::Session& session, std::string const& alert) {
  std::set<Event> told;
  session("SELECT subject, event FROM alert_told WHERE alert = :alert", alert)
      .each([&](std::string subject, std::string event) {
        told.insert({std::move(subject), std::move(event)});
      });
  return told;
}

bool insert_told(store::Session& session, std::string const& alert, Event const& event,
                 std::string const& letter) {
  return session(
             "INSERT INTO alert_told (alert, subject, event, letter) VALUES (:alert, :subject, "
             ":event, :letter) ON CONFLICT DO NOTHING",
             alert, event.subject, event.name, letter)
             .run() == 1;
}

std::vector<Event> told_in(store::Session& session, std::string const& letter) {
  return session(
             "SELECT subject, event FROM alert_told WHERE letter = :letter ORDER BY subject, event",
             letter)
      .map([](std::string subject, std::string event) {
        return Event{std::move(subject), std::move(event)};
      });
}

}  // namespace pacte::alert
