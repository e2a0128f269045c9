// The words of plans in the language of the page.
#pragma once

#include <map>

#include "plan/model.hpp"
#include "store/session.hpp"
#include "web/view.hpp"

namespace pacte::plan {

std::string level_text(web::Locale locale, std::string_view level);
std::string commitment_text(web::Locale locale, std::string_view commitment);
std::string horizon_text(web::Locale locale, std::string_view horizon_class);

/// What a link says, read from the record that it leaves or that it reaches: "Fait écho à", "Citée
/// par".
std::string link_text(web::Locale locale, std::string_view type, bool outgoing);

/// "Action 29", or the level's name when no code is printed: what to call a node in a breadcrumb.
std::string short_name(web::Locale locale, NodeLine const& node);

/// One node in a row or a tree: URL, LABEL, LEVEL, CODE, PLAN_CODE, and the chip of its commitment
/// (COMMITMENT, COMMITMENT_CLASS) and horizon (HORIZON).
void fill_node(web::View& row, web::Locale locale, NodeLine const& node);

/// "SRDEII Action 23", "SRESTE Axe 1": what plan lines are called beside the links that other rooms
/// make to them, by identifier. Records that are no plan lines, and plans without a code, are left
/// out.
std::map<std::string, std::string> line_codes(store::Session& session, web::Locale locale,
                                              std::vector<std::string> const& ids);

}  // namespace pacte::plan
