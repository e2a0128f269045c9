#include "territory/contour_store.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "territory/area.hpp"

namespace pacte::territory {

using store::Session;

void replace_contours(Session& session, ContourSet const& set) {
  session("DELETE FROM territory_contour").run();
  for (auto const& [key, contour] : set.contours) {
    session(
        "INSERT INTO territory_contour (level, code, approximate, contour, square_km) "
        "VALUES (:level, :code, :approximate, :contour, :square_km)",
        name(key.level), key.code, set.approximate ? 1 : 0, to_text(contour),
        square_kilometres(contour))
        .run();
  }
}

namespace {

std::vector<LoadedContour> read(Session& session, Level level, std::string_view sql,
                                std::string const& bound) {
  std::vector<LoadedContour> found;
  session(sql, bound).each([&](std::string const& code, int approximate, std::string const& text) {
    auto contour = parse_contour(text);
    if (!contour) throw std::runtime_error("territory_contour: unreadable contour of " + code);
    found.push_back({{level, code}, std::move(*contour), approximate != 0});
  });
  return found;
}

}  // namespace

std::vector<LoadedContour> contours(Session& session, Level level) {
  return read(session, level,
              "SELECT code, approximate, contour FROM territory_contour WHERE level = :level "
              "ORDER BY code",
              std::string{name(level)});
}

std::vector<LoadedContour> contours_of_communes(Session& session, Key const& within) {
  auto const inside = [&](std::string_view column) {
    return read(session, Level::commune,
                fmt::format("SELECT c.code, c.approximate, c.contour FROM territory t "
                            "JOIN territory_contour c ON c.level = 'commune' AND c.code = t.code "
                            "WHERE t.level = 'commune' AND t.{} = :code ORDER BY c.code",
                            column),
                within.code);
  };
  switch (within.level) {
    case Level::region: return contours(session, Level::commune);
    case Level::department: return inside("department");
    case Level::arrondissement: return inside("arrondissement");
    case Level::epci: return inside("epci");
    case Level::commune: return inside("code");
  }
  return {};
}

std::vector<std::string> communes_with_contour(Session& session) {
  return session(
             "SELECT code FROM territory_contour WHERE level = 'commune' AND approximate = 0 "
             "ORDER BY code")
      .map([](std::string code) { return code; });
}

void replace_former(Session& session, std::vector<FormerCommune> const& former) {
  session("DELETE FROM territory_former").run();
  for (auto const& one : former) {
    session(
        "INSERT INTO territory_former (code, name, until, into_code, or_before) "
        "VALUES (:code, :name, :until, :into_code, :or_before)",
        one.code, one.name, one.until, one.into, one.or_before ? 1 : 0)
        .run();
  }
}

std::vector<FormerCommune> former_communes(Session& session) {
  return session(
             "SELECT code, name, until, into_code, or_before FROM territory_former ORDER BY code")
      .map([](std::string code, std::string name, std::string until, std::string into,
              std::int64_t or_before) {
        return FormerCommune{std::move(code), std::move(name), std::move(until), std::move(into),
                             or_before != 0};
      });
}

std::vector<FormerCommune> former_communes_of(Session& session, std::string const& commune) {
  auto all = former_communes(session);
  auto const now = successors(all);
  std::erase_if(all, [&](FormerCommune const& one) {
    auto const found = now.find(one.code);
    return found == now.end() || found->second != commune;
  });
  std::ranges::sort(all, {}, [](auto const& one) { return std::pair{one.name, one.code}; });
  return all;
}

std::optional<Key> successor(Session& session, std::string const& former_code) {
  auto const now = successors(former_communes(session));
  auto const found = now.find(former_code);
  if (found == now.end()) return std::nullopt;
  return Key{Level::commune, found->second};
}

}  // namespace pacte::territory
