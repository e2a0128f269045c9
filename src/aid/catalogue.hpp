// The list of schemes and the page of what the documents say of one.
#pragma once

#include "source/catalogue.hpp"

namespace pacte::aid {

/// The catalogue of instruments, with the filters and the states of schemes.
source::Catalogue scheme_catalogue();

}  // namespace pacte::aid
