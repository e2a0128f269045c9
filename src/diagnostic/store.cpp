#include "diagnostic/store.hpp"

#include "base/text.hpp"
#include "diagnostic/definition.hpp"

namespace pacte::diagnostic {

std::vector<Definition> current_diagnostics(store::Session& session) {
  return session(
             "SELECT v.content FROM diagnostic d JOIN diagnostic_version v ON v.id = d.version "
             "ORDER BY d.position, d.code")
      .map([](std::string content) { return stored_definition(content); });
}

std::optional<Definition> current_diagnostic(store::Session& session, std::string const& key) {
  return session(
             "SELECT v.content FROM diagnostic d JOIN diagnostic_version v ON v.id = d.version "
             "WHERE d.code = :code",
             key)
      .first([](std::string content) { return stored_definition(content); });
}

std::optional<Definition> diagnostic_version(store::Session& session, std::string const& id) {
  return session("SELECT content FROM diagnostic_version WHERE id = :id", id)
      .first([](std::string content) { return stored_definition(content); });
}

std::vector<std::pair<std::string, std::string>> current_versions(store::Session& session) {
  return session("SELECT code, version FROM diagnostic ORDER BY code")
      .map([](std::string code, std::string version) {
        return std::pair{std::move(code), std::move(version)};
      });
}

void propose(store::Session& session, Definition const& definition, std::string const& content,
             Instant now) {
  session(
      "INSERT INTO diagnostic_version (id, code, content, loaded_at) "
      "VALUES (:id, :code, :content, :at) ON CONFLICT (id) DO NOTHING",
      definition.id, definition.key, content, to_iso(now))
      .run();
  session(
      "INSERT INTO diagnostic (code, position, version) VALUES (:code, :position, :version) "
      "ON CONFLICT (code) DO UPDATE SET position = excluded.position, version = excluded.version",
      definition.key, definition.order, definition.id)
      .run();
}

void withdraw(store::Session& session, std::string const& key) {
  session("DELETE FROM diagnostic WHERE code = :code", key).run();
}

std::string seal_key(store::Session& session) {
  return session("SELECT value FROM diagnostic_seal WHERE id = 1")
      .first([](std::string value) { return value; })
      .value_or("");
}

void insert_seal_key(store::Session& session, std::string const& key) {
  session("INSERT INTO diagnostic_seal (id, value) VALUES (1, :value) ON CONFLICT (id) DO NOTHING",
          key)
      .run();
}

bool insert_assessment(store::Session& session, KeptAssessment const& kept) {
  auto const answers = to_line(kept.answers);
  auto const notes = to_line(Json(kept.notes));
  auto const fingerprint =
      sha256_hex(kept.version + kept.day + answers + (kept.notes.empty() ? "" : notes));
  return session(
             "INSERT INTO assessment (id, person, version, taken_on, answers, fingerprint, "
             "kept_at, notes) VALUES (:id, :person, :version, :day, :answers, :fingerprint, :at, "
             ":notes) ON CONFLICT (person, fingerprint) DO NOTHING",
             kept.id, kept.person, kept.version, kept.day, answers, fingerprint, kept.kept_at,
             notes)
             .run() > 0;
}

std::vector<KeptAssessment> assessments_of(store::Session& session, std::string const& person) {
  return session(
             "SELECT id, version, taken_on, answers, kept_at, notes FROM assessment "
             "WHERE person = :person ORDER BY taken_on DESC, kept_at DESC, id",
             person)
      .map([&](std::string id, std::string version, std::string day, std::string answers,
               std::string kept_at, std::string notes) {
        return KeptAssessment{.id = std::move(id),
                              .person = person,
                              .version = std::move(version),
                              .day = std::move(day),
                              .answers = parse_json(answers).value_or(Json::object()),
                              .kept_at = std::move(kept_at),
                              .notes = parse_json(notes).value_or(Json::object())};
      });
}

bool delete_assessment_row(store::Session& session, std::string const& person,
                           std::string const& id) {
  return session("DELETE FROM assessment WHERE person = :person AND id = :id", person, id).run() >
         0;
}

std::int64_t delete_assessments_of(store::Session& session, std::string const& person) {
  return session("DELETE FROM assessment WHERE person = :person", person).run();
}

}  // namespace pacte::diagnostic
