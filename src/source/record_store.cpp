#include "source/record_store.hpp"

#include "base/sort_key.hpp"
#include "base/text.hpp"

namespace pacte::source {
namespace {

using store::Session;
using store::Value;

Value column_value(Field const& field, Json const& value) {
  if (value.is_null()) return std::monostate{};
  switch (field.type) {
    case FieldType::integer: return value.get<std::int64_t>();
    case FieldType::boolean: return std::int64_t{value.get<bool>() ? 1 : 0};
    case FieldType::number_or_text:
    case FieldType::texts:
    case FieldType::json: return to_line(value);
    default: return value.get<std::string>();
  }
}

Json field_value(Field const& field, std::string const& column) {
  switch (field.type) {
    case FieldType::integer: return parse_integer(column).value_or(0);
    case FieldType::boolean: return column == "1";
    case FieldType::number_or_text:
    case FieldType::texts:
    case FieldType::json: return parse_json(column).value_or(Json{});
    default: return column;
  }
}

std::vector<std::string> columns_of(RecordKind const& kind) {
  std::vector<std::string> columns{"id", "label"};
  for (auto const& field : kind.fields) {
    if (has_column(field)) columns.push_back(column_of(field));
  }
  return columns;
}

void insert_own_row(Session& session, RecordKind const& kind, Json const& record) {
  std::vector<Value> values{record["id"].get<std::string>(), record["label"].get<std::string>()};
  for (auto const& field : kind.fields) {
    if (!has_column(field)) continue;
    auto const found = record.find(field.name);
    values.push_back(found == record.end() ? Value{} : column_value(field, *found));
  }
  auto const columns = columns_of(kind);
  std::vector<std::string> marks;
  for (std::size_t i = 0; i < columns.size(); ++i)
    marks.push_back(fmt::format(":v{}", i));
  session.run(fmt::format("INSERT INTO {} ({}) VALUES ({})", info(kind.kind).table,
                          fmt::join(columns, ", "), fmt::join(marks, ", ")),
              values);
}

std::optional<std::string> optional_text(Json const& record, char const* field) {
  auto const found = record.find(field);
  if (found == record.end()) return std::nullopt;
  return found->is_string() ? found->get<std::string>() : to_line(*found);
}

// The order of the record's fields, kept only where it is not the usual one.
std::optional<std::string> unusual_order(RecordKind const& kind, Json const& record) {
  std::vector<std::string> given;
  for (auto const& [name, value] : record.items())
    given.push_back(name);
  std::vector<std::string> usual;
  for (auto const& name : field_order(kind)) {
    if (record.contains(name)) usual.push_back(name);
  }
  return given == usual ? std::nullopt : std::optional{to_line(Json(given))};
}

void insert_registry_row(Session& session, RecordKind const& kind, Json const& record,
                         std::int64_t version, Instant now) {
  auto const label = record["label"].get<std::string>();
  session(
      "INSERT INTO source_record (id, kind, label, sort_key, version, changed_at, digest, note, "
      "inferred, aliases, "
      "item_sources, field_order) VALUES (:id, :kind, :label, :sort_key, :version, :changed_at, "
      ":digest, :note, "
      ":inferred, :aliases, :item_sources, :field_order)",
      record["id"].get<std::string>(), info(kind.kind).name, label, sort_key(label), version,
      to_iso(now), digest_of(record), optional_text(record, "note"),
      optional_text(record, "inferred"), optional_text(record, "aliases"),
      optional_text(record, "item_sources"), unusual_order(kind, record))
      .run();
}

void insert_sources(Session& session, std::string const& id, Json const& record) {
  int position = 0;
  for (auto const& source : record["sources"]) {
    auto const lines = source["lines"].get<std::string>();
    auto const range = parse_lines(lines).value_or(LineRange{1, 1});
    session(
        "INSERT INTO source_citation (record, position, document, lines, first_line, last_line) "
        "VALUES (:record, :position, :document, :lines, :first, :last)",
        id, position++, source["doc"].get<std::string>(), lines, range.first, range.last)
        .run();
  }
  position = 0;
  for (auto const& conflict : record.value("conflicts", Json::array())) {
    session(
        "INSERT INTO source_conflict (record, position, field, value, document, lines) "
        "VALUES (:record, :position, :field, :value, :document, :lines)",
        id, position++, conflict["field"].get<std::string>(), to_line(conflict["value"]),
        conflict["doc"].get<std::string>(), conflict["lines"].get<std::string>())
        .run();
  }
}

void insert_list(Session& session, std::string const& id, std::string const& field,
                 Json const& items, bool references) {
  int position = 0;
  for (auto const& item : items) {
    if (references) {
      session(
          "INSERT INTO source_reference (record, field, position, target) VALUES (:record, :field, "
          ":position, :target)",
          id, field, position++, item.get<std::string>())
          .run();
    } else {
      session(
          "INSERT INTO source_term (record, field, position, value) VALUES (:record, :field, "
          ":position, :value)",
          id, field, position++, item.get<std::string>())
          .run();
    }
  }
}

void insert_lists(Session& session, RecordKind const& kind, std::string const& id,
                  Json const& record) {
  for (auto const& field : kind.fields) {
    auto const found = record.find(field.name);
    if (found == record.end() || found->is_null()) continue;
    if (field.type == FieldType::references) insert_list(session, id, field.name, *found, true);
    if (field.type == FieldType::terms) insert_list(session, id, field.name, *found, false);
    if (field.type == FieldType::reference)
      insert_list(session, id, field.name, Json::array({*found}), true);
  }
  if (record.contains("see_also")) insert_list(session, id, "see_also", record["see_also"], true);
}

// What the registry holds about some records, gathered in one pass for a whole list.
struct Envelope {
  std::optional<std::string> note, inferred, aliases, item_sources, order;
  Json sources = Json::array();
  Json conflicts = Json::array();
  std::map<std::string, Json> lists;  // references and terms by field
};

class Reader {
 public:
  Reader(Session& session, RecordKind const& kind) : session_{session}, kind_{kind} {}

