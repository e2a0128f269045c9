#include "territory/zoning_model.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest_key = 60;
// Addresses of other pages below that of the zonings.
constexpr std::array<std::string_view, 1> taken{"a-verifier"};

struct OriginName {
  ZoningOrigin origin;
  std::string_view name;
};
constexpr std::array<OriginName, 3> origins{{{ZoningOrigin::reference, "reference"},
                                             {ZoningOrigin::file, "file"},
                                             {ZoningOrigin::editor, "editor"}}};

}  // namespace

std::string_view name(MemberExtent extent) {
  return extent == MemberExtent::whole ? "whole" : "part";
}

std::optional<MemberExtent> member_extent_named(std::string_view word) {
  auto const plain = fold(word);
  if (plain == "whole" || plain == "entier" || plain == "entiere") return MemberExtent::whole;
  if (plain == "part" || plain == "partie") return MemberExtent::part;
  return std::nullopt;
}

std::string_view name(ZoningOrigin origin) {
  return std::ranges::find(origins, origin, &OriginName::origin)->name;
}

std::optional<ZoningOrigin> zoning_origin_named(std::string_view name) {
  auto const* const found = std::ranges::find(origins, name, &OriginName::name);
  if (found == origins.end()) return std::nullopt;
  return found->origin;
}

std::string iso_day(Instant instant) {
  constexpr std::size_t day_length = 10;
  return to_iso(instant).substr(0, day_length);
}

bool is_day(std::string_view text) {
  return text.size() == 10 && parse_partial_date(text).has_value();
}

bool is_zoning_key(std::string_view text) {
  return !text.empty() && text.size() <= longest_key && pacte::slug(text) == text &&
         !level_named(text) && std::ranges::find(taken, text) == taken.end();
}

std::string zoned_code(Member const& member) {
  if (!member.code.empty() || member.places.empty()) return member.code;
  return member.places.front().key.code;
}

std::string zoning_path(std::string_view zoning) {
  return "/territoires/zonages/" + std::string{zoning};
}

}  // namespace pacte::territory
