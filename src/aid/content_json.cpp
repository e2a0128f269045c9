#include "aid/content_json.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t most_items = 100;

Json text_or_null(std::string const& text) {
  return text.empty() ? Json{} : Json(text);
}

struct Writer {
  SchemeField const& field;
  SchemeContent const& content;

  Json operator()(std::string SchemeContent::* member) const {
    return text_or_null(content.*member);
  }
  Json operator()(Texts SchemeContent::* member) const { return Json(content.*member); }
  Json operator()(Choices SchemeContent::* member) const {
    auto const& values = (content.*member).values;
    if (!field.single) return Json(values);
    return values.empty() ? Json{} : Json(values.front());
  }
  Json operator()(Notes SchemeContent::* member) const {
    auto notes = Json::array();
    for (auto const& note : content.*member) {
      notes.push_back({{std::string{field.about}, note.about},
                       {std::string{field.text}, text_or_null(note.text)}});
    }
    return notes;
  }
  Json operator()(std::optional<Euros> SchemeContent::* member) const {
    auto const& amount = content.*member;
    return amount ? Json(amount->cents) : Json{};
  }
  Json operator()(std::optional<BasisPoints> SchemeContent::* member) const {
    auto const& share = content.*member;
    return share ? Json(share->value) : Json{};
  }
};

class Reader {
 public:
  Reader(SchemeField const& field, Json const& value, SchemeContent& content,
         std::vector<FieldError>& faults)
      : field_{field},
        value_{value},
        content_{content},
        faults_{faults},
        at_{"/" + std::string{field.name}} {}

  void operator()(std::string SchemeContent::* member) {
    if (!value_.is_null()) content_.*member = text(value_, at_);
  }
  void operator()(Texts SchemeContent::* member) {
    each([&](Json const& item, std::string const& at) {
      (content_.*member).push_back(text(item, at));
    });
  }
  void operator()(Choices SchemeContent::* member) {
    auto const take = [&](Json const& item, std::string const& at) {
      auto const value = item.is_string() ? item.get<std::string>() : std::string{};
      if (std::ranges::find(field_.choices, value, &Choice::value) == field_.choices.end()) {
        fault(at, "Choisissez une des valeurs admises.");
      } else {
        (content_.*member).values.push_back(value);
      }
    };
    if (!field_.single) {
      each(take);
    } else if (!value_.is_null()) {
      take(value_, at_);
    }
  }
  void operator()(Notes SchemeContent::* member) {
    each([&](Json const& item, std::string const& at) {
      if (auto note = read_note(item, at)) (content_.*member).push_back(*std::move(note));
    });
  }
  void operator()(std::optional<Euros> SchemeContent::* member) {
    if (auto const cents = integer()) content_.*member = Euros{*cents};
  }
  void operator()(std::optional<BasisPoints> SchemeContent::* member) {
    if (auto const share = integer()) content_.*member = BasisPoints{*share};
  }

 private:
  void fault(std::string const& at, std::string message) {
    faults_.push_back({at, std::move(message)});
  }

  std::string text(Json const& value, std::string const& at) {
    if (!value.is_string() || trim(value.get_ref<std::string const&>()).empty()) {
      fault(at, "Un texte est attendu, ou null quand la source ne dit rien.");
      return {};
    }
    std::string read{trim(value.get_ref<std::string const&>())};
    if (length(read) > field_.longest)
      fault(at, fmt::format("{} caractères au plus.", field_.longest));
    return read;
  }

  void each(auto const& use) {
    if (value_.is_null()) return;
    if (!value_.is_array() || value_.size() > most_items) {
      fault(at_, fmt::format("Une liste de {} éléments au plus est attendue.", most_items));
      return;
    }
    for (std::size_t i = 0; i < value_.size(); ++i)
      use(value_[i], fmt::format("{}/{}", at_, i));
  }

  std::optional<Note> read_note(Json const& item, std::string const& at) {
    std::string const about{field_.about};
    std::string const said{field_.text};
    bool const shaped = item.is_object() && item.contains(about) &&
                        std::ranges::all_of(item.items(), [&](auto const& entry) {
                          return entry.key() == about || entry.key() == said;
                        });
    if (!shaped) {
      fault(at, fmt::format("Un objet de « {} » et « {} » est attendu.", about, said));
      return std::nullopt;
    }
    Note note{.about = text(item[about], at + "/" + about)};
    if (item.contains(said) && !item[said].is_null()) note.text = text(item[said], at + "/" + said);
    return note;
  }

  std::optional<std::int64_t> integer() {
    if (value_.is_null()) return std::nullopt;
    if (value_.is_number_integer()) return value_.get<std::int64_t>();
    fault(at_, "Un nombre entier est attendu, ou null quand la source ne dit rien.");
    return std::nullopt;
  }

  SchemeField const& field_;
  Json const& value_;
  SchemeContent& content_;
  std::vector<FieldError>& faults_;
  std::string at_;
};

struct SchemaOf {
  SchemeField const& field;

  Json operator()(std::string SchemeContent::* /*text*/) const {
    return {{"type", {"string", "null"}}, {"maxLength", field.longest}};
  }
  Json operator()(Texts SchemeContent::* /*texts*/) const {
    return {{"type", "array"}, {"items", {{"type", "string"}}}};
  }
  Json operator()(Choices SchemeContent::* /*choices*/) const {
    auto values = Json::array();
    for (auto const& choice : field.choices)
      values.push_back(choice.value);
    if (!field.single)
      return {{"type", "array"}, {"items", {{"type", "string"}, {"enum", values}}}};
    values.push_back(nullptr);
    return {{"enum", values}};
  }
  Json operator()(Notes SchemeContent::* /*notes*/) const {
    Json const properties{{std::string{field.about}, {{"type", "string"}}},
                          {std::string{field.text}, {{"type", {"string", "null"}}}}};
    return {{"type", "array"}, {"items", {{"type", "object"}, {"properties", properties}}}};
  }
  Json operator()(auto /*number*/) const { return {{"type", {"integer", "null"}}}; }
};

}  // namespace

Json to_json(SchemeContent const& content) {
  auto json = Json::object();
  for (auto const& field : scheme_fields())
    json[std::string{field.name}] = std::visit(Writer{field, content}, field.member);
  return json;
}

std::expected<SchemeContent, std::vector<FieldError>> read_content(Json const& json) {
  std::vector<FieldError> faults;
  if (!json.is_object())
    return std::unexpected{std::vector<FieldError>{{"", "Un objet est attendu."}}};
  SchemeContent content;
  for (auto const& [name, value] : json.items()) {
    auto const* field = scheme_field(name);
    if (field == nullptr) {
      faults.push_back({"/" + shorten(name, 60), "Ce champ n’existe pas."});
      continue;
    }
    Reader reader{*field, value, content, faults};
    std::visit([&](auto member) { reader(member); }, field->member);
  }
  if (!faults.empty()) return std::unexpected{std::move(faults)};
  return content;
}

Json content_schema() {
  auto properties = Json::object();
  auto required = Json::array();
  for (auto const& field : scheme_fields()) {
    auto schema = std::visit(SchemaOf{field}, field.member);
    schema["description"] = field.label;
    properties[std::string{field.name}] = std::move(schema);
    required.push_back(field.name);
  }
  return {{"type", "object"},
          {"description",
           "Ce que dit le dispositif ; null ou une liste vide : la source ne le dit pas."},
          {"properties", properties},
          {"required", required}};
}

}  // namespace pacte::aid