  std::optional<Json> one(std::string const& id) {
    auto rows = select("WHERE t.id = :id", {id});
    if (rows.empty()) return std::nullopt;
    return whole(rows.front(), envelope(id));
  }

  std::vector<Json> some(std::string const& conditions, std::vector<Value> const& values) {
    std::vector<Json> records;
    for (auto const& row : select(conditions, values))
      records.push_back(whole(row, envelope(*row.front())));
    return records;
  }

 private:
  using Row = std::vector<std::optional<std::string>>;

  std::vector<Row> select(std::string const& conditions, std::vector<Value> const& values) {
    auto const columns = columns_of(kind_);
    std::vector<Row> rows;
    session_.each(fmt::format("SELECT t.{} FROM {} t {}", fmt::join(columns, ", t."),
                              info(kind_.kind).table, conditions),
                  values, columns.size(),
                  [&](auto cells) { rows.emplace_back(cells.begin(), cells.end()); });
    return rows;
  }

  Envelope envelope(std::string const& id) {
    Envelope all;
    session_(
        "SELECT note, inferred, aliases, item_sources, field_order FROM source_record WHERE id = "
        ":id",
        id)
        .each([&](std::optional<std::string> note, std::optional<std::string> inferred,
                  std::optional<std::string> aliases, std::optional<std::string> item_sources,
                  std::optional<std::string> order) {
          all.note = std::move(note);
          all.inferred = std::move(inferred);
          all.aliases = std::move(aliases);
          all.item_sources = std::move(item_sources);
          all.order = std::move(order);
        });
    session_("SELECT document, lines FROM source_citation WHERE record = :id ORDER BY position", id)
        .each([&](std::string document, std::string lines) {
          all.sources.push_back({{"doc", document}, {"lines", lines}});
        });
    session_(
        "SELECT field, value, document, lines FROM source_conflict WHERE record = :id ORDER BY "
        "position",
        id)
        .each([&](std::string const& field, std::string const& value, std::string const& document,
                  std::string const& lines) {
          all.conflicts.push_back({{"field", field},
                                   {"value", parse_json(value).value_or(Json{})},
                                   {"doc", document},
                                   {"lines", lines}});
        });
    session_(
        "SELECT field, target FROM source_reference WHERE record = :id ORDER BY field, position",
        id)
        .each([&](std::string const& field, std::string const& target) {
          all.lists[field].push_back(target);
        });
    session_("SELECT field, value FROM source_term WHERE record = :id ORDER BY field, position", id)
        .each([&](std::string const& field, std::string const& value) {
          all.lists[field].push_back(value);
        });
    return all;
  }

  Json whole(Row const& row, Envelope envelope) {
    std::map<std::string, Json> fields{
        {"id", *row[0]}, {"label", *row[1]}, {"sources", std::move(envelope.sources)}};
    std::size_t column = 2;
    for (auto const& field : kind_.fields) {
      if (!has_column(field)) {
        auto const list = envelope.lists.find(field.name);
        fields[field.name] = list == envelope.lists.end() ? Json::array() : list->second;
        continue;
      }
      auto const& cell = row[column++];
      if (cell) {
        fields[field.name] = field_value(field, *cell);
      } else if (!field.optional) {
        fields[field.name] = nullptr;
      }
    }
    auto const add = [&](char const* name, std::optional<std::string> const& json) {
      if (json) fields[name] = parse_json(*json).value_or(Json{});
    };
    if (envelope.note) fields["note"] = *envelope.note;
    add("inferred", envelope.inferred);
    add("aliases", envelope.aliases);
    add("item_sources", envelope.item_sources);
    if (!envelope.conflicts.empty()) fields["conflicts"] = std::move(envelope.conflicts);
    if (auto const see = envelope.lists.find("see_also"); see != envelope.lists.end())
      fields["see_also"] = see->second;
    std::vector<std::string> order = field_order(kind_);
    if (envelope.order)
      order = parse_json(*envelope.order).value_or(Json::array()).get<std::vector<std::string>>();
    Json record = Json::object();
    for (auto const& name : order) {
      if (auto const found = fields.find(name); found != fields.end())
        record[name] = std::move(found->second);
    }
    return record;
  }

