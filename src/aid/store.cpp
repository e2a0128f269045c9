#include "aid/store.hpp"

#include "aid/content_json.hpp"
#include "aid/rule_store.hpp"
#include "aid/rules.hpp"
#include "base/sort_key.hpp"
#include "base/text.hpp"
#include "source/store.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t longest_facet = 300;

std::string versions_where(std::string_view condition) {
  return fmt::format(
      "SELECT scheme, number, state, revision, content, author, second, reason, created_at, "
      "changed_at, proposed_at, published_at, ended_at FROM scheme_version WHERE {}",
      condition);
}

// What is stored was written by `to_json`: anything else is a broken invariant.
SchemeContent content_of(std::string const& text) {
  auto const json = parse_json(text);
  if (!json) throw std::runtime_error{"the content of a scheme is no JSON: " + json.error()};
  auto content = read_content(*json);
  if (!content) throw std::runtime_error{"the content of a scheme does not read: " + text};
  return *std::move(content);
}

auto const make_version = [](std::string scheme, std::int64_t number, std::string state,
                             std::int64_t revision, std::string content, std::string author,
                             std::string second, std::string reason, std::string created,
                             std::string changed, std::string proposed, std::string published,
                             std::string ended) {
  return SchemeVersion{.scheme = std::move(scheme),
                       .number = number,
                       .state = parse_state(state),
                       .revision = revision,
                       .content = content_of(content),
                       .author = std::move(author),
                       .writers = {},
                       .second = std::move(second),
                       .reason = std::move(reason),
                       .created_at = std::move(created),
                       .changed_at = std::move(changed),
                       .proposed_at = std::move(proposed),
                       .published_at = std::move(published),
                       .ended_at = std::move(ended)};
};

// Of `scheme s`; binds `count` places.
std::string open_to(std::size_t count) {
  std::string const limited =
      "EXISTS (SELECT 1 FROM scheme_facet f WHERE f.scheme = s.id AND f.field = 'territory'";
  auto clause = fmt::format("NOT {})", limited);
  if (count > 0)
    clause += fmt::format(" OR {} AND f.value IN ({}))", limited, source::marks(count));
  return "(" + clause + ")";
}

void read_writers(store::Session& session, SchemeVersion& version) {
  session("SELECT person FROM scheme_writer WHERE scheme = :s AND number = :n", version.scheme,
          version.number)
      .each([&](std::string person) { version.writers.insert(std::move(person)); });
}

void write_writers(store::Session& session, SchemeVersion const& version) {
  for (auto const& person : version.writers) {
    session(
        "INSERT INTO scheme_writer (scheme, number, person) VALUES (:s, :n, :p) "
        "ON CONFLICT DO NOTHING",
        version.scheme, version.number, person)
        .run();
  }
}

auto const make_line = [](std::string id, std::string label, std::int64_t number, std::string state,
                          std::string changed, std::string author) {
  return SchemeLine{std::move(id),    std::move(label),   number,
                    std::move(state), std::move(changed), std::move(author)};
};

}  // namespace

std::optional<Scheme> scheme(store::Session& session, std::string const& id) {
  return session(
             "SELECT s.id, CASE WHEN i.id IS NULL THEN 0 ELSE 1 END, s.shown, s.last FROM scheme s "
             "LEFT JOIN instrument i ON i.id = s.id WHERE s.id = :id",
             id)
      .first([](std::string found, std::int64_t documents, std::int64_t shown, std::int64_t last) {
        return Scheme{std::move(found), documents != 0, shown, last};
      });
}

std::optional<SchemeVersion> scheme_version(store::Session& session, std::string const& id,
                                            std::int64_t number) {
  static std::string const sql = versions_where("scheme = :s AND number = :n");
  auto found = session(sql, id, number).first(make_version);
  if (found) read_writers(session, *found);
  return found;
}

std::vector<SchemeVersion> scheme_versions(store::Session& session, std::string const& id) {
  static std::string const sql = versions_where("scheme = :s ORDER BY number DESC");
  auto all = session(sql, id).map(make_version);
  for (auto& version : all)
    read_writers(session, version);
  return all;
}

