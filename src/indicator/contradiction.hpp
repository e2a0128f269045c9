// On the home page: one figure on which documents do not agree, each value with its source.
#pragma once

#include "store/session.hpp"
#include "web/request.hpp"
#include "web/view.hpp"

namespace pacte::indicator {

/// {{>CONTRADICTION}} of the home page: among the series whose disagreement is certain and said by
/// several documents, one after the other, as the data change. Nothing when there is none.
void fill_contradiction(store::Session& session, web::Request const& request, web::View& home);

}  // namespace pacte::indicator