  Session& session_;
  RecordKind const& kind_;
};

// Conditions and values of a list's filters, joined by AND after `conditions`.
void add_filters(RecordKind const& kind, ListQuery const& query, std::string& conditions,
                 std::vector<Value>& values) {
  int number = 0;
  for (auto const& [name, value] : query.equal) {
    auto const* field = field_named(kind, name);
    if (field == nullptr) continue;
    auto const mark = fmt::format(":f{}", number++);
    if (field->type == FieldType::terms) {
      conditions += fmt::format(
          " AND EXISTS (SELECT 1 FROM source_term f WHERE f.field = '{}' AND f.value = {} AND "
          "f.record = t.id)",
          field->name, mark);
    } else if (field->type == FieldType::references) {
      conditions += fmt::format(
          " AND EXISTS (SELECT 1 FROM source_reference f WHERE f.field = '{}' AND f.target = {} "
          "AND f.record = t.id)",
          field->name, mark);
    } else {
      conditions += fmt::format(" AND t.{} = {}", column_of(*field), mark);
    }
    values.emplace_back(value);
  }
}

}  // namespace

std::map<std::string, StoredRecord> stored_records(Session& session) {
  std::map<std::string, StoredRecord> all;
  session("SELECT id, kind, version, digest FROM source_record")
      .each([&](std::string id, std::string const& kind, std::int64_t version, std::string digest) {
        all.emplace(std::move(id), StoredRecord{kind_named(kind).value_or(Kind::document), version,
                                                std::move(digest)});
      });
  return all;
}

std::string digest_of(Json const& record) {
  return sha256_hex(to_line(record));
}

void insert_record(Session& session, RecordKind const& kind, Json const& record,
                   std::int64_t version, Instant now) {
  auto const id = record["id"].get<std::string>();
  insert_registry_row(session, kind, record, version, now);
  insert_own_row(session, kind, record);
  insert_sources(session, id, record);
  insert_lists(session, kind, id, record);
}

void erase_record(Session& session, RecordKind const& kind, std::string const& id) {
  Value const bound = id;
  session.run(fmt::format("DELETE FROM {} WHERE id = :id", info(kind.kind).table), {&bound, 1});
  session("DELETE FROM source_citation WHERE record = :id", id).run();
  session("DELETE FROM source_conflict WHERE record = :id", id).run();
  session("DELETE FROM source_reference WHERE record = :id", id).run();
  session("DELETE FROM source_term WHERE record = :id", id).run();
  session("DELETE FROM source_record WHERE id = :id", id).run();
}

std::optional<Json> read_record(Session& session, RecordKind const& kind, std::string const& id) {
  return Reader{session, kind}.one(id);
}

std::vector<Json> list_records(Session& session, RecordKind const& kind, ListQuery const& query) {
  std::string conditions = "WHERE t.id > :after";
  std::vector<Value> values{query.after};
  add_filters(kind, query, conditions, values);
  conditions += " ORDER BY t.id LIMIT :most";
  values.emplace_back(static_cast<std::int64_t>(query.most));
  return Reader{session, kind}.some(conditions, values);
}

std::vector<Json> list_records_by_label(Session& session, RecordKind const& kind,
                                        ListQuery const& query) {
  std::string sort_key;
  session("SELECT sort_key FROM source_record WHERE id = :id", query.after)
      .each([&](std::string key) { sort_key = std::move(key); });
  // The comparison of rows is the key of the page: both engines walk the index with it.
  std::string conditions =
      "JOIN source_record r ON r.id = t.id WHERE r.kind = :kind AND (r.sort_key, r.id) > "
      "(:sort_key, :after)";
  std::vector<Value> values{std::string{info(kind.kind).name}, sort_key, query.after};
  add_filters(kind, query, conditions, values);
  conditions += " ORDER BY r.sort_key, r.id LIMIT :most";
  values.emplace_back(static_cast<std::int64_t>(query.most));
  return Reader{session, kind}.some(conditions, values);
}

std::vector<std::pair<std::string, std::int64_t>> count_values(Session& session,
                                                               RecordKind const& kind,
                                                               std::string const& name) {
  auto const* field = field_named(kind, name);
  if (field == nullptr) return {};
  bool const terms = field->type == FieldType::terms;
  auto const sql = terms ? fmt::format(
                               "SELECT f.value, COUNT(*) FROM source_term f JOIN {} t ON t.id = "
                               "f.record WHERE f.field = '{}' "
                               "GROUP BY f.value ORDER BY COUNT(*) DESC, f.value",
                               info(kind.kind).table, field->name)
                         : fmt::format(
                               "SELECT t.{0}, COUNT(*) FROM {1} t WHERE t.{0} IS NOT NULL GROUP BY "
                               "t.{0} ORDER BY COUNT(*) DESC, t.{0}",
                               column_of(*field), info(kind.kind).table);
  std::vector<std::pair<std::string, std::int64_t>> counts;
  session.each(sql, {}, 2, [&](auto cells) {
    counts.emplace_back(cells[0].value_or(""), parse_integer(cells[1].value_or("0")).value_or(0));
  });
  return counts;
}

}  // namespace pacte::source
