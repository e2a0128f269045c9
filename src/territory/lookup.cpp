#include "territory/lookup.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"
#include "territory/contour_store.hpp"
#include "territory/place_rules.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

std::optional<double> degrees(std::string_view text) {
  double value = 0;
  auto const [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || rest != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::string fault_of(std::string_view text) {
  if (text.empty()) return "donnez-la, en degrés";
  return "ce n’est pas un nombre : des degrés, avec un point décimal, par exemple 3.8767";
}

std::vector<Key> keys_above(Territory const& commune) {
  std::vector<Key> keys;
  if (!commune.epci.empty()) keys.push_back({Level::epci, commune.epci});
  if (!commune.arrondissement.empty())
    keys.push_back({Level::arrondissement, commune.arrondissement});
  keys.push_back({Level::department, commune.department});
  return keys;
}

// Members with a contour of their own: the point is in it, whatever the communes' contours.
void add_drawn(store::Session& session, Located& located, std::string const& day) {
  auto const point = to_vertex(located.request.place);
  for (auto& one : members_drawn_around(session, point, day)) {
    auto const& contour = *one.member.contour;
    if (!holds(contour, point) && !touches(contour, point)) continue;
    LocatedZoning found;
    found.zoning = {.zoning = std::move(one.zoning),
                    .zoning_name = std::move(one.zoning_name),
                    .code = one.member.code,
                    .label = one.member.label,
                    .note = one.member.note,
                    .whole = one.member.extent == MemberExtent::whole,
                    .drawn = true,
                    .sources = std::move(one.sources)};
    found.key = one.member.places.front().key;
    for (auto const& place : one.member.places) {
      if (place.key == located.territories.front().key) found.key = place.key;
    }
    found.certain = true;
    located.zonings.push_back(std::move(found));
  }
}

}  // namespace

Result<PlaceRequest> parse_place(std::string_view longitude, std::string_view latitude,
                                 std::string_view date) {
  auto const x = degrees(trim(longitude));
  auto const y = degrees(trim(latitude));
  std::vector<FieldError> errors;
  if (!x) errors.push_back({"lon", fault_of(trim(longitude))});
  if (!y) errors.push_back({"lat", fault_of(trim(latitude))});
  if (!errors.empty())
    return fail(ProblemKind::malformed, "Il faut une longitude et une latitude.", errors);
  Place const place{*x, *y};
  if (lambert_93(place)) {
    return fail(ProblemKind::malformed,
                "Ces coordonnées sont en Lambert 93 : convertissez-les en degrés (WGS 84).");
  }
  if (std::abs(*x) > 180 || std::abs(*y) > 90) {
    return fail(ProblemKind::malformed,
                "Ces coordonnées ne sont pas des degrés : une longitude va de -180 à 180, une "
                "latitude de -90 à 90.");
  }
  if (!in_french_lands(place)) {
    return fail(ProblemKind::malformed,
                in_french_lands({*y, *x})
                    ? "Longitude et latitude sont inversées : « lon » est la longitude."
                    : "Ce point n’est pas en France : vérifiez l’ordre et le signe des deux "
                      "nombres.");
  }
  if (!date.empty() && (date.size() != 10 || !parse_partial_date(date))) {
    return fail(ProblemKind::malformed, "Cette date n’existe pas.",
                {{"date", "écrivez un jour ainsi : 2018-01-31"}});
  }
  return PlaceRequest{place, std::string{date}};
}

std::vector<Found> search_or_nearest(store::Session& session, AtlasKeeper& keeper,
                                     std::string_view typed, std::optional<Level> level,
                                     std::optional<Rank> const& after, std::size_t most) {
  constexpr std::size_t most_near = 20;
  auto found = search(session, typed, level, after, most);
  if (!found.empty() || after) return found;
  auto const keys = keeper.current(session)->names().find(typed, most_near);
  auto near = territories(session, keys);
  for (auto const& key : keys) {
    auto const at = near.find(key);
    if (at == near.end() || (level && key.level != *level) || found.size() == most) continue;
    found.push_back({std::move(at->second), {}});
  }
  return found;
}

Result<Located> locate(store::Session& session, Atlas const& atlas, PlaceRequest request,
                       std::string const& today) {
  auto const key = atlas.at(request.place);
  auto const commune = key ? territory(session, *key) : std::nullopt;
  if (!commune) {
    return fail(ProblemKind::not_found,
                "Ce point n’est dans aucune commune du référentiel chargé : il est hors de la "
                "région.");
  }
  Located located{std::move(request), atlas.approximate(), {}, {}, {}};
  if (!located.request.date.empty()) {
    for (auto& one : former_communes_of(session, commune->key.code)) {
      if (located.request.date < one.until) located.former.push_back(std::move(one));
    }
  }
  bool const certain = !located.approximate;
  auto const day = located.request.date.empty() ? today : located.request.date;
  auto const above = keys_above(*commune);
  auto found = territories(session, above);
  std::vector<Territory> around{*commune};
  for (auto const& one : above) {
    if (auto const at = found.find(one); at != found.end()) around.push_back(at->second);
  }
  for (auto& region : list_territories(session, Level::region, std::nullopt, 1))
    around.push_back(std::move(region));
  for (auto const& one : around) {
    // The commune of today held the point then, unless it was made of others since.
    bool const then = one.key.level != Level::commune || located.former.empty();
    located.territories.push_back({one.key, one.name, certain && then});
    for (auto& zoning : zonings(session, one.key, day)) {
      if (zoning.drawn) continue;
      bool const whole = zoning.whole && then;
      located.zonings.push_back({std::move(zoning), one.key, certain && whole});
    }
  }
  add_drawn(session, located, day);
  return located;
}

}  // namespace pacte::territory
