// The pieces that the pages of territories share.
#pragma once

#include "territory/portrait.hpp"
#include "web/page.hpp"

namespace pacte::territory {

std::string number(web::Request const& request, std::int64_t value);
/// Page of a territory in the language of the request.
std::string url(web::Request const& request, Key const& key);

/// URL, NAME, LEVEL, CODE, POPULATION, and the section COMMUNES with its COUNT.
void fill_row(web::View& row, web::Request const& request, Territory const& territory);
/// URL, NAME, CODE, POPULATION.
void fill_row(web::View& row, web::Request const& request, Measured const& territory);

/// A value as shown: whole from 10, else to a tenth; with its unit when there is one.
std::string value_text(web::Request const& request, Measure measure, double value);

/// {{>STANDINGS}}: the table of its figures among those of others, and the rule.
void fill_standings(web::View& view, web::Request const& request, Portrait const& portrait);

/// {{>NAMING}}: what the Region does there, by kind, and what names the territories around it.
void fill_naming(web::View& view, web::Request const& request, store::Session& session,
                 search::Index const& index, Territory const& territory, std::size_t shown);

}  // namespace pacte::territory
