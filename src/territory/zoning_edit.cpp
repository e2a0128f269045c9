#include "territory/zoning_edit.hpp"

#include "base/text.hpp"
#include "source/schema.hpp"
#include "source/store.hpp"

namespace pacte::territory {

std::string revision_of(std::span<ZoningVersion const> versions) {
  constexpr std::size_t enough = 16;
  std::string all;
  for (auto const& version : versions)
    all += fmt::format("{} {}\n", version.number, version.digest);
  return sha256_hex(all).substr(0, enough);
}

std::int64_t next_number(std::span<ZoningVersion const> versions) {
  return versions.empty() ? 1 : versions.back().number + 1;
}

ZoningSource read_source(store::Session& session, std::string_view text) {
  auto const whole = trim(text);
  auto const hash = whole.find('#');
  if (auto const document = source::document(session, std::string{whole.substr(0, hash)})) {
    auto const lines = hash == std::string_view::npos ? "" : whole.substr(hash + 1);
    return {.document = document->id,
            .lines = source::parse_lines(lines) ? std::string{lines} : std::string{}};
  }
  auto const address = whole.find("http");
  auto const is_address =
      address != std::string_view::npos && (whole.substr(address).starts_with("https://") ||
                                            whole.substr(address).starts_with("http://"));
  if (!is_address) return {.title = std::string{whole}};
  auto const url = whole.substr(address);
  return {.title = std::string{trim(whole.substr(0, address))},
          .url = std::string{url.substr(0, url.find_first_of(" \t\n"))}};
}

std::string to_text(ZoningSource const& source) {
  if (!source.document.empty())
    return source.document + (source.lines.empty() ? "" : "#" + source.lines);
  return std::string{trim(source.title + " " + source.url)};
}

std::vector<FieldError> day_faults(std::string const& from, std::string const& until) {
  std::vector<FieldError> faults;
  for (auto const& [field, day] : {std::pair{"from", &from}, std::pair{"until", &until}}) {
    if (!day->empty() && !is_day(*day))
      faults.push_back({field, "Ce jour n’existe pas : écrivez-le ainsi, 2024-01-31."});
  }
  if (faults.empty() && !until.empty() && until <= from)
    faults.push_back({"until", "La fin vient avant le début."});
  return faults;
}

Json members_json(std::span<Member const> members) {
  Json all = Json::array();
  for (auto const& member : members) {
    Json territories = Json::array();
    for (auto const& place : member.places)
      territories.push_back(to_text(place.key));
    all.push_back({{"label", member.label},
                   {"code", member.code},
                   {"extent", name(member.extent)},
                   {"territories", std::move(territories)}});
  }
  return all;
}

Json difference_json(ZoningDifference const& difference) {
  std::vector<Member> changed;
  for (auto const& change : difference.changed)
    changed.push_back(change.after);
  return {{"added", members_json(difference.added)},
          {"removed", members_json(difference.removed)},
          {"changed", members_json(changed)}};
}

}  // namespace pacte::territory
