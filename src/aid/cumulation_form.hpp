// What a person or a program declares, read field by field: "account-1-amount", "costs-eligible".
#pragma once

#include "aid/cumulation.hpp"
#include "web/form.hpp"

namespace pacte::aid {

/// A value of an enumerated field: as it is written, and in French.
template <class Value> struct NamedValue {
  Value value;
  std::string_view name;
  std::string_view label;
};

inline constexpr std::array<NamedValue<AidShape>, 3> aid_shapes{
    {{AidShape::grant, "grant", "Subvention"},
     {AidShape::loan, "loan", "Prêt"},
     {AidShape::guarantee, "guarantee", "Garantie"}}};
inline constexpr std::array<NamedValue<DeMinimisRule>, 4> de_minimis_rules{
    {{DeMinimisRule::general, "general", "Général, (UE) 2023/2831"},
     {DeMinimisRule::agriculture, "agriculture", "Agricole, (UE) 1408/2013"},
     {DeMinimisRule::fishery, "fishery", "Pêche, (UE) 717/2014"},
     {DeMinimisRule::sgei, "sgei", "Intérêt général, (UE) 2023/2832"}}};
inline constexpr std::array<NamedValue<Control>, 4> controls{
    {{Control::most_votes, "most-votes", "Majorité des voix"},
     {Control::appoints_board, "appoints-board", "Nomme les dirigeants"},
     {Control::dominant, "dominant", "Influence dominante"},
     {Control::votes_by_accord, "votes-by-accord", "Majorité par accord"}}};
inline constexpr std::array<NamedValue<UndertakingSize>, undertaking_sizes> sizes{
    {{UndertakingSize::small, "small", "Petite"},
     {UndertakingSize::medium, "medium", "Moyenne"},
     {UndertakingSize::large, "large", "Grande"}}};

/// Values of "asked-rule" and "costs-others-1-rule" beside the identifiers of regimes.
inline constexpr std::string_view other_rule = "other";
inline constexpr std::string_view de_minimis_rule = "de-minimis";

/// How amounts and shares are written: units in a form, hundredths of them in the API.
enum class Written { units, hundredths };

/// What is wrong is in `reader`, under the name of the field. Rows whose fields are all empty are
/// left out. `today`: the day of the aid asked when none is given; what is granted later is
/// planned. The API's fields were made by `to_fields`, which gives units again: `written` changes
/// only what the messages ask for.
CumulationRequest read_cumulation(web::FormReader& reader, web::Parameters const& given,
                                  std::chrono::year_month_day today,
                                  Written written = Written::units);

/// How many rows of a kind ("links", "account", "costs-others") have something in them, those
/// before the last such one included; and how many the form showed, empty or not.
std::size_t rows_given(web::Parameters const& given, std::string_view rows);
std::size_t rows_shown(web::Parameters const& given, std::string_view rows);

}  // namespace pacte::aid
