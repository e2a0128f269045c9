// Zonings: named sets of territories, and of places smaller than a commune, in dated versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "territory/geometry.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// Whether a member is all of its territories, or a neighbourhood, a site, a group in them.
enum class MemberExtent { whole, part };

std::string_view name(MemberExtent extent);  // in the database and the API: "whole"
/// "whole" or "part", or their French words: "entier", "partie".
std::optional<MemberExtent> member_extent_named(std::string_view word);

/// A territory of a member; of a contour, how much of the territory's area it holds (0 to 1).
struct ZonedPlace {
  Key key;
  std::optional<double> share{};
  bool operator==(ZonedPlace const&) const = default;
};

struct Member {
  std::string code{};  // its own ("QN03101M"); empty: known by its territories
  std::string label;
  std::string note{};  // of the reader
  MemberExtent extent = MemberExtent::whole;
  std::vector<ZonedPlace> places{};  // in the order of keys
  std::optional<Contour> contour{};  // where it is smaller than its territories
  bool operator==(Member const&) const = default;
};

/// What a version rests on: a document of the corpus, or anything else that can be looked up.
struct ZoningSource {
  std::string document{};  // identifier
  std::string lines{};     // "12-48"
  std::string title{};
  std::string url{};
  bool operator==(ZoningSource const&) const = default;
};

enum class ZoningOrigin { reference, file, editor };
std::string_view name(ZoningOrigin origin);
std::optional<ZoningOrigin> zoning_origin_named(std::string_view name);

/// Days are ISO ("2024-01-01"); empty: no first day, no end.
struct ZoningVersion {
  std::int64_t number = 0;  // 0: the reference's
  std::string from{};
  std::string until{};  // the first day out
  std::string definition{};
  ZoningSource source{};
  ZoningOrigin origin = ZoningOrigin::reference;
  std::string digest{};   // of the members
  std::string made_at{};  // ISO instant
};

struct Zoning {
  std::string key;   // "qpv-quartier"
  std::string name;  // French
};

/// The day of an instant, as ISO.
std::string iso_day(Instant instant);

/// "2024-01-01" and nothing else.
bool is_day(std::string_view text);

/// Lower-case letters, digits and hyphens, and the name neither of a level nor of a page.
bool is_zoning_key(std::string_view text);

/// "qpv:QN03101M": where the member is found in the API; its territory's code where it has none.
std::string zoned_code(Member const& member);

/// Page of a zoning, without language prefix.
std::string zoning_path(std::string_view zoning);

}  // namespace pacte::territory
