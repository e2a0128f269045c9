// /territoires/zonages: the zonings, each with its versions and members; their editing; the names
// to review.
#pragma once

#include "module/module.hpp"
#include "territory/atlas.hpp"
#include "territory/zoning_rules.hpp"
#include "web/view.hpp"

namespace pacte::territory {

/// Reading: the list, and a page for each zoning.
void add_zoning_pages(web::Router& router, Services const& services);
/// /territoires/zonages/{key}/modifier, for editors.
void add_zoning_editing(web::Router& router, Services const& services);
/// /territoires/zonages/a-verifier: read by anyone, decided by editors.
void add_zoning_review(web::Router& router, Services const& services,
                       std::shared_ptr<AtlasKeeper> const& keeper);

/// "depuis le 1 janvier 2024"; of a day without one, that it holds always.
std::string period_text(web::Locale locale, std::string const& from, std::string const& until);

/// The section MEMBER of a view: label, code, territories with links, extent.
void fill_member(web::View& row, web::Request const& request, Member const& member,
                 std::map<Key, Territory> const& known);

/// The territories of the members, for their names.
std::map<Key, Territory> territories_of(store::Session& session, std::span<Member const> members);

/// {{>VALUES_MAP}}: the members on the contours of the departments where they lie.
void fill_zoning_map(web::View& view, store::Session& session, web::Request const& request,
                     std::string const& title, std::span<Member const> members);

}  // namespace pacte::territory
