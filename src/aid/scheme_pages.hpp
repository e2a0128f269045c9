// The public pages of one scheme: its sheet, its versions, what changes between two.
#pragma once

#include "aid/model.hpp"
#include "aid/rule_book.hpp"
#include "module/module.hpp"

namespace pacte::aid {

void add_scheme_pages(web::Router& router, Services const& services,
                      std::shared_ptr<RuleBookKeeper> const& rules);

/// Fills {{>NOTICE}}, or {{>STATE}}: the state of the version that the public sees, honestly said.
/// `from_record`: the page shows what the documents say.
void fill_state(web::View& view, web::Request const& request, SchemeVersion const& shown,
                bool from_record);

}  // namespace pacte::aid
