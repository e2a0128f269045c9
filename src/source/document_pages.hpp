// The documents that all facts come from: the list, and each one with what was drawn from its
// lines.
#pragma once

#include "module/module.hpp"

namespace pacte::source {

void add_document_pages(web::Router& router, Services const& services);

}  // namespace pacte::source
