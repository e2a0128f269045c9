#include "participation/record.hpp"

namespace pacte::participation {

source::RecordKind const& proposal_kind() {
  using source::FieldType;
  using source::Kind;
  static source::RecordKind const kind{
      .kind = Kind::proposal,
      .fields = {
          {.name = "code", .label = "Code", .max_length = 20},
          {.name = "series",
           .label = "Série",
           .values = {"P", "plain"},
           .value_labels = {"Convention citoyenne", "Consultation"}},
          {.name = "cited_by",
           .type = FieldType::references,
           .label = "Citée par",
           .targets = {Kind::plan_node}},
      }};
  return kind;
}

}  // namespace pacte::participation
