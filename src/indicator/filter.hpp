// What a request narrows a list of figures to: the same meaning on pages, in the API and in CSV.
#pragma once

#include "base/problem.hpp"
#include "indicator/model.hpp"
#include "web/request.hpp"

namespace pacte::indicator {

/// The names of the parameters: French on pages, English in the API.
struct FilterNames {
  char const* words;
  char const* territory;
  char const* theme;
  char const* plan;
  char const* about;
  char const* series;
  char const* document;
  char const* year;
  char const* form;
  char const* with_target;  // value of `form`
  char const* differing;    // value of `form`
};

inline constexpr FilterNames page_names{"q",      "territoire", "theme",    "plan",
                                        "mesure", "serie",      "document", "annee",
                                        "forme",  "cible",      "ecart"};
inline constexpr FilterNames api_names{"q",     "territory", "theme",    "plan",
                                       "about", "series",    "document", "year",
                                       "form",  "target",    "differing"};

/// Refuses values that are too long, a year that is none, a form that is not known.
Result<FigureFilter> read_filter(web::Parameters const& query, FilterNames const& names);

/// The parameters that narrow to the same; those without effect left out.
web::Parameters to_parameters(FigureFilter const& filter, FilterNames const& names);

}  // namespace pacte::indicator
