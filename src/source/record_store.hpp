// Records of any kind, written and read whole from their declared schema.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "source/schema.hpp"
#include "store/session.hpp"

namespace pacte::source {

struct StoredRecord {
  Kind kind = Kind::document;
  std::int64_t version = 0;
  std::string digest;
};

/// Every record there is, by identifier.
std::map<std::string, StoredRecord> stored_records(store::Session& session);

/// SHA-256 of the record's line: what tells whether it changed.
std::string digest_of(Json const& record);

/// Writes a record that is not there (or was erased just before) as version `version`.
void insert_record(store::Session& session, RecordKind const& kind, Json const& record,
                   std::int64_t version, Instant now);

/// Removes a record and all that hangs on it.
void erase_record(store::Session& session, RecordKind const& kind, std::string const& id);

/// The record as the corpus has it, its fields in the order they came in.
std::optional<Json> read_record(store::Session& session, RecordKind const& kind,
                                std::string const& id);

struct ListQuery {
  std::string after{};  // identifier of the last one seen; empty: from the start
  std::size_t most = 50;
  std::vector<std::pair<std::string, std::string>>
      equal{};  // field name and value; terms and references too
};

/// Records in the order of their identifiers.
std::vector<Json> list_records(store::Session& session, RecordKind const& kind,
                               ListQuery const& query);

/// Records in the order of their folded labels; `after` is the last one's identifier.
std::vector<Json> list_records_by_label(store::Session& session, RecordKind const& kind,
                                        ListQuery const& query);

/// How many records have each value of the field of that name: the filters of a catalogue. Most
/// frequent first.
std::vector<std::pair<std::string, std::int64_t>> count_values(store::Session& session,
                                                               RecordKind const& kind,
                                                               std::string const& name);

}  // namespace pacte::source
