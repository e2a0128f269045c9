#include "source/store.hpp"

#include "base/text.hpp"
#include "source/schema.hpp"

namespace pacte::source {
namespace {

using store::Session;
using store::Value;

std::vector<Value> bound(std::vector<std::string> const& ids) {
  return {ids.begin(), ids.end()};
}

std::vector<std::string> texts(std::optional<std::string> const& json) {
  if (!json) return {};
  return parse_json(*json).value_or(Json::array()).get<std::vector<std::string>>();
}

Kind kind_of(std::string const& name) {
  return kind_named(name).value_or(Kind::document);
}

}  // namespace

std::string marks(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i)
    text += fmt::format("{}:a{}", i == 0 ? "" : ", ", i);
  return text;
}

std::optional<Provenance> provenance(Session& session, std::string const& id) {
  auto found =
      session(
          "SELECT version, changed_at, note, inferred, aliases, item_sources FROM source_record "
          "WHERE id = :id",
          id)
          .first([](std::int64_t version, std::string changed_at,
                    std::optional<std::string> const& note,
                    std::optional<std::string> const& inferred,
                    std::optional<std::string> const& aliases,
                    std::optional<std::string> const& item_sources) {
            Provenance all;
            all.version = version;
            all.changed_at = std::move(changed_at);
            all.note = note.value_or("");
            all.inferred = texts(inferred);
            all.aliases = texts(aliases);
            if (item_sources) all.item_sources = parse_json(*item_sources).value_or(Json{});
            return all;
          });
  if (!found) return std::nullopt;
  found->sources =
      session(
          "SELECT c.document, d.label, d.publisher, d.date, d.act, d.lines, c.lines FROM "
          "source_citation c "
          "JOIN source_document d ON d.id = c.document WHERE c.record = :id ORDER BY c.position",
          id)
          .map([](std::string document, std::string label, std::string publisher,
                  std::optional<std::string> const& date, std::optional<std::string> const& act,
                  std::string document_lines, std::string lines) {
            return Citation{std::move(document), std::move(label), std::move(publisher),
                            date.value_or(""),   act.value_or(""), std::move(document_lines),
                            std::move(lines)};
          });
  found->conflicts =
      session(
          "SELECT c.field, c.value, c.document, d.label, d.publisher, d.date, d.act, d.lines, "
          "c.lines "
          "FROM source_conflict c JOIN source_document d ON d.id = c.document WHERE c.record = :id "
          "ORDER BY c.position",
          id)
          .map([](std::string field, std::string const& value, std::string document,
                  std::string label, std::string publisher, std::optional<std::string> const& date,
                  std::optional<std::string> const& act, std::string document_lines,
                  std::string lines) {
            return Conflict{
                std::move(field),
                parse_json(value).value_or(Json{}),
                {std::move(document), std::move(label), std::move(publisher), date.value_or(""),
                 act.value_or(""), std::move(document_lines), std::move(lines)}};
          });
  return found;
}

std::optional<Summary> summary(Session& session, std::string const& id) {
  return session("SELECT kind, label FROM source_record WHERE id = :id", id)
      .first([&](std::string const& kind, std::string label) {
        return Summary{id, kind_of(kind), std::move(label)};
      });
}

std::map<std::string, Summary> summaries(Session& session, std::vector<std::string> const& ids) {
  std::map<std::string, Summary> found;
  if (ids.empty()) return found;
  session.each(
      fmt::format("SELECT id, kind, label FROM source_record WHERE id IN ({})", marks(ids.size())),
      bound(ids), 3, [&](auto cells) {
        found.emplace(*cells[0], Summary{*cells[0], kind_of(*cells[1]), *cells[2]});
      });
  return found;
}

std::map<std::string, std::vector<Citation>> citations(Session& session,
                                                       std::vector<std::string> const& ids) {
  std::map<std::string, std::vector<Citation>> found;
  if (ids.empty()) return found;
  session.each(
      fmt::format(
          "SELECT c.record, c.document, d.label, d.publisher, d.date, d.act, d.lines, c.lines "
          "FROM source_citation c JOIN source_document d ON d.id = c.document "
          "WHERE c.record IN ({}) ORDER BY c.record, c.position",
          marks(ids.size())),
      bound(ids), 8, [&](auto cells) {
        found[*cells[0]].push_back({*cells[1], *cells[2], *cells[3], cells[4].value_or(""),
                                    cells[5].value_or(""), *cells[6], *cells[7]});
      });
  return found;
}

std::vector<Summary> references(Session& session, std::string const& id, std::string const& field) {
  return session(
             "SELECT r.id, r.kind, r.label FROM source_reference f JOIN source_record r ON r.id = "
             "f.target "
             "WHERE f.record = :id AND f.field = :field ORDER BY f.position",
             id, field)
      .map([](std::string target, std::string const& kind, std::string label) {
        return Summary{std::move(target), kind_of(kind), std::move(label)};
      });
}

std::vector<Mention> mentions(Session& session, std::string const& id, std::size_t most) {
  return session(
             "SELECT f.field, r.id, r.kind, r.label FROM source_reference f JOIN source_record r "
             "ON r.id = f.record "
             "WHERE f.target = :id ORDER BY f.field, r.kind, r.sort_key, r.id LIMIT :most",
             id, most)
      .map([](std::string field, std::string record, std::string const& kind, std::string label) {
        return Mention{std::move(field), {std::move(record), kind_of(kind), std::move(label)}};
      });
}

