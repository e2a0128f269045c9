// How imports write described versions, and which schemes they leave to officers.
#pragma once

#include "aid/store.hpp"
#include "base/date.hpp"
#include "store/journal.hpp"

namespace pacte::aid {

/// Officers write or publish it: imports leave it as it is.
bool taken_over(std::vector<SchemeVersion> const& versions);

class Describing {
 public:
  /// `operation` names the entries of the journal.
  Describing(store::Session& session, std::string actor, std::string operation, Instant now);

  /// A new described version that the public sees, in place of the former one. `versions`: all of
  /// the scheme, newest first. `author`: `of_documents` or `of_rules`.
  void describe(std::string const& id, std::vector<SchemeVersion> const& versions,
                SchemeContent content, std::string author);
  /// Ends the described version of the scheme, if it has one.
  bool withdraw(std::string const& id, std::string const& reason);

  /// An entry of the journal on a "scheme" or on a "vocabulary".
  void note(std::string const& id, Json payload, char const* kind = "scheme");

 private:
  SchemeVersion end(SchemeVersion version, VersionState state, std::string reason);
  void note_version(SchemeVersion const& version);

  store::Session& session_;
  store::Journal journal_;
  std::string actor_;
  std::string operation_;
  std::string now_;
};

}  // namespace pacte::aid
