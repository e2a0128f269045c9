// The journal: who changed what, when; append-only and hash-chained.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/json.hpp"
#include "store/session.hpp"

namespace pacte::store {

struct JournalEntry {
  std::string actor;         // person identifier, or "system", "command-line"
  std::string operation;     // name of the operation: "import_corpus"
  std::string subject_kind;  // "plan_node"
  std::string subject;       // its identifier
  Json payload;              // what changed; may be erased later for privacy
};

struct JournalRow {
  std::int64_t seq = 0;
  std::string at;
  JournalEntry entry;  // payload null when erased
  std::string hash;
};

/// Appends inside the caller's transaction: a change and its entry are committed together or not at
/// all.
class Journal {
 public:
  Journal(Session& session, Instant now);
  /// Gives the entry's sequence number.
  std::int64_t append(JournalEntry const& entry);

 private:
  Session& session_;
  std::string at_;
  std::int64_t seq_ = 0;
  std::string hash_;
};

/// The sequence number of the last entry that is not about an account (subject kind "person"), 0
/// when there is none: it changes with whatever public pages show.
std::int64_t public_revision(Session& session);

/// The hash of the last entry of an operation, empty when there is none.
std::string last_entry(Session& session, std::string const& operation);

struct JournalCheck {
  std::int64_t entries = 0;
  std::int64_t erased = 0;  // payloads erased for privacy
  std::string head;         // hash of the last row: publish it, so that cutting the end shows too
  std::optional<std::string> fault;  // French sentence naming the first row that does not hold
};

/// Recomputes the whole chain. With `expected_head`, a head published before, says too whether the
/// chain still holds it: what was cut or rewritten since shows.
JournalCheck verify_journal(Session& session, std::string const& expected_head = {});

/// The latest entries before `before` (0: from the newest), newest first; `subject` empty: all.
std::vector<JournalRow> journal_page(Session& session, std::string const& subject,
                                     std::int64_t before, int limit);

}  // namespace pacte::store