std::vector<std::string> naming(Session& session, std::vector<std::string> const& ids,
                                std::string const& field) {
  std::vector<std::string> records;
  if (ids.empty()) return records;
  auto values = bound(ids);
  values.emplace_back(field);
  session.each(fmt::format("SELECT DISTINCT record FROM source_reference "
                           "WHERE target IN ({}) AND field = :field ORDER BY record",
                           marks(ids.size())),
               values, 1, [&](auto cells) { records.push_back(*cells[0]); });
  return records;
}

std::vector<std::string> terms(Session& session, std::string const& id, std::string const& field) {
  return session(
             "SELECT value FROM source_term WHERE record = :id AND field = :field ORDER BY "
             "position",
             id, field)
      .map([](std::string value) { return value; });
}

std::vector<std::pair<std::string, std::int64_t>> all_terms(Session& session,
                                                            std::string const& field) {
  return session(
             "SELECT value, COUNT(*) FROM source_term WHERE field = :field GROUP BY value ORDER BY "
             "COUNT(*) DESC, value",
             field)
      .map(
          [](std::string value, std::int64_t count) { return std::pair{std::move(value), count}; });
}

std::vector<DocumentLine> drawn_from(Session& session, std::string const& document,
                                     std::int64_t first, std::int64_t last,
                                     std::string const& after, std::size_t most) {
  std::int64_t from_line = 0;
  std::string from_record;
  if (auto const colon = after.find(':'); colon != std::string::npos) {
    from_line = parse_integer(std::string_view{after}.substr(0, colon)).value_or(0);
    from_record = after.substr(colon + 1);
  }
  return session(
             "SELECT r.id, r.kind, r.label, c.lines, c.first_line, c.last_line FROM "
             "source_citation c "
             "JOIN source_record r ON r.id = c.record "
             "WHERE c.document = :document AND c.first_line <= :last AND c.last_line >= :first "
             "AND (c.first_line, c.record) > (:from_line, :from_record) "
             "ORDER BY c.first_line, c.record, c.position LIMIT :most",
             document, last, first, from_line, from_record, most)
      .map([](std::string id, std::string const& kind, std::string label, std::string lines,
              std::int64_t first_line, std::int64_t last_line) {
        return DocumentLine{{std::move(id), kind_of(kind), std::move(label)},
                            std::move(lines),
                            first_line,
                            last_line};
      });
}

std::vector<std::int64_t> density(Session& session, std::string const& document, std::int64_t first,
                                  std::int64_t last, std::size_t slices) {
  std::vector<std::int64_t> counts(slices, 0);
  auto const span = std::max<std::int64_t>(1, last - first + 1);
  auto const slice_of = [&](std::int64_t line) {
    auto const at =
        (std::clamp(line, first, last) - first) * static_cast<std::int64_t>(slices) / span;
    return static_cast<std::size_t>(at);
  };
  session(
      "SELECT first_line, COUNT(*) FROM source_citation WHERE document = :document GROUP BY "
      "first_line",
      document)
      .each([&](std::int64_t line, std::int64_t count) { counts[slice_of(line)] += count; });
  return counts;
}

std::map<Kind, std::int64_t> kinds_drawn_from(Session& session, std::string const& document) {
  std::map<Kind, std::int64_t> counts;
  session(
      "SELECT r.kind, COUNT(DISTINCT r.id) FROM source_citation c JOIN source_record r ON r.id = "
      "c.record "
      "WHERE c.document = :document GROUP BY r.kind",
      document)
      .each([&](std::string const& kind, std::int64_t count) { counts[kind_of(kind)] = count; });
  return counts;
}

std::map<Kind, std::int64_t> count_by_kind(Session& session) {
  std::map<Kind, std::int64_t> counts;
  session("SELECT kind, COUNT(*) FROM source_record GROUP BY kind")
      .each([&](std::string const& kind, std::int64_t count) { counts[kind_of(kind)] = count; });
  return counts;
}

std::string last_change(Session& session) {
  return session("SELECT MAX(changed_at) FROM source_record")
      .first([](std::optional<std::string> const& at) { return at.value_or(""); })
      .value_or("");
}

void each_record(Session& session,
                 std::function<bool(Summary const&, std::string const&)> const& use) {
  bool more = true;
  session("SELECT id, kind, label, changed_at FROM source_record ORDER BY id")
      .each([&](std::string id, std::string const& kind, std::string label,
                std::string const& changed_at) {
        if (more) more = use({std::move(id), kind_of(kind), std::move(label)}, changed_at);
      });
}

namespace {

auto const document_row = [](std::string id, std::string label, std::string title, std::string type,
                             std::string publisher, std::optional<std::string> const& date,
                             std::optional<std::string> const& act, std::string file,
                             std::optional<std::string> const& part_of, std::string lines,
                             std::optional<std::string> const& amends) {
  return DocumentInfo{std::move(id),        std::move(label),  std::move(title),   std::move(type),
                      std::move(publisher), date.value_or(""), act.value_or(""),   std::move(file),
                      part_of.value_or(""), std::move(lines),  amends.value_or("")};
};

}  // namespace

std::vector<DocumentInfo> documents(Session& session) {
  return session(
             "SELECT id, label, title, type, publisher, date, act, file, part_of, lines, amends "
             "FROM source_document ORDER BY id")
      .map(document_row);
}

std::optional<DocumentInfo> document(Session& session, std::string const& id) {
  return session(
             "SELECT id, label, title, type, publisher, date, act, file, part_of, lines, amends "
             "FROM source_document WHERE id = :id",
             id)
      .first(document_row);
}

}  // namespace pacte::source
