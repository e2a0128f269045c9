// The answer of a check of cumulation, as the page shows it.
#pragma once

#include "aid/cumulation.hpp"
#include "web/view.hpp"

namespace pacte::aid {

/// "Art. 17 : Investissement des PME", in the language.
std::string regime_text(web::Locale locale, ExemptRegime const& regime);

/// Fills the section RESULT of aid/cumulation.html.
void fill_cumulation(web::View& result, web::Locale locale, Cumulation const& made);

}  // namespace pacte::aid
