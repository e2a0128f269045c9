#include "territory/zoning_rules.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest_label = 200;

bool begun(ZoningVersion const& version, std::string_view day) {
  return day.empty() || version.from <= day;
}

bool is_reference(ZoningVersion const& version) {
  return version.origin == ZoningOrigin::reference;
}

auto order(ZoningVersion const& version) {
  return std::pair{std::string_view{version.from}, version.number};
}

ZoningVersion const* last_begun(std::span<ZoningVersion const> versions, std::string_view day,
                                bool reference) {
  ZoningVersion const* best = nullptr;
  for (auto const& one : versions) {
    if (is_reference(one) != reference || !begun(one, day)) continue;
    if (best == nullptr || order(*best) < order(one)) best = &one;
  }
  return best;
}

// All of it, as text: what two members share when they are the same.
std::string written(Member const& member) {
  auto text =
      fmt::format("{}\n{}\n{}\n{}", member.code, member.label, member.note, name(member.extent));
  for (auto const& place : member.places)
    text += fmt::format("\n{} {}", to_text(place.key), place.share.value_or(-1));
  if (member.contour) text += "\n" + to_text(*member.contour);
  return text;
}

}  // namespace

ZoningVersion const* in_force(std::span<ZoningVersion const> versions, std::string_view day) {
  auto const* best = last_begun(versions, day, false);
  if (best == nullptr) best = last_begun(versions, day, true);
  bool const ended = best != nullptr && !day.empty() && !best->until.empty() && best->until <= day;
  return ended ? nullptr : best;
}

bool superseded(ZoningVersion const& version, std::span<ZoningVersion const> versions) {
  return std::ranges::any_of(versions, [&](ZoningVersion const& other) {
    if (is_reference(other)) return false;
    if (is_reference(version)) return other.from <= version.from;
    return other.from == version.from && other.number > version.number;
  });
}

std::string end_of(ZoningVersion const& version, std::span<ZoningVersion const> versions) {
  auto end = version.until;
  for (auto const& other : versions) {
    if (is_reference(other) || other.from <= version.from) continue;
    if (end.empty() || other.from < end) end = other.from;
  }
  return end;
}

std::string identity(Member const& member) {
  if (!member.code.empty()) return "=" + member.code;
  auto text = fold(member.label);
  for (auto const& place : member.places)
    text += " " + to_text(place.key);
  return text;
}

std::string digest_of(std::span<Member const> members) {
  std::string whole;
  for (auto const& member : members)
    whole += written(member) + "\n\n";
  return sha256_hex(whole);
}

ZoningDifference difference(std::span<Member const> before, std::span<Member const> after) {
  std::multimap<std::string, Member const*> old;
  for (auto const& member : before)
    old.emplace(identity(member), &member);
  ZoningDifference found;
  for (auto const& member : after) {
    auto const same = old.find(identity(member));
    if (same == old.end()) {
      found.added.push_back(member);
      continue;
    }
    if (*same->second != member) found.changed.push_back({*same->second, member});
    old.erase(same);
  }
  for (auto const& member : before) {
    auto const left = std::ranges::find(old, &member, [](auto const& one) { return one.second; });
    if (left != old.end()) found.removed.push_back(member);
  }
  return found;
}

std::vector<Member> with_edits(std::span<Member const> before, std::span<Member const> now,
                               std::span<Member const> edited) {
  auto const edits = difference(before, edited);
  std::set<std::string> removed;
  for (auto const& member : edits.removed)
    removed.insert(identity(member));
  std::map<std::string, Member const*> changed;
  for (auto const& change : edits.changed)
    changed.emplace(identity(change.after), &change.after);
  std::vector<Member> made;
  std::set<std::string> there;
  for (auto const& member : now) {
    auto const known = identity(member);
    if (removed.contains(known)) continue;
    auto const change = changed.find(known);
    made.push_back(change == changed.end() ? member : *change->second);
    there.insert(known);
  }
  for (auto const& member : edits.added) {
    if (!there.contains(identity(member))) made.push_back(member);
  }
  return made;
}

std::vector<CoveredPlace> covered_places(std::span<Member const> members) {
  std::vector<CoveredPlace> places;
  for (auto const& member : members) {
    for (auto const& place : member.places)
      places.push_back({place.key, member.extent == MemberExtent::whole});
  }
  return places;
}

Bounds<std::int64_t> population_in(std::span<CoveredPlace const> places,
                                   std::span<Territory const> communes) {
  Bounds<std::int64_t> people;
  for (auto const& commune : communes) {
    auto cover = Cover::none;
    for (auto const& place : places) {
      if (lies_in(commune, place.key))
        cover = std::max(cover, place.whole ? Cover::whole : Cover::part);
    }
    if (cover != Cover::none) people.most += commune.population;
    if (cover == Cover::whole) people.least += commune.population;
  }
  return people;
}

std::expected<Member, std::string> parse_member(std::string_view line, CodeReader const& codes) {
  auto const parts = split(line, ';');
  auto const read = codes.read(parts[0]);
  if (!read) return std::unexpected{read.error()};
  Member member;
  member.places.push_back({read->territory->key});
  member.label = parts.size() > 1 ? trim(parts[1]) : std::string_view{};
  if (member.label.empty()) member.label = read->territory->name;
  if (length(member.label) > longest_label) {
    return std::unexpected{
        fmt::format("le nom dépasse {} caractères : raccourcissez-le", longest_label)};
  }
  if (parts.size() > 3) {
    return std::unexpected{
        std::string{"trois parties au plus, séparées par « ; » : code ; nom ; entier ou partie"}};
  }
  if (parts.size() > 2) {
    auto const extent = member_extent_named(trim(parts[2]));
    if (!extent) {
      return std::unexpected{fmt::format("« {} » n’est ni « entier » ni « partie »",
                                         shorten(std::string{trim(parts[2])}, 40))};
    }
    member.extent = *extent;
  }
  return member;
}

}  // namespace pacte::territory
