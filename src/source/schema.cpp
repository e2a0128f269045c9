#include "source/schema.hpp"

#include "base/date.hpp"
#include "base/text.hpp"

namespace pacte::source {
namespace {

constexpr std::size_t max_id = 200;
constexpr std::size_t max_label = 400;
constexpr std::size_t max_items = 500;

// Fields that every kind shares after its own ones.
std::vector<std::string> const& envelope_tail() {
  static std::vector<std::string> const names{"note",      "inferred", "aliases",
                                              "conflicts", "see_also", "item_sources"};
  return names;
}

class Checker {
 public:
  Checker(RecordKind const& kind, Json const& record) : kind_{kind}, record_{record} {}

  std::vector<std::string> run() {
    check_id();
    required_text("label", max_label);
    check_sources();
    check_envelope();
    for (auto const& field : kind_.fields)
      check_field(field);
    check_unknown();
    if (faults_.empty() && kind_.check) faults_ = kind_.check(record_);
    return std::move(faults_);
  }

 private:
  template <class... A> void fault(fmt::format_string<A...> text, A&&... arguments) {
    faults_.push_back(fmt::format(text, std::forward<A>(arguments)...));
  }

  void check_id() {
    required_text("id", max_id);
    auto const id = text_or_empty(record_, "id");
    if (id.empty()) return;
    bool const plain = std::ranges::all_of(id, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '/';
    });
    if (!plain || id.find('/') == std::string::npos || id.starts_with('/') || id.ends_with('/')) {
      fault(
          "l’identifiant « {} » doit être de la forme « domaine/nom-court », en minuscules sans "
          "accent",
          id);
    }
  }

  void required_text(char const* name, std::size_t max) {
    auto const found = record_.find(name);
    if (found == record_.end()) {
      fault("le champ « {} » manque : ajoutez-le", name);
    } else if (!found->is_string() || trim(found->get_ref<std::string const&>()).empty()) {
      fault("le champ « {} » doit être un texte non vide", name);
    } else if (length(found->get_ref<std::string const&>()) > max) {
      fault("le champ « {} » dépasse {} caractères : raccourcissez-le", name, max);
    }
  }

  void check_source(Json const& source, std::string_view where) {
    if (!source.is_object() || text_or_empty(source, "doc").empty() ||
        !parse_lines(text_or_empty(source, "lines"))) {
      fault("{} doit nommer un document (« doc ») et ses lignes (« lines » : « 12 » ou « 12-48 »)",
            where);
    }
  }

  void check_sources() {
    auto const found = record_.find("sources");
    if (found == record_.end() || !found->is_array() || found->empty()) {
      fault(
          "« sources » doit être une liste d’au moins une source : chaque fait dit d’où il vient");
      return;
    }
    std::size_t index = 0;
    for (auto const& source : *found)
      check_source(source, fmt::format("la source n° {}", ++index));
  }

