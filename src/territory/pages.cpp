#include "territory/pages.hpp"

#include "base/text.hpp"
#include "source/catalogue.hpp"
#include "territory/address_view.hpp"
#include "territory/lookup.hpp"
#include "territory/map_frame.hpp"
#include "territory/record.hpp"
#include "territory/sheet_parts.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::View;

constexpr std::size_t page_size = 60;
constexpr std::size_t hits_shown = 12;
constexpr std::size_t longest_query = 100;

// ---- the entry, above the catalogue of named places

void fill_entry(AtlasKeeper& keeper, TileKeeper& tiles, AddressService const& addresses,
                store::Session& session, View& view, Request const& request) {
  auto entry = view.include("EXTRA", "territory/entry.html");
  entry.set("ACTION", web::localized(request.locale, "/territoires"));
  auto const typed = shorten(request.query.get("lieu"), longest_query);
  entry.set("TYPED", typed);
  fill_map_picker(entry, request, session, tiles, "z-lieu");
  if (!typed.empty() && !fill_address(entry, session, keeper, addresses, request, typed)) {
    auto const found =
        search_or_nearest(session, keeper, typed, std::nullopt, std::nullopt, hits_shown);
    auto hits = entry.section("HITS");
    if (found.empty()) hits.show("NONE");
    for (auto const& hit : found) {
      auto row = hits.section("HIT");
      fill_row(row, request, hit.territory);
    }
  }
  for (auto const& region : list_territories(session, Level::region, std::nullopt, 1)) {
    auto row = entry.section("REGION");
    fill_row(row, request, region);
    for (auto const& department : members(session, region.key, Level::department, "", page_size)) {
      auto line = row.section("DEPARTMENT");
      fill_row(line, request, department);
    }
  }
}

}  // namespace

void add_pages(web::Router& router, Services const& services,
               std::shared_ptr<AtlasKeeper> const& keeper, std::shared_ptr<TileKeeper> const& tiles,
               std::shared_ptr<AddressService const> const& addresses) {
  source::add_catalogue(
      router, services,
      {.kind = &named_territory_kind(),
       .title = "Territoires",
       .intro = "La région et ses communes, puis les zonages, lieux et listes que les documents "
                "nomment. Une "
                "liste peut être incomplète : seuls les membres imprimés sont repris.",
       .counted_one = "{} territoire cité",
       .counted_many = "{} territoires cités",
       .section = "territoires",
       .example = "occitanie/bassins-de-vie",
       .badge_class = "k-terr",
       .badge = "type",
       .lede = "definition",
       .facets = {"type"},
       .columns = {"definition", "count"},
       .list_extra =
           [keeper, tiles, addresses](store::Session& session, View& view, Request const& request) {
             fill_entry(*keeper, *tiles, *addresses, session, view, request);
           },
       .list_personal =
           [](Request const& request) { return looks_like_address(request.query.get("lieu")); }});
}

}  // namespace pacte::territory
