// Records as pages and other modules need them.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "source/kinds.hpp"

namespace pacte::source {

/// Where a fact stands.
struct Citation {
  std::string document;  // identifier
  std::string document_label;
  std::string publisher;
  std::string date;            // of the document, as printed (partial ISO date); may be empty
  std::string act;             // act that adopted it; may be empty
  std::string document_lines;  // the whole document's range in its text: "771-10649"
  std::string lines;           // the fact's own: "12-48"
};

/// Another value printed for a field of a record.
struct Conflict {
  std::string field;
  Json value;
  Citation source;
};

/// A record in one line.
struct Summary {
  std::string id;
  Kind kind = Kind::document;
  std::string label;
};

/// A record that mentions the one looked at, through `field` ("plan_nodes", "about", "see_also"…).
struct Mention {
  std::string field;
  Summary record;
};

/// What every record has around its own fields.
struct Provenance {
  std::int64_t version = 1;
  std::string changed_at;
  std::string note;
  std::vector<std::string> inferred;  // fields that are a reading rather than the text
  std::vector<std::string> aliases;
  Json item_sources;  // object or null
  std::vector<Citation> sources;
  std::vector<Conflict> conflicts;
};

struct DocumentLine {
  Summary record;
  std::string lines;
  std::int64_t first_line = 0;
  std::int64_t last_line = 0;
};

}  // namespace pacte::source
