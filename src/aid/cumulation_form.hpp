// What a person or a program declares, read field by field: "account-1-amount", "costs-eligible".
#pragma once

#include "aid/cumulation.hpp"
#include "web/form.hpp"

namespace pacte::aid {

/// A value of an enumerated field: as it is written, and in French.
template <class Value> struct Named {
  Value value;
  std::string_view name;
  std::string_view label;
};

inline constexpr std::array<Named<AidShape>, 3> aid_shapes{
    {{AidShape::grant, "grant", "Subvention, ou équivalent-subvention déjà connu"},
     {AidShape::loan, "loan", "Prêt garanti pour moitié au moins (capital)"},
     {AidShape::guarantee, "guarantee", "Garantie (part garantie du prêt)"}}};
inline constexpr std::array<Named<DeMinimisRule>, 4> de_minimis_rules{
    {{DeMinimisRule::general, "general", "Général, (UE) 2023/2831"},
     {DeMinimisRule::agriculture, "agriculture", "Agricole, (UE) 1408/2013"},
     {DeMinimisRule::fishery, "fishery", "Pêche, (UE) 717/2014"},
     {DeMinimisRule::sgei, "sgei", "Service d’intérêt général, (UE) 2023/2832"}}};
inline constexpr std::array<Named<Control>, 4> controls{
    {{Control::most_votes, "most-votes", "a la majorité des droits de vote"},
     {Control::appoints_board, "appoints-board", "nomme ou révoque la majorité des dirigeants"},
     {Control::dominant, "dominant", "exerce une influence dominante"},
     {Control::votes_by_accord, "votes-by-accord",
      "a la majorité des droits de vote par un accord"}}};

/// What is wrong is in `reader`, under the name of the field. Rows whose fields are all empty are
/// left out. `today`: the day of the aid asked when none is given.
CumulationRequest read_cumulation(web::FormReader& reader, web::Parameters const& given,
                                  std::chrono::year_month_day today);

/// How many rows of a kind ("links", "account", "costs-others") have something in them, those
/// before the last such one included.
std::size_t rows_given(web::Parameters const& given, std::string_view rows);

}  // namespace pacte::aid
