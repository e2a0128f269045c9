// /indicateurs, the page of a figure or of a series, and the same as CSV.
#pragma once

#include "module/module.hpp"

namespace pacte::indicator {

void add_pages(web::Router& router, Services const& services);

/// The figures about a record, on the page of that record: {{>FIGURES}}.
void fill_figures_about(store::Session& session, web::Request const& request,
                        std::string const& record, web::View& page);

}  // namespace pacte::indicator
