#include "territory/address_lookup.hpp"

#include <algorithm>

#include "territory/contour_store.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t most_communes = 10;

// Communes whose name, or postal code, is what is written; not those it begins only.
std::vector<Territory> communes_called(store::Session& session, std::string const& part) {
  std::vector<Territory> found;
  for (auto& hit : search(session, part, Level::commune, std::nullopt, most_communes)) {
    auto& commune = hit.territory;
    bool const named = search_words(commune.name) == search_words(part);
    bool const postal = std::ranges::find(commune.postal_codes, part) != commune.postal_codes.end();
    if (named || postal) found.push_back(std::move(commune));
  }
  return found;
}

std::vector<Territory> communes_in(store::Session& session, AtlasKeeper& keeper,
                                   std::string_view typed) {
  auto const parts = commune_parts(typed);
  for (auto const& part : parts) {
    if (auto found = communes_called(session, part); !found.empty()) return found;
  }
  // What follows the postal code or the comma comes first: it may be misspelt.
  if (parts.empty() || !typed.contains(',')) return {};
  auto const names = keeper.current(session);
  std::vector<Territory> found;
  for (auto const& key : names->names().find(parts.front(), most_communes)) {
    if (key.level != Level::commune) continue;
    if (auto commune = territory(session, key)) found.push_back(*std::move(commune));
    break;
  }
  return found;
}

std::optional<Territory> commune_now(store::Session& session, std::string const& code) {
  if (auto found = territory(session, {Level::commune, code})) return found;
  auto const now = successor(session, code);
  return now ? territory(session, *now) : std::nullopt;
}

AddressAnswer by_commune(store::Session& session, AtlasKeeper& keeper, std::string_view typed,
                         std::string note) {
  AddressAnswer answer{.found = {}, .note = std::move(note)};
  for (auto& commune : communes_in(session, keeper, typed)) {
    answer.found.push_back(
        {.label = {}, .score = 0, .place = std::nullopt, .commune = std::move(commune)});
  }
  if (answer.found.empty())
    answer.note =
        "Aucune commune de la région n’est reconnue dans cette adresse : écrivez-la à la fin, ou "
        "cherchez la commune seule.";
  return answer;
}

}  // namespace

AddressAnswer find_address(store::Session& session, AtlasKeeper& keeper,
                           AddressService const& service, std::string_view typed) {
  if (!service.configured()) {
    return by_commune(session, keeper, typed,
                      "Seule la commune est reconnue : aucun service d’adresses n’est réglé sur ce "
                      "site.");
  }
  auto const hits = service.search(typed);
  if (!hits) {
    return by_commune(session, keeper, typed,
                      "Le service d’adresses ne répond pas : seule la commune est reconnue.");
  }
  AddressAnswer answer;
  for (auto const& hit : *hits) {
    if (auto commune = commune_now(session, hit.commune))
      answer.found.push_back({hit.label, hit.score, hit.place, *std::move(commune)});
  }
  if (!answer.found.empty()) return answer;
  return by_commune(session, keeper, typed,
                    hits->empty()
                        ? "Le service d’adresses ne connaît pas cette adresse : seule la commune "
                          "est reconnue."
                        : "Cette adresse est hors de la région ; une commune de la région porte "
                          "pourtant ce nom.");
}

}  // namespace pacte::territory