std::optional<SchemeVersion> open_version(store::Session& session, std::string const& id) {
  static std::string const sql = versions_where("scheme = :s AND state IN ('draft', 'proposed')");
  auto found = session(sql, id).first(make_version);
  if (found) read_writers(session, *found);
  return found;
}

bool insert_version(store::Session& session, SchemeVersion const& version) {
  auto const& label = version.content.label;
  session(
      "INSERT INTO scheme (id, shown, shown_state, label, sort_key, last) "
      "VALUES (:id, 0, '', :label, :key, 0) ON CONFLICT DO NOTHING",
      version.scheme, label, sort_key(label))
      .run();
  bool const next = session("UPDATE scheme SET last = :n WHERE id = :s AND last = :m",
                            version.number, version.scheme, version.number - 1)
                        .run() == 1;
  if (!next) return false;
  session(
      "INSERT INTO scheme_version (scheme, number, state, revision, content, author, second, "
      "reason, created_at, changed_at, proposed_at, published_at, ended_at) VALUES (:s, :n, "
      ":state, 1, :content, :author, :second, :reason, :created, :changed, :proposed, :published, "
      ":ended)",
      version.scheme, version.number, std::string{state_name(version.state)},
      to_line(to_json(version.content)), version.author, version.second, version.reason,
      version.created_at, version.changed_at, version.proposed_at, version.published_at,
      version.ended_at)
      .run();
  write_writers(session, version);
  return true;
}

bool update_version(store::Session& session, SchemeVersion const& version) {
  bool const same =
      session(
          "UPDATE scheme_version SET revision = revision + 1, state = :state, content = :content, "
          "second = :second, reason = :reason, changed_at = :changed, proposed_at = :proposed, "
          "published_at = :published, ended_at = :ended WHERE scheme = :s AND number = :n AND "
          "revision = :r",
          std::string{state_name(version.state)}, to_line(to_json(version.content)), version.second,
          version.reason, version.changed_at, version.proposed_at, version.published_at,
          version.ended_at, version.scheme, version.number, version.revision)
          .run() == 1;
  if (!same) return false;
  write_writers(session, version);
  session(
      "UPDATE scheme SET label = :label, sort_key = :key WHERE id = :s AND (shown = 0 OR shown = "
      ":n)",
      version.content.label, sort_key(version.content.label), version.scheme, version.number)
      .run();
  return true;
}

void show_version(store::Session& session, SchemeVersion const& version,
                  std::vector<Facet> const& facets) {
  auto const& label = version.content.label;
  session(
      "UPDATE scheme SET shown = :n, shown_state = :state, label = :label, sort_key = :key "
      "WHERE id = :s",
      version.number, std::string{state_name(version.state)}, label, sort_key(label),
      version.scheme)
      .run();
  session("DELETE FROM scheme_facet WHERE scheme = :s", version.scheme).run();
  for (auto const& [field, value] : facets) {
    session(
        "INSERT INTO scheme_facet (scheme, field, value) VALUES (:s, :f, :v) ON CONFLICT DO "
        "NOTHING",
        version.scheme, field, shorten(value, longest_facet))
        .run();
  }
  count_scheme_change(session);
}

