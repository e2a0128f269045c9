// Calls: a scheme opened in a window of time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aid/model.hpp"
#include "base/date.hpp"

namespace pacte::aid {

enum class CallKind {
  projects,  // appel à projets
  interest,  // appel à manifestation d'intérêt
};

/// A way in, with criteria and money of its own.
struct Track {
  std::string label;
  Texts criteria{};
  std::optional<Euros> envelope{};
  /// Name of the line of the scheme's rules that decides on this track: "volet_1"; may be empty.
  std::string rule{};
  bool operator==(Track const&) const = default;
};

/// Something that happens before, during or after the window: jury, decision, payment.
struct CallStep {
  std::string label;
  std::string day{};  // "2026-06-15"; empty where it is not known
  bool operator==(CallStep const&) const = default;
};

struct Call {
  std::string scheme;
  std::int64_t number = 0;  // among the calls of the scheme, from 1
  std::int64_t revision = 1;
  std::string label;
  CallKind kind = CallKind::projects;
  std::optional<Instant> opens{};
  std::optional<Instant> closes{};  // nothing is taken from this moment on
  /// False when a document prints the day and no hour: `closes` is then the end of that day.
  bool hour_stated = true;
  std::string summary{};
  Texts jury{};
  std::vector<CallStep> calendar{};
  std::vector<Track> tracks{};
  bool cancelled = false;
  bool of_documents = false;  // read in the documents, not published by the Region
  std::string changed_at{};
};

enum class CallState { cancelled, undated, announced, open, closing_soon, closed };

}  // namespace pacte::aid
