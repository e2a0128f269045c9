#include "aid/record.hpp"

namespace pacte::aid {

source::RecordKind const& instrument_kind() {
  using source::FieldType;
  using source::Kind;
  static source::RecordKind const kind{
      .kind = Kind::instrument,
      .fields = {
          {.name = "type",
           .label = "Nature",
           .values = {"grant", "contract", "loan", "equity fund", "guarantee", "call for projects",
                      "call for expressions of interest", "label", "brand", "card", "service",
                      "training programme", "tax measure", "convention", "event", "other"},
           .value_labels = {"Subvention", "Contrat", "Prêt", "Fonds en capital", "Garantie",
                            "Appel à projets", "Appel à manifestation d’intérêt", "Label", "Marque",
                            "Carte", "Service", "Programme de formation", "Mesure fiscale",
                            "Convention", "Événement", "Autre"}},
          {.name = "type_printed", .label = "Nature imprimée"},
          {.name = "beneficiaries", .label = "Bénéficiaires", .nullable = true},
          {.name = "eligibility", .type = FieldType::texts, .label = "Conditions d’accès"},
          {.name = "amounts", .type = FieldType::texts, .label = "Montants"},
          {.name = "conditionality", .type = FieldType::texts, .label = "Contreparties"},
          {.name = "operator", .label = "Opérateur", .nullable = true},
          {.name = "status",
           .label = "État",
           .nullable = true,
           .values = {"existing", "planned", "past"},
           .value_labels = {"En place", "Prévu", "Passé"}},
          {.name = "part_of",
           .type = FieldType::reference,
           .label = "Volet de",
           .optional = true,
           .targets = {Kind::instrument}},
          {.name = "plan_nodes",
           .type = FieldType::references,
           .label = "Lignes de plan",
           .targets = {Kind::plan_node}},
      }};
  return kind;
}

}  // namespace pacte::aid