std::vector<SchemeLine> shown_schemes(store::Session& session, SchemeQuery const& query) {
  std::string sql =
      "SELECT s.id, s.label, s.shown, s.shown_state, v.changed_at FROM scheme s JOIN "
      "scheme_version v ON v.scheme = s.id AND v.number = s.shown WHERE s.shown > 0";
  std::vector<store::Value> values;
  if (!query.state.empty()) {
    sql += " AND s.shown_state = :state";
    values.emplace_back(query.state);
  }
  for (std::size_t i = 0; i < query.facets.size(); ++i) {
    sql += fmt::format(
        " AND s.id IN (SELECT scheme FROM scheme_facet WHERE field = :f{} AND value = :v{})", i, i);
    values.emplace_back(query.facets[i].first);
    values.emplace_back(query.facets[i].second);
  }
  if (query.written_only) sql += " AND NOT EXISTS (SELECT 1 FROM instrument i WHERE i.id = s.id)";
  if (query.open_to) {
    sql += " AND " + open_to(query.open_to->size());
    values.insert(values.end(), query.open_to->begin(), query.open_to->end());
  }
  if (query.called_only) sql += " AND s.id IN (SELECT scheme FROM scheme_call)";
  if (!query.changed_after.empty()) {
    sql += " AND v.changed_at > :since";
    values.emplace_back(query.changed_after);
  }
  if (!query.after.empty()) {
    sql += " AND (s.sort_key, s.id) > (SELECT a.sort_key, a.id FROM scheme a WHERE a.id = :after)";
    values.emplace_back(query.after);
  }
  sql += " ORDER BY s.sort_key, s.id LIMIT :most";
  values.emplace_back(static_cast<std::int64_t>(query.most));
  std::vector<SchemeLine> lines;
  constexpr std::size_t columns = 5;
  session.each(sql, values, columns, [&](std::span<std::optional<std::string>> row) {
    lines.push_back({row[0].value_or(""), row[1].value_or(""),
                     parse_integer(row[2].value_or("")).value_or(0), row[3].value_or(""),
                     row[4].value_or(""), ""});
  });
  return lines;
}

std::vector<std::pair<std::string, SchemeContent>> shown_contents(store::Session& session) {
  return session(
             "SELECT v.scheme, v.content FROM scheme s JOIN scheme_version v ON v.scheme = s.id "
             "AND "
             "v.number = s.shown WHERE s.shown_state IN ('described', 'published') ORDER BY "
             "v.scheme")
      .map([](std::string id, std::string const& content) {
        return std::pair{std::move(id), content_of(content)};
      });
}

std::map<std::string, SchemeContent> shown_contents(store::Session& session,
                                                    std::vector<std::string> const& ids) {
  std::map<std::string, SchemeContent> contents;
  if (ids.empty()) return contents;
  session.each(
      fmt::format("SELECT s.id, v.content FROM scheme s JOIN scheme_version v ON v.scheme = s.id "
                  "AND v.number = s.shown WHERE s.id IN ({})",
                  source::marks(ids.size())),
      std::vector<store::Value>(ids.begin(), ids.end()), 2,
      [&](std::span<std::optional<std::string>> row) {
        contents.emplace(row[0].value_or(""), content_of(row[1].value_or("")));
      });
  return contents;
}

std::vector<SchemeLine> open_versions(store::Session& session, std::size_t most) {
  return session(
             "SELECT v.scheme, s.label, v.number, v.state, v.changed_at, v.author FROM "
             "scheme_version v JOIN scheme s ON s.id = v.scheme WHERE v.state IN ('draft', "
             "'proposed') ORDER BY v.changed_at DESC LIMIT :most",
             static_cast<std::int64_t>(most))
      .map(make_line);
}

std::vector<std::string> described_schemes(store::Session& session) {
  return session("SELECT id FROM scheme WHERE shown_state = 'described' ORDER BY id")
      .map([](std::string id) { return id; });
}

std::vector<std::string> schemes_with(store::Session& session, Facet const& facet) {
  return session("SELECT scheme FROM scheme_facet WHERE field = :f AND value = :v ORDER BY scheme",
                 facet.first, facet.second)
      .map([](std::string id) { return id; });
}

std::vector<std::string> schemes_open_to(store::Session& session,
                                         std::vector<std::string> const& places) {
  std::vector<std::string> ids;
  session.each(
      fmt::format("SELECT s.id FROM scheme s WHERE s.shown > 0 AND {}", open_to(places.size())),
      std::vector<store::Value>(places.begin(), places.end()), 1,
      [&](std::span<std::optional<std::string>> row) { ids.push_back(row[0].value_or("")); });
  return ids;
}

std::vector<std::pair<std::string, std::int64_t>> facet_values(store::Session& session,
                                                               std::string const& field,
                                                               std::size_t most) {
  return session(
             "SELECT value, COUNT(*) FROM scheme_facet WHERE field = :f GROUP BY value "
             "ORDER BY 2 DESC, 1 LIMIT :most",
             field, static_cast<std::int64_t>(most))
      .map(
          [](std::string value, std::int64_t count) { return std::pair{std::move(value), count}; });
}

}  // namespace pacte::aid
