// The territories and zonings that a scheme is limited to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aid/scheme_text.hpp"
#include "territory/model.hpp"

namespace pacte::aid {

/// A territory or a zoning as the address of its page ends: "commune/31555", "departement/31",
/// "zonages/qpv-quartier".
struct PlaceRef {
  std::optional<territory::Key> territory{};
  std::string zoning{};  // key, when it is no territory
};
std::optional<PlaceRef> parse_place(std::string_view text);

/// Name and page of each one that exists, by its text.
Names place_names(store::Session& session, web::Locale locale, Texts const& places);

/// The commune of this official code, or of this name when no other has it.
std::optional<territory::Territory> commune_named(store::Session& session, std::string_view text);

/// What holds a commune on a day ("2026-01-31"): itself, what it lies in, the zonings that it is in
/// wholly or in part; as texts.
std::vector<std::string> places_around(store::Session& session, territory::Territory const& commune,
                                       std::string_view day);

}  // namespace pacte::aid
