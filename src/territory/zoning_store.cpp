#include "territory/zoning_store.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>

#include "base/text.hpp"
#include "source/store.hpp"
#include "territory/zoning_rules.hpp"

namespace pacte::territory {
namespace {

using store::Session;

using Version = std::pair<std::string, std::int64_t>;  // zoning and number

std::set<Version> versions_in_force(Session& session, std::string_view day) {
  std::set<Version> found;
  for (auto const& [zoning, versions] : zoning_versions(session)) {
    if (auto const* version = in_force(versions, day)) found.emplace(zoning, version->number);
  }
  return found;
}

Contour contour_of(std::string const& text) {
  auto contour = parse_contour(text);
  if (!contour) throw std::runtime_error("territory_zoning_part: unreadable contour");
  return std::move(*contour);
}

Key key_of(std::string const& level, std::string code) {
  return {level_named(level).value_or(Level::commune), std::move(code)};
}

struct Box {
  std::optional<std::int64_t> west, east, south, north;
};
Box box_of(std::optional<Contour> const& contour) {
  if (!contour) return {};
  auto const extent = extent_of(*contour);
  return {extent.least.x, extent.most.x, extent.least.y, extent.most.y};
}

// Of one zoning, or of all of them.
void read_versions(Session& session, std::string const& zoning,
                   std::function<void(std::string, ZoningVersion)> const& take) {
  session(
      "SELECT zoning, version, valid_from, valid_until, definition, source_document, source_lines, "
      "source_title, source_url, origin, digest, made_at FROM territory_zoning_version "
      "WHERE :all = '' OR zoning = :zoning ORDER BY zoning, version",
      zoning, zoning)
      .each([&](std::string key, std::int64_t number, std::string from, std::string until,
                std::string definition, std::string document, std::string lines, std::string title,
                std::string url, std::string const& origin, std::string digest,
                std::string made_at) {
        take(std::move(key),
             {.number = number,
              .from = std::move(from),
              .until = std::move(until),
              .definition = std::move(definition),
              .source = {std::move(document), std::move(lines), std::move(title), std::move(url)},
              .origin = zoning_origin_named(origin).value_or(ZoningOrigin::editor),
              .digest = std::move(digest),
              .made_at = std::move(made_at)});
      });
}

ReviewedName reviewed(std::string zoning, std::string label, std::string reason,
                      std::string const& candidates, std::optional<std::string> decision,
                      std::optional<std::string> why, std::optional<std::string> territory,
                      std::optional<std::string> decided_at) {
  ReviewedName one;
  one.name = {std::move(zoning), std::move(label), std::move(reason), {}};
  for (auto const code : split(candidates, '|')) {
    if (!code.empty()) one.name.candidates.emplace_back(code);
  }
  if (decision) {
    one.decision = NameDecision{std::move(*decision), why.value_or(""), territory.value_or(""),
                                decided_at.value_or("")};
  }
  return one;
}

}  // namespace

std::optional<Zoning> zoning(Session& session, std::string const& key) {
  return session("SELECT name FROM territory_zoning WHERE zoning = :zoning", key)
      .first([&](std::string name) { return Zoning{key, std::move(name)}; });
}

std::vector<Zoning> list_zonings(Session& session, std::string const& after, std::size_t most) {
  return session(
             "SELECT zoning, name FROM territory_zoning WHERE zoning > :after ORDER BY zoning "
             "LIMIT :most",
             after, most)
      .map([](std::string key, std::string name) {
        return Zoning{std::move(key), std::move(name)};
      });
}

std::vector<ZoningVersion> zoning_versions(Session& session, std::string const& zoning) {
  std::vector<ZoningVersion> found;
  if (zoning.empty()) return found;
  read_versions(session, zoning,
                [&](std::string const&, ZoningVersion one) { found.push_back(std::move(one)); });
  return found;
}

std::map<std::string, std::vector<ZoningVersion>> zoning_versions(Session& session) {
  std::map<std::string, std::vector<ZoningVersion>> found;
  read_versions(session, "", [&](std::string const& zoning, ZoningVersion one) {
    found[zoning].push_back(std::move(one));
  });
  return found;
}

std::vector<Member> zoning_members(Session& session, std::string const& zoning,
                                   std::int64_t version) {
  std::map<std::int64_t, Member> members;
  session(
      "SELECT position, code, label, note, extent, contour FROM territory_zoning_part "
      "WHERE zoning = :zoning AND version = :version",
      zoning, version)
      .each([&](std::int64_t position, std::string code, std::string label, std::string note,
                std::string const& extent, std::optional<std::string> const& contour) {
        Member member{.code = std::move(code),
                      .label = std::move(label),
                      .note = std::move(note),
                      .extent = member_extent_named(extent).value_or(MemberExtent::part)};
        if (contour) member.contour = contour_of(*contour);
        members.emplace(position, std::move(member));
      });
  session(
      "SELECT position, level, code, share FROM territory_zoning_place "
      "WHERE zoning = :zoning AND version = :version",
      zoning, version)
      .each([&](std::int64_t position, std::string const& level, std::string code,
                std::optional<double> share) {
        members.at(position).places.push_back({key_of(level, std::move(code)), share});
      });
  std::vector<Member> all;
  for (auto& [position, member] : members) {
    std::ranges::sort(member.places, {}, &ZonedPlace::key);
    all.push_back(std::move(member));
  }
  return all;
}

std::map<std::pair<std::string, std::int64_t>, std::int64_t> count_members(Session& session) {
  std::map<Version, std::int64_t> counted;
  session("SELECT zoning, version, COUNT(*) FROM territory_zoning_part GROUP BY zoning, version")
      .each([&](std::string zoning, std::int64_t version, std::int64_t count) {
        counted.emplace(Version{std::move(zoning), version}, count);
      });
  return counted;
}

void put_zoning(Session& session, Zoning const& zoning) {
  auto const renamed = session("UPDATE territory_zoning SET name = :name WHERE zoning = :zoning",
                               zoning.name, zoning.key)
                           .run();
  if (renamed > 0) return;
  session("INSERT INTO territory_zoning (zoning, name) VALUES (:zoning, :name)", zoning.key,
          zoning.name)
      .run();
}

void put_version(Session& session, std::string const& zoning, ZoningVersion const& version,
                 std::span<Member const> members) {
  session(
      "INSERT INTO territory_zoning_version (zoning, version, valid_from, valid_until, definition, "
      "source_document, source_lines, source_title, source_url, origin, digest, made_at) "
      "VALUES (:zoning, :version, :valid_from, :valid_until, :definition, :document, :lines, "
      ":title, :url, :origin, :digest, :made_at)",
      zoning, version.number, version.from, version.until, version.definition,
      version.source.document, version.source.lines, version.source.title, version.source.url,
      name(version.origin), version.digest, version.made_at)
      .run();
  std::int64_t position = 0;
  for (auto const& member : members) {
    auto const box = box_of(member.contour);
    auto const contour = member.contour ? std::optional{to_text(*member.contour)} : std::nullopt;
    session(
        "INSERT INTO territory_zoning_part (zoning, version, position, code, label, note, extent, "
        "contour, west, east, south, north) VALUES (:zoning, :version, :position, :code, :label, "
        ":note, :extent, :contour, :west, :east, :south, :north)",
        zoning, version.number, position, member.code, member.label, member.note,
        name(member.extent), contour, box.west, box.east, box.south, box.north)
        .run();
    for (auto const& place : member.places) {
      session(
          "INSERT INTO territory_zoning_place (zoning, version, position, level, code, share) "
          "VALUES (:zoning, :version, :position, :level, :code, :share)",
          zoning, version.number, position, name(place.key.level), place.key.code, place.share)
          .run();
    }
    ++position;
  }
}

void drop_version(Session& session, std::string const& zoning, std::int64_t version) {
  session("DELETE FROM territory_zoning_place WHERE zoning = :zoning AND version = :version",
          zoning, version)
      .run();
  session("DELETE FROM territory_zoning_part WHERE zoning = :zoning AND version = :version", zoning,
          version)
      .run();
  session("DELETE FROM territory_zoning_version WHERE zoning = :zoning AND version = :version",
          zoning, version)
      .run();
}

void drop_zoning(Session& session, std::string const& zoning) {
  session("DELETE FROM territory_zoning WHERE zoning = :zoning", zoning).run();
}

void replace_quotes(Session& session, ZoningQuotes const& quotes) {
  session("DELETE FROM territory_zoning_quote").run();
  for (auto const& [name, citations] : quotes) {
    std::int64_t rank = 0;
    for (auto const& citation : citations) {
      session(
          "INSERT INTO territory_zoning_quote (zoning, label, rank, document, file, lines) "
          "VALUES (:zoning, :label, :rank, :document, :file, :lines)",
          name.first, name.second, rank++, citation.document, citation.file, citation.lines)
          .run();
    }
  }
}

std::map<std::string, std::vector<source::Citation>> zoning_citations(Session& session,
                                                                      std::string const& zoning) {
  std::map<std::string, source::DocumentInfo> documents;
  for (auto& document : source::documents(session))
    documents.emplace(document.id, document);
  std::map<std::string, std::vector<source::Citation>> found;
  session(
      "SELECT label, document, lines FROM territory_zoning_quote "
      "WHERE zoning = :zoning AND document IS NOT NULL ORDER BY label, rank",
      zoning)
      .each([&](std::string const& label, std::string const& document, std::string lines) {
        auto const known = documents.find(document);
        if (known == documents.end()) return;  // left the corpus since
        auto const& info = known->second;
        found[label].push_back({info.id, info.label, info.publisher, info.date, info.act,
                                info.lines, std::move(lines)});
      });
  return found;
}

std::vector<ZoningMember> zonings(Session& session, Key const& key, std::string_view day) {
  auto const now = versions_in_force(session, day);
  std::vector<ZoningMember> found;
  session(
      "SELECT m.zoning, m.version, m.code, z.name, m.label, m.note, m.extent, "
      "CASE WHEN m.contour IS NULL THEN 1 ELSE 0 END "
      "FROM territory_zoning_place p "
      "JOIN territory_zoning_part m ON m.zoning = p.zoning AND m.version = p.version AND "
      "m.position = p.position JOIN territory_zoning z ON z.zoning = m.zoning "
      "WHERE p.level = :level AND p.code = :code ORDER BY m.zoning, m.position",
      name(key.level), key.code)
      .each([&](std::string zoning, std::int64_t version, std::string code, std::string zoning_name,
                std::string label, std::string note, std::string const& extent, int undrawn) {
        if (!now.contains({zoning, version})) return;
        found.push_back({.zoning = std::move(zoning),
                         .zoning_name = std::move(zoning_name),
                         .code = std::move(code),
                         .label = std::move(label),
                         .note = std::move(note),
                         .whole = extent == name(MemberExtent::whole),
                         .drawn = undrawn == 0,
                         .sources = {}});
      });
  std::map<std::string, std::map<std::string, std::vector<source::Citation>>> cited;
  for (auto& one : found) {
    if (!cited.contains(one.zoning)) cited[one.zoning] = zoning_citations(session, one.zoning);
    one.sources = cited[one.zoning][one.label];
  }
  return found;
}

std::vector<DrawnMember> members_drawn_around(Session& session, Vertex point,
                                              std::string_view day) {
  std::vector<std::tuple<std::string, std::int64_t, std::int64_t>> around;
  session(
      "SELECT zoning, version, position FROM territory_zoning_part WHERE west <= :west AND "
      "east >= :east AND south <= :south AND north >= :north ORDER BY zoning, position",
      point.x, point.x, point.y, point.y)
      .each([&](std::string zoning, std::int64_t version, std::int64_t position) {
        around.emplace_back(std::move(zoning), version, position);
      });
  std::vector<DrawnMember> found;
  if (around.empty()) return found;
  auto const now = versions_in_force(session, day);
  for (auto const& [key, version, position] : around) {
    if (!now.contains({key, version})) continue;
    auto member = zoning_members(session, key, version).at(static_cast<std::size_t>(position));
    auto const named = zoning(session, key);
    auto cited = zoning_citations(session, key);
    auto sources = std::move(cited[member.label]);
    found.push_back({key, named ? named->name : key, std::move(member), std::move(sources)});
  }
  return found;
}

std::vector<ZoningExtent> zoning_extents(Session& session, std::string_view day) {
  auto const now = versions_in_force(session, day);
  std::vector<ZoningExtent> found;
  session(
      "SELECT m.zoning, m.version, z.name, p.level, p.code, m.label, m.extent "
      "FROM territory_zoning_part m JOIN territory_zoning_place p ON p.zoning = m.zoning AND "
      "p.version = m.version AND p.position = m.position "
      "JOIN territory_zoning z ON z.zoning = m.zoning ORDER BY m.zoning, m.position")
      .each([&](std::string zoning, std::int64_t version, std::string zoning_name,
                std::string const& level, std::string code, std::string label,
                std::string const& extent) {
        if (!now.contains({zoning, version})) return;
        found.push_back({.zoning = std::move(zoning),
                         .name = std::move(zoning_name),
                         .key = key_of(level, std::move(code)),
                         .part = extent != name(MemberExtent::whole),
                         .label = std::move(label)});
      });
  return found;
}

void replace_unmatched(Session& session, std::vector<UnmatchedName> const& names) {
  session("DELETE FROM territory_zoning_name").run();
  for (auto const& one : names) {
    session(
        "INSERT INTO territory_zoning_name (zoning, label, reason, candidates) "
        "VALUES (:zoning, :label, :reason, :candidates)",
        one.zoning, one.label, one.reason, fmt::format("{}", fmt::join(one.candidates, "|")))
        .run();
  }
}

std::optional<ReviewedName> unmatched(Session& session, std::string const& zoning,
                                      std::string const& label) {
  return session(
             "SELECT n.zoning, n.label, n.reason, n.candidates, d.decision, d.reason, d.territory, "
             "d.decided_at FROM territory_zoning_name n LEFT JOIN territory_zoning_decision d "
             "ON d.zoning = n.zoning AND d.label = n.label "
             "WHERE n.zoning = :zoning AND n.label = :label",
             zoning, label)
      .first([](std::string key, std::string text, std::string reason,
                std::string const& candidates, std::optional<std::string> decision,
                std::optional<std::string> why, std::optional<std::string> territory,
                std::optional<std::string> decided_at) {
        return reviewed(std::move(key), std::move(text), std::move(reason), candidates,
                        std::move(decision), std::move(why), std::move(territory),
                        std::move(decided_at));
      });
}

std::vector<ReviewedName> list_unmatched(Session& session, std::string const& decision,
                                         std::pair<std::string, std::string> const& after,
                                         std::size_t most) {
  return session(
             "SELECT n.zoning, n.label, n.reason, n.candidates, d.decision, d.reason, d.territory, "
             "d.decided_at FROM territory_zoning_name n LEFT JOIN territory_zoning_decision d "
             "ON d.zoning = n.zoning AND d.label = n.label "
             "WHERE (n.zoning, n.label) > (:after_zoning, :after_label) "
             "AND (:all = '' OR COALESCE(d.decision, 'none') = :decision) "
             "ORDER BY n.zoning, n.label LIMIT :most",
             after.first, after.second, decision, decision, most)
      .map([](std::string key, std::string text, std::string reason, std::string const& candidates,
              std::optional<std::string> decided, std::optional<std::string> why,
              std::optional<std::string> territory, std::optional<std::string> decided_at) {
        return reviewed(std::move(key), std::move(text), std::move(reason), candidates,
                        std::move(decided), std::move(why), std::move(territory),
                        std::move(decided_at));
      });
}

std::map<std::string, std::int64_t> count_unmatched(Session& session) {
  std::map<std::string, std::int64_t> counted;
  session(
      "SELECT COALESCE(d.decision, ''), COUNT(*) FROM territory_zoning_name n "
      "LEFT JOIN territory_zoning_decision d ON d.zoning = n.zoning AND d.label = n.label "
      "GROUP BY COALESCE(d.decision, '')")
      .each([&](std::string decision, std::int64_t count) {
        counted.emplace(std::move(decision), count);
      });
  return counted;
}

void put_decision(Session& session, std::string const& zoning, std::string const& label,
                  NameDecision const& decision) {
  session("DELETE FROM territory_zoning_decision WHERE zoning = :zoning AND label = :label", zoning,
          label)
      .run();
  session(
      "INSERT INTO territory_zoning_decision (zoning, label, decision, reason, territory, "
      "decided_at) VALUES (:zoning, :label, :decision, :reason, :territory, :decided_at)",
      zoning, label, decision.decision, decision.reason, decision.territory, decision.decided_at)
      .run();
}

}  // namespace pacte::territory
