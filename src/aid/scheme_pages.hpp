// The public pages of one scheme: its sheet, its versions, what changes between two.
#pragma once

#include "aid/model.hpp"
#include "aid/rule_book.hpp"
#include "module/module.hpp"

namespace pacte::aid {

void add_scheme_pages(web::Router& router, Services const& services,
                      std::shared_ptr<RuleBookKeeper> const& rules);

/// What the page of a version is.
struct StateOf {
  bool from_record = false;  // it shows what the documents say
  bool ruled = false;        // the simulator knows its rules
};

/// Fills {{>NOTICE}} of a record's page, or {{>STATE}}: the state of the version that the public
/// sees, honestly said, and the ways from there.
void fill_state(web::View& view, web::Request const& request, SchemeVersion const& shown,
                StateOf about);

}  // namespace pacte::aid
