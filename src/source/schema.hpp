// A kind of record, declared once: its fields drive the checks of an import, the columns written
// and read, the export, the API and its description, and the catalogue pages.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "source/kinds.hpp"

namespace pacte::source {

enum class FieldType {
  text,            // column TEXT
  integer,         // BIGINT
  number_or_text,  // a number, or a text such as "1/3": kept as its JSON literal in a TEXT column
  boolean,         // INTEGER 0 or 1
  date,            // partial date or interval (base/date.hpp), TEXT
  lines,           // "12-48" or "12", TEXT
  texts,           // list of texts: JSON in a TEXT column
  terms,           // list of texts one filters by: rows of source_term
  reference,       // identifier of a record: column, and a row of source_reference
  references,      // list of them: rows of source_reference only
  json,            // any JSON value, checked by the kind's own rules: JSON in a TEXT column
};

struct Field {
  std::string name;  // in the corpus, in the API and of the column
  FieldType type = FieldType::text;
  std::string label{};                      // French, shown; empty: not shown by itself
  bool nullable = false;                    // may be null
  bool optional = false;                    // may be absent
  std::vector<std::string> values{};        // the only values allowed, when not empty
  std::vector<std::string> value_labels{};  // French names of `values`, in the same order
  std::set<Kind> targets{};                 // kinds that a reference may name
  std::string column{};                     // when the name is not a good column name ("from")
  std::size_t max_length = 4'000;           // code points of a text, or of each item of a list
};

struct RecordKind {
  Kind kind = Kind::document;
  std::vector<Field>
      fields{};  // own fields in the order of the files; without id, label and the
                 // envelope (sources, note, inferred, aliases, conflicts, see_also, item_sources)
  /// The kind's own rules over one well-formed record; each string is a French sentence.
  std::function<std::vector<std::string>(Json const& record)> check{};
};

/// Order of all fields of a record of this kind as the corpus files have them.
std::vector<std::string> field_order(RecordKind const& kind);

/// What is wrong with one record by itself: fields unknown, missing, of another type, over their
/// limit; identifier and lines malformed; dates that do not exist. French sentences that say how to
/// mend it.
std::vector<std::string> check_record(RecordKind const& kind, Json const& record);

/// JSON Schema (2020-12) of a record of this kind, as the API gives it.
Json json_schema(RecordKind const& kind);

/// "a-b" or "a", 1 ≤ a ≤ b.
struct LineRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
};
std::optional<LineRange> parse_lines(std::string_view text);

std::string column_of(Field const& field);
Field const* field_named(RecordKind const& kind, std::string_view name);

/// French name of one of the allowed values of a field; the value itself when it has none.
std::string value_label(RecordKind const& kind, std::string_view field, std::string_view value);
bool has_column(Field const& field);

}  // namespace pacte::source
