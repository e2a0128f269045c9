#include "source/catalogue_store.hpp"

#include "base/text.hpp"
#include "source/store.hpp"

namespace pacte::source {
namespace {

using store::Session;
using store::Value;

// The clauses after FROM, and the values they bind, in their order.
class Clauses {
 public:
  explicit Clauses(RecordKind const& kind) {
    text_ = "JOIN source_record r ON r.id = t.id WHERE r.kind = :kind";
    values_.emplace_back(std::string{info(kind.kind).name});
  }

  void filter(RecordKind const& kind, CatalogueQuery const& query) {
    for (auto const& [name, value] : query.equal) {
      auto const* field = field_named(kind, name);
      if (field == nullptr) continue;
      auto const listed = [&](std::string_view table, std::string_view column) {
        return fmt::format(
            " AND EXISTS (SELECT 1 FROM {} f WHERE f.field = '{}' AND f.{} = {} AND f.record = "
            "t.id)",
            table, field->name, column, mark());
      };
      if (field->type == FieldType::terms) {
        text_ += listed("source_term", "value");
      } else if (field->type == FieldType::references) {
        text_ += listed("source_reference", "target");
      } else {
        text_ += fmt::format(" AND t.{} = {}", column_of(*field), mark());
      }
      values_.emplace_back(value);
    }
    if (query.among) add_among(*query.among);
  }

  void page(Session& session, CatalogueQuery const& query) {
    auto const key = session("SELECT sort_key FROM source_record WHERE id = :id", query.after)
                         .first([](std::string sort_key) { return sort_key; });
    if (key) {
      text_ += " AND (r.sort_key, r.id) > (:sort_key, :after)";
      values_.emplace_back(*key);
      values_.emplace_back(query.after);
    }
    text_ += " ORDER BY r.sort_key, r.id LIMIT :most";
    values_.emplace_back(static_cast<std::int64_t>(query.most));
  }

  void add(std::string_view clause) { text_ += clause; }
  [[nodiscard]] std::string const& text() const { return text_; }
  [[nodiscard]] std::vector<Value> const& values() const { return values_; }

 private:
  std::string mark() { return fmt::format(":f{}", next_++); }

  void add_among(std::vector<std::string> const& ids) {
    if (ids.empty()) {
      text_ += " AND 1 = 0";
      return;
    }
    // Few lengths, so that few statements are prepared: the last identifier fills up the list.
    std::size_t length = 16;
    while (length < ids.size())
      length *= 4;
    text_ += fmt::format(" AND t.id IN ({})", marks(length));
    values_.insert(values_.end(), ids.begin(), ids.end());
    values_.insert(values_.end(), length - ids.size(), ids.back());
  }

  std::string text_;
  std::vector<Value> values_;
  int next_ = 0;
};

Json cell_value(Field const& field, std::optional<std::string> const& cell) {
  if (!cell) return nullptr;
  switch (field.type) {
    case FieldType::integer: return parse_integer(*cell).value_or(0);
    case FieldType::boolean: return *cell == "1";
    case FieldType::number_or_text:
    case FieldType::texts:
    case FieldType::json: return parse_json(*cell).value_or(Json{});
    default: return *cell;
  }
}

}  // namespace

std::vector<CatalogueRow> catalogue_rows(Session& session, RecordKind const& kind,
                                         std::vector<std::string> const& fields,
                                         CatalogueQuery const& query) {
  std::vector<Field const*> read;
  std::string columns = "t.id, t.label";
  for (auto const& name : fields) {
    auto const* field = field_named(kind, name);
    if (field == nullptr || !has_column(*field)) continue;
    read.push_back(field);
    columns += ", t." + column_of(*field);
  }
  Clauses clauses{kind};
  clauses.filter(kind, query);
  clauses.page(session, query);
  std::vector<CatalogueRow> rows;
  session.each(
      fmt::format("SELECT {} FROM {} t {}", columns, info(kind.kind).table, clauses.text()),
      clauses.values(), read.size() + 2, [&](auto cells) {
        CatalogueRow row{cells[0].value_or(""), cells[1].value_or(""), Json::object()};
        for (std::size_t i = 0; i < read.size(); ++i) {
          row.fields[read[i]->name] = cell_value(*read[i], cells[i + 2]);
        }
        rows.push_back(std::move(row));
      });
  return rows;
}

std::int64_t catalogue_count(Session& session, RecordKind const& kind,
                             CatalogueQuery const& query) {
  Clauses clauses{kind};
  clauses.filter(kind, query);
  std::int64_t count = 0;
  session.each(fmt::format("SELECT COUNT(*) FROM {} t {}", info(kind.kind).table, clauses.text()),
               clauses.values(), 1,
               [&](auto cells) { count = parse_integer(cells[0].value_or("0")).value_or(0); });
  return count;
}

std::vector<std::pair<std::string, std::int64_t>> catalogue_values(Session& session,
                                                                   RecordKind const& kind,
                                                                   std::string const& name,
                                                                   CatalogueQuery const& query,
                                                                   std::size_t most) {
  auto const* field = field_named(kind, name);
  if (field == nullptr || field->type == FieldType::references) return {};
  bool const terms = field->type == FieldType::terms;
  auto const value = terms ? std::string{"g.value"} : "t." + column_of(*field);
  auto const joined =
      terms ? fmt::format("JOIN source_term g ON g.record = t.id AND g.field = '{}' ", field->name)
            : std::string{};
  Clauses clauses{kind};
  clauses.filter(kind, query);
  clauses.add(fmt::format(" AND {0} IS NOT NULL GROUP BY {0} ORDER BY COUNT(*) DESC, {0} LIMIT {1}",
                          value, most));
  std::vector<std::pair<std::string, std::int64_t>> counts;
  session.each(fmt::format("SELECT {}, COUNT(*) FROM {} t {}{}", value, info(kind.kind).table,
                           joined, clauses.text()),
               clauses.values(), 2, [&](auto cells) {
                 counts.emplace_back(cells[0].value_or(""),
                                     parse_integer(cells[1].value_or("0")).value_or(0));
               });
  return counts;
}

std::vector<TermRecord> records_with_term(Session& session, std::string const& field,
                                          std::string const& value, std::string const& after,
                                          std::size_t most) {
  auto const plan =
      session("SELECT target FROM source_reference WHERE record = :id AND field = 'plan'", after)
          .first([](std::string target) { return target; })
          .value_or("");
  return session(
             "SELECT r.id, r.kind, r.label, COALESCE(p.target, ''), COALESCE(q.label, '') "
             "FROM source_term t JOIN source_record r ON r.id = t.record "
             "LEFT JOIN source_reference p ON p.record = t.record AND p.field = 'plan' "
             "LEFT JOIN source_record q ON q.id = p.target "
             "WHERE t.field = :field AND t.value = :value "
             "AND (COALESCE(p.target, ''), t.record) > (:plan, :after) "
             "ORDER BY COALESCE(p.target, ''), t.record LIMIT :most",
             field, value, plan, after, most)
      .map([](std::string id, std::string const& kind, std::string label, std::string target,
              std::string target_label) {
        return TermRecord{std::move(id), kind_named(kind).value_or(Kind::plan_node),
                          std::move(label), std::move(target), std::move(target_label)};
      });
}

std::int64_t count_with_term(Session& session, std::string const& field, std::string const& value) {
  return session("SELECT COUNT(*) FROM source_term WHERE field = :field AND value = :value", field,
                 value)
      .first([](std::int64_t count) { return count; })
      .value_or(0);
}

}  // namespace pacte::source
