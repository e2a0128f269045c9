#include "territory/address_view.hpp"

#include "base/text.hpp"
#include "territory/store.hpp"
#include "web/page.hpp"

namespace pacte::territory {

bool fill_address(web::View& entry, store::Session& session, AtlasKeeper& keeper,
                  AddressService const& service, web::Request const& request,
                  std::string_view typed) {
  if (!looks_like_address(typed)) return false;
  if (!search(session, typed, std::nullopt, std::nullopt, 1).empty()) return false;
  auto const answer = find_address(session, keeper, service, typed);
  auto shown = entry.section("ADDRESSES");
  shown.set_optional("NOTE", answer.note.empty() ? "" : web::tr(request.locale, answer.note));
  for (auto const& one : answer.found) {
    auto row = shown.section("ADDRESS");
    row.set("URL", web::localized(request.locale, page_path(one.commune.key)));
    row.set("NAME", one.commune.name).set("CODE", one.commune.key.code);
    row.set("POPULATION", grouped(one.commune.population, web::digits(request.locale)));
    row.set_optional("LABEL", one.label);
  }
  return true;
}

}  // namespace pacte::territory