  void check_envelope() {
    if (auto const note = record_.find("note"); note != record_.end())
      check_text("note", *note, 4'000, {});
    for (char const* list : {"inferred", "aliases", "see_also"}) {
      if (auto const found = record_.find(list); found != record_.end())
        check_texts(list, *found, max_label, {});
    }
    check_conflicts();
    check_item_sources();
  }

  void check_conflicts() {
    auto const found = record_.find("conflicts");
    if (found == record_.end()) return;
    if (!found->is_array()) return fault("« conflicts » doit être une liste");
    for (auto const& conflict : *found) {
      if (!conflict.is_object() || text_or_empty(conflict, "field").empty() ||
          !conflict.contains("value")) {
        fault(
            "chaque élément de « conflicts » doit avoir « field », « value », « doc » et « lines "
            "»");
        continue;
      }
      check_source(conflict, "un élément de « conflicts »");
    }
  }

  void check_item_sources() {
    auto const found = record_.find("item_sources");
    if (found == record_.end()) return;
    if (!found->is_object()) return fault("« item_sources » doit être un objet");
    auto const sources = record_.contains("sources") ? record_["sources"].size() : 0;
    for (auto const& [list, positions] : found->items()) {
      auto const target = record_.find(list);
      if (target == record_.end() || !target->is_array() || !positions.is_array() ||
          positions.size() != target->size()) {
        fault("« item_sources.{} » doit avoir une liste par élément de « {} »", list, list);
        continue;
      }
      for (auto const& item : positions) {
        bool const good = item.is_array() && std::ranges::all_of(item, [&](Json const& position) {
                            return position.is_number_integer() &&
                                   position.get<std::int64_t>() >= 0 &&
                                   position.get<std::size_t>() < sources;
                          });
        if (!good) {
          fault("« item_sources.{} » doit donner des positions dans « sources » (de 0 à {})", list,
                sources - 1);
        }
      }
    }
  }

  void check_field(Field const& field) {
    auto const found = record_.find(field.name);
    if (found == record_.end()) {
      if (!field.optional)
        fault("le champ « {} » manque : ajoutez-le, au besoin avec null", field.name);
      return;
    }
    if (found->is_null()) {
      if (!field.nullable) fault("le champ « {} » ne peut pas être null", field.name);
      return;
    }
    check_value(field, *found);
  }

  void check_value(Field const& field, Json const& value) {
    switch (field.type) {
      case FieldType::text:
      case FieldType::reference:
        return check_text(field.name, value, field.max_length, field.values);
      case FieldType::texts:
      case FieldType::terms:
      case FieldType::references:
        return check_texts(field.name, value, field.max_length, field.values);
      case FieldType::integer:
        if (!value.is_number_integer())
          fault("le champ « {} » doit être un nombre entier", field.name);
        return;
      case FieldType::boolean:
        if (!value.is_boolean()) fault("le champ « {} » doit être true ou false", field.name);
        return;
      case FieldType::number_or_text:
        if (!value.is_number()) check_text(field.name, value, field.max_length, {});
        return;
      case FieldType::date:
        if (!value.is_string() || !parse_partial_date(value.get_ref<std::string const&>())) {
          fault(
              "le champ « {} » doit être une date qui existe : 2022, 2022-03, 2022-03-31, ou un "
              "intervalle A/B ou A/..",
              field.name);
        }
        return;
      case FieldType::lines:
        if (!value.is_string() || !parse_lines(value.get_ref<std::string const&>())) {
          fault("le champ « {} » doit être un intervalle de lignes : « 12 » ou « 12-48 »",
                field.name);
        }
        return;
      case FieldType::json: return;
    }
  }

  void check_text(std::string_view name, Json const& value, std::size_t max,
                  std::vector<std::string> const& values) {
    if (!value.is_string()) return fault("le champ « {} » doit être un texte", name);
    auto const& text = value.get_ref<std::string const&>();
    if (text.find('\0') != std::string::npos)
      fault("le champ « {} » contient un caractère nul", name);
    if (length(text) > max)
      fault("le champ « {} » dépasse {} caractères : raccourcissez-le", name, max);
    if (!values.empty() && std::ranges::find(values, text) == values.end()) {
      fault("le champ « {} » vaut « {} » ; valeurs admises : {}", name, shorten(text, 60),
            fmt::join(values, ", "));
    }
  }

  void check_texts(std::string_view name, Json const& value, std::size_t max,
                   std::vector<std::string> const& values) {
    if (!value.is_array()) return fault("le champ « {} » doit être une liste", name);
    if (value.size() > max_items)
      return fault("le champ « {} » a plus de {} éléments", name, max_items);
    for (auto const& item : value)
      check_text(name, item, max, values);
  }

  void check_unknown() {
    auto const known = field_order(kind_);
    for (auto const& [name, value] : record_.items()) {
      if (std::ranges::find(known, name) == known.end()) {
        fault("le champ « {} » est inconnu pour ce fichier : corrigez son nom ou retirez-le",
              shorten(name, 60));
      }
    }
  }

  RecordKind const& kind_;
  Json const& record_;
  std::vector<std::string> faults_;
};

Json type_schema(Field const& field) {
  Json text{{"type", "string"}};
  auto one = [&]() -> Json {
    switch (field.type) {
      case FieldType::text:
        if (!field.values.empty()) return {{"type", "string"}, {"enum", field.values}};
        return text;
      case FieldType::date:
        return {{"type", "string"}, {"description", "AAAA, AAAA-MM, AAAA-MM-JJ, A/B ou A/.."}};
      case FieldType::lines: return {{"type", "string"}, {"pattern", "^[0-9]+(-[0-9]+)?$"}};
      case FieldType::reference: return {{"type", "string"}, {"description", "identifiant"}};
      case FieldType::integer: return {{"type", "integer"}};
      case FieldType::boolean: return {{"type", "boolean"}};
      case FieldType::number_or_text: return {{"type", {"number", "string"}}};
      case FieldType::texts:
      case FieldType::terms:
      case FieldType::references: return {{"type", "array"}, {"items", text}};
      case FieldType::json: return Json::object();
    }
    return text;
  }();
  if (field.nullable && field.type != FieldType::json) {
    return {{"anyOf", Json::array({one, {{"type", "null"}}})}};
  }
  return one;
}

}  // namespace

std::vector<std::string> field_order(RecordKind const& kind) {
  std::vector<std::string> order{"id", "label"};
  std::vector<std::string> tail;
  for (auto const& field : kind.fields) {
    // Optional fields that only some records have stand after the sources, "part_of" apart.
    (field.optional && field.name != "part_of" ? tail : order).push_back(field.name);
  }
  order.emplace_back("sources");
  order.insert(order.end(), tail.begin(), tail.end());
  order.insert(order.end(), envelope_tail().begin(), envelope_tail().end());
  return order;
}

std::vector<std::string> check_record(RecordKind const& kind, Json const& record) {
  if (!record.is_object()) return {"la ligne doit être un objet JSON"};
  return Checker{kind, record}.run();
}

Json json_schema(RecordKind const& kind) {
  Json const text{{"type", "string"}};
  Json const texts{{"type", "array"}, {"items", text}};
  Json const source{{"$ref", "#/components/schemas/Source"}};
  Json properties{{"id", text}, {"label", text}};
  Json required = Json::array({"id", "label"});
  for (auto const& field : kind.fields) {
    properties[field.name] = type_schema(field);
    if (!field.optional) required.push_back(field.name);
  }
  required.push_back("sources");
  properties["sources"] = {{"type", "array"}, {"items", source}, {"minItems", 1}};
  properties["note"] = text;
  properties["inferred"] = texts;
  properties["aliases"] = texts;
  properties["conflicts"] = {{"type", "array"},
                             {"items", {{"$ref", "#/components/schemas/Conflict"}}}};
  properties["see_also"] = texts;
  properties["item_sources"] = {{"type", "object"}};
  return {{"type", "object"}, {"properties", properties}, {"required", required}};
}

std::optional<LineRange> parse_lines(std::string_view text) {
  auto const dash = text.find('-');
  auto const digits = [](std::string_view part) {
    return !part.empty() && part.size() < 10 &&
           std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  auto const first = text.substr(0, dash);
  auto const last = dash == std::string_view::npos ? first : text.substr(dash + 1);
  if (!digits(first) || !digits(last)) return std::nullopt;
  LineRange const range{*parse_integer(first), *parse_integer(last)};
  if (range.first < 1 || range.last < range.first) return std::nullopt;
  return range;
}

Field const* field_named(RecordKind const& kind, std::string_view name) {
  auto const found = std::ranges::find(kind.fields, name, &Field::name);
  return found == kind.fields.end() ? nullptr : &*found;
}

std::string value_label(RecordKind const& kind, std::string_view field, std::string_view value) {
  auto const* known = field_named(kind, field);
  if (known != nullptr) {
    auto const found = std::ranges::find(known->values, value);
    auto const index = static_cast<std::size_t>(found - known->values.begin());
    if (index < known->value_labels.size()) return known->value_labels[index];
  }
  return std::string{value};
}

std::string column_of(Field const& field) {
  return field.column.empty() ? field.name : field.column;
}

bool has_column(Field const& field) {
  return field.type != FieldType::references && field.type != FieldType::terms;
}

}  // namespace pacte::source
