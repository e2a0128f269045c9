// What the list of a catalogue asks: rows in the order of their labels, their count, the values to
// filter by.
#pragma once

#include <optional>

#include "source/schema.hpp"
#include "store/session.hpp"

namespace pacte::source {

struct CatalogueQuery {
  std::vector<std::pair<std::string, std::string>> equal{};  // field and value, all of them
  std::optional<std::vector<std::string>> among{};           // only these identifiers
  std::string after{};                                       // identifier of the last one seen
  std::size_t most = 50;
};

struct CatalogueRow {
  std::string id;
  std::string label;
  Json fields;  // the values asked for, by name; an absent one is null
};

std::vector<CatalogueRow> catalogue_rows(store::Session& session, RecordKind const& kind,
                                         std::vector<std::string> const& fields,
                                         CatalogueQuery const& query);

std::int64_t catalogue_count(store::Session& session, RecordKind const& kind,
                             CatalogueQuery const& query);

/// The values of a field among what `query` finds, most frequent first.
std::vector<std::pair<std::string, std::int64_t>> catalogue_values(store::Session& session,
                                                                   RecordKind const& kind,
                                                                   std::string const& name,
                                                                   CatalogueQuery const& query,
                                                                   std::size_t most);

/// A record that has a term, and the plan that it names in its field "plan" (empty without one).
struct TermRecord {
  std::string id;
  Kind kind = Kind::document;
  std::string label;
  std::string plan;
  std::string plan_label;
};
/// Plan by plan, then by identifier; `after` is the last one's identifier.
std::vector<TermRecord> records_with_term(store::Session& session, std::string const& field,
                                          std::string const& value, std::string const& after,
                                          std::size_t most);
std::int64_t count_with_term(store::Session& session, std::string const& field,
                             std::string const& value);

}  // namespace pacte::source
