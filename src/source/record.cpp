#include "source/record.hpp"

namespace pacte::source {

RecordKind const& document_kind() {
  static RecordKind const kind{
      .kind = Kind::document,
      .fields = {
          {.name = "title", .label = "Titre"},
          {.name = "type",
           .label = "Nature",
           .values = {"deliberation", "plan annex", "scheme", "contract", "roadmap",
                      "activity report", "press kit", "corrective"},
           .value_labels = {"Délibération", "Annexe de plan", "Schéma", "Contrat",
                            "Feuille de route", "Rapport d’activité", "Dossier de presse",
                            "Correctif"}},
          {.name = "publisher", .label = "Auteur"},
          {.name = "date", .type = FieldType::date, .label = "Date", .nullable = true},
          {.name = "act", .label = "Acte", .nullable = true},
          {.name = "file", .label = "Fichier texte"},
          {.name = "part_of",
           .type = FieldType::reference,
           .label = "Annexé à",
           .nullable = true,
           .targets = {Kind::document}},
          {.name = "lines", .type = FieldType::lines, .label = "Lignes"},
          {.name = "amends",
           .type = FieldType::reference,
           .label = "Modifie",
           .nullable = true,
           .targets = {Kind::document}},
      }};
  return kind;
}

}  // namespace pacte::source
