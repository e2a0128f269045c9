#include "directory/record.hpp"

namespace pacte::directory {
namespace {

using source::Field;
using source::FieldType;
using source::Kind;

Field plan_nodes() {
  return {.name = "plan_nodes",
          .type = FieldType::references,
          .label = "Lignes de plan",
          .targets = {Kind::plan_node}};
}

}  // namespace

source::RecordKind const& body_kind() {
  static source::RecordKind const kind{
      .kind = Kind::body,
      .fields = {
          {.name = "type",
           .label = "Nature",
           .values = {"committee", "council", "assembly", "agency", "network", "cluster",
                      "administration", "association", "company", "school", "other"},
           .value_labels = {"Comité", "Conseil", "Assemblée", "Agence", "Réseau", "Pôle",
                            "Administration", "Association", "Entreprise", "École", "Autre"}},
          {.name = "composition", .label = "Composition", .nullable = true},
          {.name = "role", .label = "Rôle", .nullable = true},
          {.name = "frequency", .label = "Rythme", .nullable = true},
          {.name = "decides", .label = "Décide", .nullable = true},
          {.name = "status",
           .label = "État",
           .nullable = true,
           .values = {"planned"},
           .value_labels = {"À venir"}},
          plan_nodes(),
      }};
  return kind;
}

source::RecordKind const& platform_kind() {
  static source::RecordKind const kind{
      .kind = Kind::platform,
      .fields = {
          {.name = "purpose", .label = "But", .nullable = true},
          {.name = "users", .label = "Usagers", .nullable = true},
          {.name = "functions", .type = FieldType::texts, .label = "Fonctions"},
          {.name = "data", .type = FieldType::texts, .label = "Données"},
          {.name = "status",
           .label = "État",
           .nullable = true,
           .values = {"existing", "planned"},
           .value_labels = {"En place", "Prévue"}},
          {.name = "operator", .label = "Opérateur", .nullable = true},
          plan_nodes(),
      }};
  return kind;
}

source::RecordKind const& process_kind() {
  static source::RecordKind const kind{
      .kind = Kind::process,
      .fields = {
          {.name = "steps", .type = FieldType::texts, .label = "Étapes"},
          {.name = "actors", .type = FieldType::texts, .label = "Acteurs"},
          {.name = "rules", .type = FieldType::texts, .label = "Règles"},
          plan_nodes(),
      }};
  return kind;
}

}  // namespace pacte::directory
