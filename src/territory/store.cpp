#include "territory/store.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/text.hpp"
#include "source/schema.hpp"
#include "source/store.hpp"

namespace pacte::territory {
namespace {

using store::Session;
using store::Value;

constexpr std::string_view columns =
    "level, code, name, type, population, communes, population_total, communes_total, department, "
    "departments, "
    "arrondissement, epci, seat, postal_codes, longitude, latitude";
constexpr std::size_t column_count = 16;

// Ranks of a hit, best first.
constexpr std::string_view rank_case =
    "CASE WHEN code = :exact_code THEN 0 WHEN words = :exact_name THEN 2 WHEN words LIKE "
    ":beginning THEN 4 "
    "WHEN '|' || postal_codes LIKE :postal THEN 6 ELSE 8 END"
    // An arrondissement bears its chief town's name: the commune is what one means.
    " + CASE WHEN level = 'arrondissement' THEN 1 ELSE 0 END";

using Cells = std::span<std::optional<std::string>>;

std::optional<std::int64_t> number(std::optional<std::string> const& cell) {
  return cell ? parse_integer(*cell) : std::nullopt;
}

std::optional<double> decimal(std::optional<std::string> const& cell) {
  if (!cell) return std::nullopt;
  double value = 0;
  std::from_chars(cell->data(), cell->data() + cell->size(), value);
  return value;
}

std::vector<std::string> list_of(std::optional<std::string> const& cell) {
  std::vector<std::string> items;
  if (!cell || cell->empty()) return items;
  for (auto const part : split(*cell, '|'))
    items.emplace_back(part);
  return items;
}

Territory territory_of(Cells cells) {
  Territory found;
  found.key = {level_named(*cells[0]).value_or(Level::commune), *cells[1]};
  found.name = *cells[2];
  found.type = cells[3].value_or("");
  found.population = number(cells[4]).value_or(0);
  found.communes = number(cells[5]);
  found.population_total = number(cells[6]);
  found.communes_total = number(cells[7]);
  found.department = cells[8].value_or("");
  found.departments = list_of(cells[9]);
  found.arrondissement = cells[10].value_or("");
  found.epci = cells[11].value_or("");
  found.seat = cells[12].value_or("");
  found.postal_codes = list_of(cells[13]);
  auto const longitude = decimal(cells[14]);
  auto const latitude = decimal(cells[15]);
  if (longitude && latitude) found.place = Place{*longitude, *latitude};
  return found;
}

std::vector<Territory> select(Session& session, std::string const& conditions,
                              std::vector<Value> const& values) {
  std::vector<Territory> found;
  session.each(fmt::format("SELECT {} FROM territory t {}", columns, conditions), values,
               column_count, [&](Cells cells) { found.push_back(territory_of(cells)); });
  return found;
}

std::optional<std::string> text_or_null(std::string const& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

void insert(Session& session, Territory const& t) {
  auto const x = t.place ? std::optional{t.place->longitude} : std::nullopt;
  auto const y = t.place ? std::optional{t.place->latitude} : std::nullopt;
  session(
      "INSERT INTO territory (level, code, rank, name, sort_key, words, type, population, "
      "communes, population_total, "
      "communes_total, department, departments, arrondissement, epci, seat, postal_codes, "
      "longitude, latitude) "
      "VALUES (:level, :code, :rank, :name, :sort_key, :words, :type, :population, :communes, "
      ":population_total, "
      ":communes_total, :department, :departments, :arrondissement, :epci, :seat, :postal_codes, "
      ":longitude, :latitude)",
      name(t.key.level), t.key.code, static_cast<int>(t.key.level), t.name, fold(t.name),
      search_words(t.name), text_or_null(t.type), t.population, t.communes, t.population_total,
      t.communes_total, text_or_null(t.department),
      text_or_null(fmt::format("{}", fmt::join(t.departments, "|"))),
      text_or_null(t.arrondissement), text_or_null(t.epci), text_or_null(t.seat),
      text_or_null(fmt::format("{}", fmt::join(t.postal_codes, "|"))), x, y)
      .run();
}

// The condition that a commune lies in a territory; none for the region, where all of them do.
std::string_view column_of(Level level) {
  switch (level) {
    case Level::department: return "department";
    case Level::arrondissement: return "arrondissement";
    case Level::epci: return "epci";
    case Level::commune: return "code";
    case Level::region: return "";
  }
  return "";
}

// The condition of being at `level` and within `within`; adds what it binds to `values`.
std::string inside(Key const& within, Level level, std::vector<Value>& values) {
  values.emplace_back(std::string{name(level)});
  std::string condition = "t.level = :level";
  if (within.level == Level::region) return condition;
  values.emplace_back(within.code);
  if (level == Level::commune ||
      (level == Level::arrondissement && within.level == Level::department)) {
    return condition + fmt::format(" AND t.{} = :within", column_of(within.level));
  }
  // An EPCI may spread over several departments: it is there through its communes.
  return condition + fmt::format(
                         " AND t.code IN (SELECT c.{} FROM territory c WHERE c.level = 'commune' "
                         "AND c.{} = :within)",
                         column_of(level), column_of(within.level));
}

}  // namespace

ZoningQuotes cite(Session& session, Reference const& reference) {
  auto const documents = source::documents(session);
  auto const cited = [&](std::string const& file, std::string const& lines) {
    ZoningCitation best{.document = std::nullopt, .file = file, .lines = lines};
    std::int64_t smallest = 0;
    auto const wanted = source::parse_lines(lines).value_or(source::LineRange{});
    for (auto const& document : documents) {
      auto const range = source::parse_lines(document.lines);
      if (document.file != file || !range || range->first > wanted.first ||
          range->last < wanted.last)
        continue;
      auto const span = range->last - range->first;
      if (!best.document || span < smallest) {
        best.document = document.id;
        best.date = document.date;
        smallest = span;
      }
    }
    return best;
  };
  ZoningQuotes all;
  auto const add = [&](PrintedName const& printed) {
    auto& citations = all[{printed.zoning, printed.label}];
    for (auto const& lines : printed.lines)
      citations.push_back(cited(printed.file, lines));
  };
  for (auto const& member : reference.members)
    add(member.printed);
  for (auto const& one : reference.unmatched)
    add(one.printed);
  return all;
}

LoadedReference loaded_reference(Session& session) {
  return session("SELECT digest, contours FROM territory_reference")
      .first([](std::string digest, std::string contours) {
        return LoadedReference{std::move(digest), std::move(contours)};
      })
      .value_or(LoadedReference{});
}

std::map<Level, std::int64_t> counts(Session& session) {
  std::map<Level, std::int64_t> all;
  session("SELECT level, COUNT(*) FROM territory GROUP BY level")
      .each([&](std::string const& level, std::int64_t count) {
        if (auto const known = level_named(level)) all[*known] = count;
      });
  return all;
}

void replace_reference(Session& session, Reference const& reference, LoadedReference const& loaded,
                       Instant now) {
  session("DELETE FROM territory").run();
  session("DELETE FROM territory_reference").run();
  for (auto const& territory : reference.territories)
    insert(session, territory);
  session(
      "INSERT INTO territory_reference (digest, contours, imported_at) "
      "VALUES (:digest, :contours, :at)",
      loaded.digest, loaded.contours, to_iso(now))
      .run();
}

std::optional<Territory> territory(Session& session, Key const& key) {
  auto found = select(session, "WHERE t.level = :level AND t.code = :code",
                      {std::string{name(key.level)}, key.code});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::map<Key, Territory> territories(Session& session, std::vector<Key> const& keys) {
  std::map<Key, Territory> found;
  if (keys.empty()) return found;
  std::vector<Value> values;
  std::string conditions;
  for (auto const& key : keys) {
    conditions += fmt::format("{} (t.level = :l{} AND t.code = :c{})",
                              values.empty() ? "WHERE" : " OR", values.size(), values.size());
    values.emplace_back(std::string{name(key.level)});
    values.emplace_back(key.code);
  }
  for (auto& one : select(session, conditions, values))
    found.emplace(one.key, std::move(one));
  return found;
}

std::vector<Territory> list_territories(Session& session, std::optional<Level> level,
                                        std::optional<Key> const& after, std::size_t most) {
  std::vector<Value> values{after ? static_cast<std::int64_t>(after->level) : std::int64_t{-1},
                            after ? after->code : std::string{}};
  std::string conditions = "WHERE (t.rank, t.code) > (:after_rank, :after_code)";
  if (level) {
    conditions += " AND t.rank = :rank";
    values.emplace_back(static_cast<std::int64_t>(*level));
  }
  values.emplace_back(static_cast<std::int64_t>(most));
  return select(session, conditions + " ORDER BY t.rank, t.code LIMIT :most", values);
}

std::vector<Territory> all_territories(Session& session, std::optional<Level> level) {
  return list_territories(session, level, std::nullopt, std::numeric_limits<std::int64_t>::max());
}

std::string to_text(Rank const& rank) {
  return fmt::format("{}.{}.{}", rank.rank, rank.population, to_text(rank.key));
}

std::optional<Rank> parse_rank(std::string_view text) {
  auto const parts = split(text, '.');
  if (parts.size() != 3) return std::nullopt;
  auto const rank = parse_integer(parts[0]);
  auto const population = parse_integer(parts[1]);
  auto const key = parse_key(parts[2]);
  if (!rank || !population || !key) return std::nullopt;
  return Rank{*rank, *population, *key};
}

std::vector<Found> search(Session& session, std::string_view typed, std::optional<Level> level,
                          std::optional<Rank> const& after, std::size_t most) {
  auto const words = search_words(typed);
  if (words.empty()) return {};
  // `words` holds letters, digits and spaces only: nothing that LIKE would take for a joker.
  auto code = words.substr(1);
  std::ranges::transform(code, code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  auto const postal =
      code.size() >= 2 && parse_integer(code) ? "%|" + code + "%" : std::string{"no postal code"};
  auto const last = after.value_or(Rank{-1, 0, {Level::region, ""}});
  std::vector<Value> values{code,
                            words,
                            words + "%",
                            postal,
                            code,
                            "%" + words + "%",
                            postal,
                            last.rank,
                            -last.population,
                            std::string{name(last.key.level)},
                            last.key.code};
  if (level) values.emplace_back(std::string{name(*level)});
  values.emplace_back(static_cast<std::int64_t>(most));
  auto const sql = fmt::format(
      "SELECT {0}, hit FROM (SELECT t.*, {1} AS hit FROM territory t WHERE t.code = :same_code "
      "OR t.words LIKE :containing OR '|' || t.postal_codes LIKE :same_postal) f "
      "WHERE (f.hit, -f.population, f.level, f.code) > (:last_hit, :last_population, :last_level, "
      ":last_code){2} "
      "ORDER BY f.hit, -f.population, f.level, f.code LIMIT :most",
      columns, rank_case, level ? " AND f.level = :level" : "");
  std::vector<Found> found;
  session.each(sql, values, column_count + 1, [&](Cells cells) {
    auto one = territory_of(cells);
    Rank const rank{number(cells[column_count]).value_or(0), one.population, one.key};
    found.push_back({std::move(one), rank});
  });
  return found;
}

std::vector<Territory> members(Session& session, Key const& within, Level level,
                               std::string const& after, std::size_t most) {
  std::string sort_key;
  if (!after.empty()) {
    session("SELECT sort_key FROM territory WHERE level = :level AND code = :code", name(level),
            after)
        .each([&](std::string key) { sort_key = std::move(key); });
  }
  std::vector<Value> values;
  auto conditions = "WHERE " + inside(within, level, values);
  conditions +=
      " AND (t.sort_key, t.code) > (:after_key, :after_code) ORDER BY t.sort_key, t.code LIMIT "
      ":most";
  values.emplace_back(sort_key);
  values.emplace_back(after);
  values.emplace_back(static_cast<std::int64_t>(most));
  return select(session, conditions, values);
}

std::int64_t homonyms(Session& session, Territory const& territory) {
  return session("SELECT COUNT(*) FROM territory WHERE level = :level AND sort_key = :sort_key",
                 name(territory.key.level), fold(territory.name))
      .first([](std::int64_t count) { return count; })
      .value_or(0);
}

std::vector<std::pair<Key, Place>> points(Session& session, Key const& within, std::int64_t least) {
  std::vector<Value> values;
  auto const condition = inside(within, Level::commune, values);
  values.emplace_back(least);
  std::vector<std::pair<Key, Place>> found;
  session.each(
      fmt::format("SELECT t.code, t.longitude, t.latitude FROM territory t WHERE {} AND "
                  "t.population >= :least "
                  "AND t.longitude IS NOT NULL ORDER BY t.code",
                  condition),
      values, 3, [&](Cells cells) {
        found.push_back({{Level::commune, *cells[0]}, {*decimal(cells[1]), *decimal(cells[2])}});
      });
  return found;
}

std::vector<source::Summary> named_with_member(Session& session, std::string_view name) {
  auto const wanted = fold(name);
  std::vector<source::Summary> found;
  session("SELECT id, label, members FROM named_territory ORDER BY label, id")
      .each([&](std::string id, std::string label, std::string const& members) {
        for (auto const& member : parse_json(members).value_or(Json::array())) {
          auto const folded = fold(member.get<std::string>());
          if (folded != wanted && !folded.starts_with(wanted + " (")) continue;
          found.push_back({std::move(id), source::Kind::territory, std::move(label)});
          return;
        }
      });
  return found;
}

}  // namespace pacte::territory
