// What every operation of officers on a version asks first.
#pragma once

#include "aid/permissions.hpp"
#include "aid/rules.hpp"
#include "aid/store.hpp"
#include "store/journal.hpp"

namespace pacte::aid {

/// A version as the officer last read it.
struct VersionRef {
  std::string scheme;
  std::int64_t number = 0;
  std::int64_t revision = 0;
};

inline constexpr auto changed_meanwhile =
    "Cette version a changé entre-temps : relisez-la, puis recommencez.";

/// The version, when it is still as it was read; otherwise not_found or conflict.
Result<SchemeVersion> version_as_read(store::Session& session, VersionRef const& read);

/// Writes what a move made of the version; conflict when somebody else was faster.
Result<void> write_move(store::Session& session, SchemeVersion& version, Instant now);

/// What keeps a version from being proposed and published: the design gate, the references that no
/// longer hold, then the rules, whose gaps are at "rules/line:column".
std::vector<FieldError> publication_gaps(store::Session& session, std::string const& scheme,
                                         SchemeContent const& content, Instant now);

/// Faults of a content that only the database knows: plan lines and documents that do not exist,
/// lines that a document does not have, territories and zonings that do not exist.
std::vector<FieldError> reference_faults(store::Session& session, SchemeContent const& content);

}  // namespace pacte::aid
