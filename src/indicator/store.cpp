#include "indicator/store.hpp"

#include "base/text.hpp"
#include "source/store.hpp"
#include "store/journal.hpp"

namespace pacte::indicator {
namespace {

using store::Session;
using store::Value;

constexpr std::size_t columns = 15;
constexpr std::string_view select_figures =
    "SELECT i.id, i.label, i.value, i.qualifier, i.unit, i.observed_on, i.target, i.target_date, "
    "i.baseline, "
    "i.territory, i.source_printed, i.about, i.series, r.note, r.inferred "
    "FROM indicator i JOIN source_record r ON r.id = i.id ";
constexpr std::string_view oldest_first =
    "CASE WHEN i.observed_on IS NULL THEN 1 ELSE 0 END, i.observed_on, i.id";

Json literal(std::optional<std::string> const& cell) {
  return cell ? parse_json(*cell).value_or(Json{}) : Json{};
}

Figure figure_of(std::span<std::optional<std::string> const> cells) {
  auto const text = [&](std::size_t i) { return cells[i].value_or(""); };
  auto const inferred = literal(cells[14]);
  return {.id = text(0),
          .label = text(1),
          .value = literal(cells[2]),
          .qualifier = text(3),
          .unit = text(4),
          .date = text(5),
          .target = literal(cells[6]),
          .target_date = text(7),
          .baseline = literal(cells[8]),
          .territory = text(9),
          .source_printed = text(10),
          .about = text(11),
          .series = text(12),
          .note = text(13),
          .computed =
              inferred.is_array() && std::ranges::find(inferred, Json("value")) != inferred.end()};
}

std::vector<Figure> select(Session& session, std::string const& conditions,
                           std::vector<Value> const& values) {
  std::vector<Figure> figures;
  session.each(std::string{select_figures} + conditions, values, columns,
               [&](auto cells) { figures.push_back(figure_of(cells)); });
  return figures;
}

std::string escape_like(std::string_view text) {
  std::string escaped;
  for (char const c : text) {
    if (c == '%' || c == '_' || c == '!') escaped += '!';
    escaped += c;
  }
  return escaped;
}

constexpr std::size_t most_words = 6;

// The conditions of a filter, each with its values in their order.
void add_filter(FigureFilter const& filter, std::string& conditions, std::vector<Value>& values) {
  auto const add = [&](std::string const& value, std::string_view condition) {
    if (value.empty()) return;
    conditions += " AND ";
    conditions += condition;
    values.emplace_back(value);
  };
  std::size_t number = 0;
  auto const folded = fold(filter.words);
  for (auto const word : split(folded, ' ')) {
    if (word.empty() || number == most_words) continue;
    add("%" + escape_like(word) + "%", fmt::format("r.sort_key LIKE :word{} ESCAPE '!'", number));
    ++number;
  }
  add(filter.territory, "i.territory = :territory");
  add(filter.theme,
      "EXISTS (SELECT 1 FROM source_term t WHERE t.field = 'themes' AND t.value = :theme AND "
      "t.record = i.about)");
  add(filter.plan,
      "EXISTS (SELECT 1 FROM source_reference p WHERE p.field = 'plan' AND p.target = :plan AND "
      "p.record = i.about)");
  add(filter.about, "i.about = :about");
  add(filter.series, "i.series = :series");
  add(filter.document,
      "EXISTS (SELECT 1 FROM source_citation c WHERE c.document = :document AND c.record = i.id)");
  add(filter.year.empty() ? "" : escape_like(filter.year) + "%",
      "i.observed_on LIKE :year ESCAPE '!'");
  if (filter.with_target) conditions += " AND i.target IS NOT NULL";
  if (filter.differing) conditions += " AND i.series IS NOT NULL";
}

std::vector<Series> grouped_by_series(std::vector<Figure> figures) {
  std::vector<Series> all;
  for (auto& figure : figures) {
    if (all.empty() || all.back().id != figure.series) all.push_back({figure.series, {}});
    if (all.back().figures.size() < most_figures) all.back().figures.push_back(std::move(figure));
  }
  return all;
}

std::vector<Count> counts(Session& session, std::string_view sql) {
  return session(sql).map(
      [](std::string value, std::int64_t count) { return Count{std::move(value), count}; });
}

std::int64_t count(Session& session, std::string_view sql) {
  return session(sql).first([](std::int64_t found) { return found; }).value_or(0);
}

}  // namespace

std::optional<Figure> figure(Session& session, std::string const& id) {
  auto found = select(session, "WHERE i.id = :id", {id});
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

std::vector<Figure> figures_about(Session& session, std::string const& id) {
  return select(session, "WHERE i.about = :about ORDER BY r.sort_key, i.id LIMIT :most",
                {id, static_cast<std::int64_t>(most_figures)});
}

std::vector<Figure> figures_of_territory(Session& session, std::string const& territory) {
  return select(session, "WHERE i.territory = :territory ORDER BY r.sort_key, i.id LIMIT :most",
                {territory, static_cast<std::int64_t>(most_figures)});
}

std::vector<Figure> figures_of_series(Session& session, std::string const& series) {
  return select(session,
                fmt::format("WHERE i.series = :series ORDER BY {} LIMIT :most", oldest_first),
                {series, static_cast<std::int64_t>(most_figures)});
}

std::vector<Series> series_of(Session& session, std::vector<std::string> const& ids) {
  if (ids.empty()) return {};
  std::vector<Value> const values(ids.begin(), ids.end());
  return grouped_by_series(select(session,
                                  fmt::format("WHERE i.series IN ({}) ORDER BY i.series, {}",
                                              source::marks(ids.size()), oldest_first),
                                  values));
}

std::vector<Series> list_series(Session& session, std::string const& after, std::size_t most) {
  auto const ids =
      session(
          "SELECT DISTINCT series FROM indicator WHERE series > :after ORDER BY series LIMIT :most",
          after, static_cast<std::int64_t>(most))
          .map([](std::string id) { return id; });
  return series_of(session, ids);
}

std::vector<Figure> list_figures(Session& session, FigureFilter const& filter,
                                 std::string const& after, std::size_t most) {
  std::string sort_key;
  session("SELECT sort_key FROM source_record WHERE id = :id", after).each([&](std::string key) {
    sort_key = std::move(key);
  });
  std::string conditions =
      "WHERE r.kind = 'indicator' AND (r.sort_key, r.id) > (:sort_key, :after)";
  std::vector<Value> values{sort_key, after};
  add_filter(filter, conditions, values);
  conditions += " ORDER BY r.sort_key, r.id LIMIT :most";
  values.emplace_back(static_cast<std::int64_t>(most));
  return select(session, conditions, values);
}

std::vector<Figure> list_figures_by_id(Session& session, FigureFilter const& filter,
                                       std::string const& after, std::size_t most) {
  std::string conditions = "WHERE i.id > :after";
  std::vector<Value> values{after};
  add_filter(filter, conditions, values);
  conditions += " ORDER BY i.id LIMIT :most";
  values.emplace_back(static_cast<std::int64_t>(most));
  return select(session, conditions, values);
}

Facets count_facets(Session& session) {
  Facets facets;
  facets.territories =
      counts(session,
             "SELECT territory, COUNT(*) FROM indicator WHERE territory IS NOT NULL "
             "GROUP BY territory ORDER BY COUNT(*) DESC, territory");
  facets.years = counts(
      session,
      "SELECT SUBSTR(observed_on, 1, 4), COUNT(*) FROM indicator WHERE observed_on IS NOT NULL "
      "GROUP BY SUBSTR(observed_on, 1, 4) ORDER BY SUBSTR(observed_on, 1, 4) DESC");
  facets.themes =
      counts(session,
             "SELECT t.value, COUNT(*) FROM indicator i JOIN source_term t ON t.record = i.about "
             "AND t.field = 'themes' GROUP BY t.value ORDER BY COUNT(*) DESC, t.value");
  facets.documents = counts(
      session,
      "SELECT c.document, COUNT(DISTINCT i.id) FROM indicator i JOIN source_citation c "
      "ON c.record = i.id GROUP BY c.document ORDER BY COUNT(DISTINCT i.id) DESC, c.document");
  facets.figures = count(session, "SELECT COUNT(*) FROM indicator");
  facets.with_target = count(session, "SELECT COUNT(*) FROM indicator WHERE target IS NOT NULL");
  return facets;
}

std::int64_t revision(Session& session) {
  auto const latest = store::journal_page(session, "", 0, 1);
  return latest.empty() ? 0 : latest.front().seq;
}

}  // namespace pacte::indicator
