#include "indicator/record.hpp"

namespace pacte::indicator {
namespace {

using source::FieldType;
using source::Kind;

std::vector<std::string> check_indicator(Json const& record) {
  std::vector<std::string> faults;
  if (record["value"].is_null() != record["qualifier"].is_null()) {
    faults.emplace_back("« value » et « qualifier » vont ensemble : donnez les deux ou aucun");
  }
  return faults;
}

}  // namespace

source::RecordKind const& indicator_kind() {
  static source::RecordKind const kind{
      .kind = Kind::indicator,
      .fields =
          {
              {.name = "value",
               .type = FieldType::number_or_text,
               .label = "Valeur",
               .nullable = true},
              {.name = "qualifier",
               .label = "Précision",
               .nullable = true,
               .values = {"exact", "about", "more-than", "less-than", "at-least", "at-most",
                          "range"},
               .value_labels = {"exactement", "environ", "plus de", "moins de", "au moins",
                                "au plus", "de … à …"}},
              {.name = "unit", .label = "Unité", .nullable = true},
              {.name = "date",
               .type = FieldType::date,
               .label = "Date",
               .nullable = true,
               .column = "observed_on"},
              {.name = "target",
               .type = FieldType::number_or_text,
               .label = "Cible",
               .nullable = true},
              {.name = "target_date",
               .type = FieldType::date,
               .label = "Échéance de la cible",
               .nullable = true},
              {.name = "baseline",
               .type = FieldType::number_or_text,
               .label = "Point de départ",
               .nullable = true},
              {.name = "territory", .label = "Territoire", .nullable = true},
              {.name = "source_printed", .label = "Source créditée", .nullable = true},
              {.name = "about",
               .type = FieldType::reference,
               .label = "Mesure",
               .nullable = true,
               .targets = {Kind::plan_node, Kind::instrument, Kind::body, Kind::platform,
                           Kind::territory, Kind::process}},
              {.name = "series", .label = "Série", .nullable = true},
          },
      .check = check_indicator};
  return kind;
}

}  // namespace pacte::indicator
