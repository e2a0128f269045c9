// The list of schemes and the page of what the documents say of one.
#pragma once

#include "aid/rule_book.hpp"
#include "source/catalogue.hpp"

namespace pacte::aid {

/// The catalogue of instruments, with the filters and the states of schemes.
source::Catalogue scheme_catalogue(std::shared_ptr<RuleBookKeeper> rules, Clock clock);

/// The same without what its pages show besides: all that searching it takes.
source::Catalogue searched_schemes();

}  // namespace pacte::aid
