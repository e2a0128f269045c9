// All the SQL of diagnostics and of the assessments that people keep.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/json.hpp"
#include "diagnostic/model.hpp"
#include "store/session.hpp"

namespace pacte::diagnostic {

// Diagnostics.

/// Those proposed, in their order.
std::vector<Definition> current_diagnostics(store::Session& session);
std::optional<Definition> current_diagnostic(store::Session& session, std::string const& key);
/// Any version that was ever loaded.
std::optional<Definition> diagnostic_version(store::Session& session, std::string const& id);

/// The version proposed of each diagnostic: key and version.
std::vector<std::pair<std::string, std::string>> current_versions(store::Session& session);
/// Proposes this version; `content` is the JSON it was read from.
void propose(store::Session& session, Definition const& definition, std::string const& content,
             Instant now);
/// No longer proposes a diagnostic; its versions stay.
void withdraw(store::Session& session, std::string const& key);

/// The secret of the links' seal; empty when there is none yet.
std::string seal_key(store::Session& session);
void insert_seal_key(store::Session& session, std::string const& key);

// Assessments kept by people.

struct KeptAssessment {
  std::string id;
  std::string person;
  std::string version;  // Definition::id
  std::string day;      // "2026-03-01"
  Json answers;         // as answers_json gives them
  std::string kept_at;
  Notes notes{};
};

/// False when the person keeps the same one already.
bool insert_assessment(store::Session& session, KeptAssessment const& kept);
/// The latest first.
std::vector<KeptAssessment> assessments_of(store::Session& session, std::string const& person);
/// False when it is not there, or somebody else's.
bool delete_assessment_row(store::Session& session, std::string const& person,
                           std::string const& id);
/// Says how many.
std::int64_t delete_assessments_of(store::Session& session, std::string const& person);

}  // namespace pacte::diagnostic
