// Officers try rules over a file before they propose them; nothing of the file is kept.
#pragma once

#include "aid/places.hpp"
#include "aid/rule_book.hpp"
#include "module/module.hpp"

namespace pacte::aid {

void add_trial_pages(web::Router& router, Services const& services,
                     std::shared_ptr<RuleBookKeeper> const& rules,
                     std::shared_ptr<PlacesKeeper> const& places);

}  // namespace pacte::aid
