#include "plan/record.hpp"

namespace pacte::plan {
namespace {

using source::FieldType;
using source::Kind;

// On a stake whose citizen codes could not be tied to its actions: what the table prints, and why.
std::vector<std::string> check_node(Json const& record) {
  auto const found = record.find("ambiguous_proposals");
  if (found == record.end()) return {};
  bool const good = found->is_array() && std::ranges::all_of(*found, [](Json const& item) {
                      return item.is_object() && item.contains("codes") &&
                             item["codes"].is_array() && !text_or_empty(item, "why").empty();
                    });
  if (good) return {};
  return {
      "« ambiguous_proposals » doit être une liste d’objets avec « codes » (liste) et « why » "
      "(texte)"};
}

}  // namespace

source::RecordKind const& node_kind() {
  static source::RecordKind const kind{
      .kind = Kind::plan_node,
      .fields =
          {
              {.name = "plan",
               .type = FieldType::reference,
               .label = "Plan",
               .targets = {Kind::plan_node}},
              {.name = "level",
               .label = "Niveau",
               .values = {"plan", "axis", "orientation", "challenge", "lever", "stake", "priority",
                          "sub-priority", "objective", "measure", "engagement", "action",
                          "sub-action"},
               .value_labels = {"Plan", "Axe", "Orientation", "Défi", "Levier", "Enjeu", "Priorité",
                                "Sous-priorité", "Objectif", "Mesure", "Engagement", "Action",
                                "Sous-action"}},
              {.name = "code", .label = "Code imprimé", .nullable = true, .max_length = 100},
              {.name = "order", .type = FieldType::integer, .column = "position"},
              {.name = "parent",
               .type = FieldType::reference,
               .nullable = true,
               .targets = {Kind::plan_node}},
              {.name = "horizon", .label = "Échéance imprimée", .nullable = true},
              {.name = "horizon_class",
               .label = "Échéance",
               .nullable = true,
               .values = {"existing", "12-months", "after-2021"},
               .value_labels = {"Déjà en place", "Sous douze mois", "Après 2021"}},
              {.name = "commitment",
               .label = "Engagement",
               .nullable = true,
               .values = {"decided", "planned", "considered"},
               .value_labels = {"Décidé", "Prévu", "Envisagé"}},
              {.name = "budget_eur",
               .type = FieldType::integer,
               .label = "Budget",
               .nullable = true},
              {.name = "lead", .label = "Pilote", .nullable = true},
              {.name = "partners", .type = FieldType::texts, .label = "Partenaires"},
              {.name = "themes", .type = FieldType::terms, .label = "Thèmes"},
              {.name = "summary", .label = "Résumé", .nullable = true},
              {.name = "proposals", .type = FieldType::terms, .label = "Propositions citoyennes"},
              {.name = "cited_only", .type = FieldType::boolean, .optional = true},
              {.name = "ambiguous_proposals", .type = FieldType::json, .optional = true},
          },
      .check = check_node};
  return kind;
}

source::RecordKind const& link_kind() {
  static std::set<Kind> const ends{Kind::plan_node, Kind::document, Kind::proposal};
  static source::RecordKind const kind{
      .kind = Kind::plan_link,
      .fields = {
          {.name = "from",
           .type = FieldType::reference,
           .label = "De",
           .targets = ends,
           .column = "from_id"},
          {.name = "to",
           .type = FieldType::reference,
           .label = "Vers",
           .nullable = true,
           .targets = ends,
           .column = "to_id"},
          {.name = "type",
           .label = "Nature",
           .values = {"echoes", "continues", "variant-of", "implements", "amends", "refers-to",
                      "same-as", "answers"},
           .value_labels = {"Fait écho", "Prolonge", "Variante", "Met en œuvre", "Modifie",
                            "Renvoie", "Même chose", "Répond"}},
          {.name = "printed", .label = "Renvoi imprimé", .nullable = true},
          {.name = "review",
           .label = "Relecture",
           .values = {"ok", "doubtful"},
           .value_labels = {"Vérifié", "À relire"}},
          {.name = "to_probable",
           .type = FieldType::reference,
           .label = "Cible probable",
           .optional = true,
           .targets = {Kind::plan_node}},
          {.name = "to_printed", .label = "Cible imprimée", .optional = true},
      }};
  return kind;
}

}  // namespace pacte::plan
