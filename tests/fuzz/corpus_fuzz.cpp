// Any bytes as the files of a corpus: read and checked without crashing, and every record kept was
// read from a line.
#include <cstdlib>

#include "source/corpus.hpp"
#include "source/record.hpp"

namespace {

using namespace pacte;

source::RecordKind const& node_kind() {
  using source::FieldType;
  static source::RecordKind const kind{
      .kind = source::Kind::plan_node,
      .fields = {{.name = "plan", .type = FieldType::reference},
                 {.name = "level"},
                 {.name = "parent", .type = FieldType::reference, .nullable = true},
                 {.name = "order", .type = FieldType::integer, .optional = true},
                 {.name = "value", .type = FieldType::number_or_text, .optional = true},
                 {.name = "date", .type = FieldType::date, .optional = true},
                 {.name = "themes", .type = FieldType::terms, .optional = true},
                 {.name = "near", .type = FieldType::references, .optional = true}}};
  return kind;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  // The part before the first NUL is documents, the rest is nodes.
  auto const cut = text.find('\0');
  source::Corpus corpus;
  source::CorpusLimits const limits{.max_line = 4096, .max_faults = 50};
  read_lines(text.substr(0, cut), source::document_kind(), corpus, limits);
  if (cut != std::string_view::npos) read_lines(text.substr(cut + 1), node_kind(), corpus, limits);
  check_whole(corpus, limits);
  auto const lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 2;
  if (corpus.records.size() > lines) std::abort();
  if (corpus.faults.size() > limits.max_faults + 1) std::abort();
  // What was kept whole can be written and read again.
  for (auto const& record : corpus.records) {
    if (!parse_json(to_line(record.value))) std::abort();
  }
  return 0;
}
