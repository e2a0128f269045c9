#include "territory/record.hpp"

namespace pacte::territory {

source::RecordKind const& named_territory_kind() {
  using source::FieldType;
  using source::Kind;
  static source::RecordKind const kind{
      .kind = Kind::territory,
      .fields = {
          {.name = "type",
           .label = "Nature",
           .values = {"zoning", "named place", "list"},
           .value_labels = {"Zonage", "Lieu nommé", "Liste"}},
          {.name = "definition", .label = "Définition"},
          {.name = "count",
           .type = FieldType::integer,
           .label = "Nombre annoncé",
           .nullable = true,
           .column = "announced"},
          {.name = "members", .type = FieldType::texts, .label = "Membres nommés"},
          {.name = "plan_nodes",
           .type = FieldType::references,
           .label = "Lignes de plan",
           .targets = {Kind::plan_node}},
      }};
  return kind;
}

}  // namespace pacte::territory
