#include "aid/scheme_places.hpp"

#include "base/text.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using territory::Key;
using territory::Level;

constexpr std::string_view zonings = "zonages";

std::string text_of(Key const& key) {
  return fmt::format("{}/{}", territory::slug(key.level), key.code);
}

std::string text_of_zoning(std::string_view key) {
  return fmt::format("{}/{}", zonings, key);
}

std::optional<std::string> name_of(store::Session& session, PlaceRef const& place) {
  if (place.territory) {
    auto const found = territory::territory(session, *place.territory);
    if (!found) return std::nullopt;
    return fmt::format("{} ({})", found->name, territory::one(found->key.level));
  }
  auto const found = territory::zoning(session, place.zoning);
  return found ? std::optional{found->name} : std::nullopt;
}

}  // namespace

std::optional<PlaceRef> parse_place(std::string_view text) {
  auto const slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size()) return std::nullopt;
  auto const kind = text.substr(0, slash);
  std::string code{text.substr(slash + 1)};
  if (kind == zonings) return PlaceRef{.zoning = std::move(code)};
  auto const level = territory::level_slugged(kind);
  if (!level) return std::nullopt;
  return PlaceRef{.territory = Key{*level, std::move(code)}};
}

Names place_names(store::Session& session, web::Locale locale, Texts const& places) {
  Names names;
  for (auto const& text : places) {
    auto const place = parse_place(text);
    auto name = place ? name_of(session, *place) : std::nullopt;
    if (name) {
      names[text] = {*std::move(name),
                     web::localized(locale, "/territoires/" + web::percent_encode_path(text))};
    }
  }
  return names;
}

std::optional<territory::Territory> commune_named(store::Session& session, std::string_view text) {
  std::string const typed{trim(text)};
  if (auto by_code = territory::territory(session, {Level::commune, typed})) return by_code;
  constexpr std::size_t most = 50;
  std::optional<territory::Territory> only;
  for (auto& hit : territory::search(session, typed, Level::commune, {}, most)) {
    if (fold(hit.territory.name) != fold(typed)) continue;
    if (only) return std::nullopt;
    only = std::move(hit.territory);
  }
  return only;
}

std::vector<std::string> places_around(store::Session& session, territory::Territory const& commune,
                                       std::string_view day) {
  std::vector<std::string> around{text_of(commune.key)};
  for (auto const& [level, code] : {std::pair{Level::epci, commune.epci},
                                    std::pair{Level::arrondissement, commune.arrondissement},
                                    std::pair{Level::department, commune.department}}) {
    if (!code.empty()) around.push_back(text_of({level, code}));
  }
  for (auto const& region : territory::all_territories(session, Level::region))
    around.push_back(text_of(region.key));
  for (auto const& member : territory::zonings(session, commune.key, day))
    around.push_back(text_of_zoning(member.zoning));
  return around;
}

}  // namespace pacte::aid
