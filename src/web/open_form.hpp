// Forms that change nothing, and pages that other sites may hold in a frame.
#pragma once

#include "web/page.hpp"
#include "web/router.hpp"

namespace pacte::web {

/// A form that anybody's page may send: no token is asked for, since no cookie is accepted with it
/// and nothing is changed. Its page answers as to a visitor, whoever is signed in.
void add_open_form(Router& router, std::string pattern, Handler handler);

/// The page without the site's frame (header, navigation, footer), for `let_frame`.
Response render_bare(Request const& request, Page const& page, Document const& content,
                     int status = 200);

/// Any site may hold this answer in a frame.
void let_frame(Response& response);

}  // namespace pacte::web
