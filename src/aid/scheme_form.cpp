#include "aid/scheme_form.hpp"

#include <algorithm>

#include "aid/scheme_text.hpp"
#include "base/markup.hpp"
#include "base/text.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t longest_area = 20'000;
constexpr std::size_t longest_number = 40;
constexpr std::size_t most_rows = 30;

using web::Parameters;

std::string row_name(SchemeField const& field, std::size_t row, std::string_view which) {
  return fmt::format("{}-{}-{}", field.name, row, which);
}

std::string choice_name(SchemeField const& field, Choice const& choice) {
  return fmt::format("{}-{}", field.name, choice.value);
}

// The ambitions have a table of their own: served or not, and why.
std::string ambition_name(Ambition const& ambition, std::string_view which) {
  return fmt::format("ambition-{}-{}", slug(ambition.id), which);
}

bool in_ambition_table(SchemeField const& field) {
  return field.name == "ambitions" || field.name == "no_contradiction";
}

struct Filling {
  SchemeField const& field;
  SchemeContent const& content;
  Digits style;
  Parameters& form;

  void add(std::string value) const { form.add(std::string{field.name}, std::move(value)); }

  void operator()(std::string SchemeContent::* member) const { add(content.*member); }
  void operator()(Texts SchemeContent::* member) const {
    add(fmt::format("{}", fmt::join(content.*member, "\n")));
  }
  void operator()(Choices SchemeContent::* member) const {
    auto const& values = (content.*member).values;
    if (field.single) {
      add(values.empty() ? "" : values.front());
      return;
    }
    for (auto const& choice : field.choices) {
      if (std::ranges::find(values, choice.value) != values.end())
        form.add(choice_name(field, choice), "on");
    }
  }
  void operator()(Notes SchemeContent::* member) const {
    std::size_t row = 0;
    for (auto const& note : content.*member) {
      ++row;
      form.add(row_name(field, row, field.about), note.about);
      form.add(row_name(field, row, field.text), note.text);
    }
  }
  void operator()(std::optional<Euros> SchemeContent::* member) const {
    auto const& amount = content.*member;
    add(amount ? pacte::to_text(*amount, style) : "");
  }
  void operator()(std::optional<BasisPoints> SchemeContent::* member) const {
    auto const& share = content.*member;
    add(share ? to_text(*share, style) : "");
  }
};

struct Reading {
  SchemeField const& field;
  Parameters const& given;
  web::FormReader& reader;
  SchemeContent& content;

  [[nodiscard]] std::string name() const { return std::string{field.name}; }

  void operator()(std::string SchemeContent::* member) const {
    auto& text = content.*member;
    text = reader.text(name(), 0, field.longest);
    // Browsers end lines with two characters; the places of faults count one.
    if (field.is_code) std::erase(text, '\r');
  }
  void operator()(Texts SchemeContent::* member) const {
    auto const text = reader.text(name(), 0, longest_area);
    auto& items = content.*member;
    items.clear();
    for (auto const line : split(text, '\n')) {
      auto const item = trim(line);
      if (item.empty()) continue;
      if (length(item) > field.longest)
        reader.reject(name(), fmt::format("Une ligne a {} caractères au plus : « {} ».",
                                          field.longest, shorten(item, longest_number)));
      items.emplace_back(item);
    }
  }
  void operator()(Choices SchemeContent::* member) const {
    auto& values = (content.*member).values;
    values.clear();
    if (field.single) {
      std::vector<std::string> allowed{""};
      for (auto const& choice : field.choices)
        allowed.emplace_back(choice.value);
      if (auto value = reader.choice(name(), allowed); !value.empty())
        values.push_back(std::move(value));
      return;
    }
    for (auto const& choice : field.choices) {
      if (reader.checked(choice_name(field, choice))) values.emplace_back(choice.value);
    }
  }
  void operator()(Notes SchemeContent::* member) const {
    auto& notes = content.*member;
    notes.clear();
    for (std::size_t row = 1; row <= most_rows; ++row) {
      auto const about = row_name(field, row, field.about);
      Note note{.about = reader.text(about, 0, field.longest),
                .text = reader.text(row_name(field, row, field.text), 0, field.longest)};
      if (!note.about.empty()) {
        notes.push_back(std::move(note));
      } else if (!note.text.empty()) {
        reader.reject(about, fmt::format("Remplissez aussi « {} ».", field.about_label));
      }
    }
  }
  void operator()(std::optional<Euros> SchemeContent::* member) const {
    auto const text = reader.text(name(), 0, longest_number);
    content.*member = parse_euros(text);
    if (!text.empty() && !(content.*member))
      reader.reject(name(), "Un montant en euros est attendu : 12 000 ou 12 000,50.");
  }
  void operator()(std::optional<BasisPoints> SchemeContent::* member) const {
    auto const text = reader.text(name(), 0, longest_number);
    content.*member = parse_share(text);
    if (!text.empty() && !(content.*member))
      reader.reject(name(), "Un taux en pour cent est attendu : 45 ou 12,5.");
  }
};

void form_of_ambitions(SchemeContent const& content, std::span<Ambition const> ambitions,
                       Parameters& form) {
  for (auto const& ambition : ambitions) {
    auto const served = std::ranges::find(content.ambitions, ambition.id, &Note::about);
    auto const other = std::ranges::find(content.no_contradiction, ambition.id, &Note::about);
    if (served != content.ambitions.end()) {
      form.add(ambition_name(ambition, "served"), "on");
      form.add(ambition_name(ambition, "text"), served->text);
    } else if (other != content.no_contradiction.end()) {
      form.add(ambition_name(ambition, "text"), other->text);
    }
  }
}

void read_ambitions(web::FormReader& reader, SchemeContent& content,
                    std::span<Ambition const> ambitions) {
  auto const longest = scheme_field("ambitions")->longest;
  content.ambitions.clear();
  content.no_contradiction.clear();
  for (auto const& ambition : ambitions) {
    bool const served = reader.checked(ambition_name(ambition, "served"));
    auto text = reader.text(ambition_name(ambition, "text"), 0, longest);
    if (served) {
      content.ambitions.push_back({ambition.id, std::move(text)});
    } else if (!text.empty()) {
      content.no_contradiction.push_back({ambition.id, std::move(text)});
    }
  }
}

std::string error_of(std::vector<FieldError> const& errors, std::string_view name) {
  auto const found = std::ranges::find(errors, name, &FieldError::field);
  return found == errors.end() ? "" : found->message;
}

// Shows one field of the form; the sections of the view are those of aid/edit.html.
class FieldForm {
 public:
  FieldForm(web::View& view, web::Locale locale, Parameters const& given,
            std::vector<FieldError> const& errors, SchemeField const& field)
      : row_{view.section("FIELD")},
        locale_{locale},
        given_{given},
        errors_{errors},
        field_{field} {}

  void operator()(std::string SchemeContent::* /*text*/) {
    constexpr std::size_t one_line = 300;
    if (field_.is_code) return input("CODE");
    input(field_.longest <= one_line ? "INPUT" : "AREA");
  }
  void operator()(Texts SchemeContent::* /*texts*/) { input("AREA"); }
  void operator()(std::optional<Euros> SchemeContent::* /*amount*/) { input("INPUT"); }
  void operator()(std::optional<BasisPoints> SchemeContent::* /*share*/) { input("INPUT"); }

  void operator()(Choices SchemeContent::* /*choices*/) {
    auto part = begin(field_.single ? "SELECT" : "CHECKS");
    auto const current = given_.get(field_.name);
    for (auto const& choice : field_.choices) {
      auto option = part.section("OPTION");
      option.set("VALUE", choice.value)
          .set("LABEL", web::tr(locale_, choice.label))
          .set("NAME", choice_name(field_, choice));
      bool const chosen = field_.single ? current == choice.value
                                        : given_.find(choice_name(field_, choice)).has_value();
      if (chosen) option.show("CHOSEN");
    }
  }

  void operator()(Notes SchemeContent::* /*notes*/) {
    auto part = begin("ROWS");
    std::size_t last = 0;
    for (std::size_t row = 1; row <= most_rows; ++row) {
      if (!given_.get(row_name(field_, row, field_.about)).empty() ||
          !given_.get(row_name(field_, row, field_.text)).empty())
        last = row;
    }
    constexpr std::size_t spare = 3;
    for (std::size_t row = 1; row <= std::min(last + spare, most_rows); ++row) {
      auto const about = row_name(field_, row, field_.about);
      auto const text = row_name(field_, row, field_.text);
      auto line = part.section("ROW");
      line.set("NUMBER", static_cast<std::int64_t>(row))
          .set("ABOUT_NAME", about)
          .set("ABOUT_LABEL", web::tr(locale_, field_.about_label))
          .set("ABOUT", given_.get(about))
          .set("TEXT_NAME", text)
          .set("TEXT_LABEL", web::tr(locale_, field_.text_label))
          .set("TEXT", given_.get(text));
      if (auto const message = error_of(errors_, about); !message.empty())
        line.section("ERROR").set("MESSAGE", message).set("NAME", about);
    }
  }

 private:
  web::View begin(char const* kind) {
    auto part = row_.section(kind);
    part.set("NAME", field_.name)
        .set("LABEL", web::tr(locale_, field_.label))
        .set("VALUE", given_.get(field_.name));
    // Escaping by the view would make one line of several.
    part.set_trusted_html("LINES", escape_html(given_.get(field_.name)));
    part.set_optional("HINT", field_.hint.empty() ? "" : web::tr(locale_, field_.hint));
    if (auto const message = error_of(errors_, field_.name); !message.empty())
      part.section("ERROR").set("MESSAGE", message).set("NAME", field_.name);
    return part;
  }

  void input(char const* kind) { begin(kind); }

  web::View row_;
  web::Locale locale_;
  Parameters const& given_;
  std::vector<FieldError> const& errors_;
  SchemeField const& field_;
};

void fill_ambitions(web::View& view, Parameters const& given, std::vector<FieldError> const& errors,
                    std::span<Ambition const> ambitions) {
  auto table = view.section("AMBITIONS");
  for (auto const& ambition : ambitions) {
    auto row = table.section("AMBITION");
    auto const served = ambition_name(ambition, "served");
    row.set("SERVED_NAME", served)
        .set("TEXT_NAME", ambition_name(ambition, "text"))
        .set("LABEL", ambition.label);
    row.set_trusted_html("LINES", escape_html(given.get(ambition_name(ambition, "text"))));
    row.set_optional("CODE", ambition.code);
    if (given.find(served)) row.show("CHOSEN");
    if (auto const message = error_of(errors, ambition_name(ambition, "text")); !message.empty())
      row.section("ERROR").set("MESSAGE", message);
  }
}

// Digits alone before and after one decimal mark; spaces of all widths and a unit are left out.
std::optional<std::int64_t> parse_hundredths(std::string_view text, std::string_view unit) {
  std::string digits;
  for (std::size_t i = 0; i < text.size();) {
    auto const rest = text.substr(i);
    if (rest.starts_with(' ')) {
      ++i;
    } else if (rest.starts_with("\u00A0")) {
      i += 2;
    } else if (rest.starts_with("\u202F")) {
      i += 3;
    } else if (rest == unit) {
      break;
    } else {
      digits += text[i++];
    }
  }
  auto const mark = digits.find_first_of(",.");
  auto const decimals = mark == std::string::npos ? std::string{} : digits.substr(mark + 1);
  constexpr std::size_t longest_whole = 13;
  auto const whole = digits.substr(0, mark);
  auto const all_digits = [](std::string_view part) {
    return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || whole.size() > longest_whole || decimals.size() > 2 || !all_digits(whole) ||
      !all_digits(decimals) || (mark != std::string::npos && decimals.empty()))
    return std::nullopt;
  return parse_integer(whole + (decimals + "00").substr(0, 2));
}

}  // namespace

web::Parameters form_of(SchemeContent const& content, Part part,
                        std::span<Ambition const> ambitions, Digits style) {
  Parameters form;
  for (auto const& field : scheme_fields()) {
    if (field.part != part || in_ambition_table(field)) continue;
    std::visit(Filling{field, content, style, form}, field.member);
  }
  if (part == Part::green_pact) form_of_ambitions(content, ambitions, form);
  return form;
}

SchemeContent read_part(web::FormReader& reader, web::Parameters const& given,
                        SchemeContent content, Part part, std::span<Ambition const> ambitions) {
  for (auto const& field : scheme_fields()) {
    if (field.part != part || in_ambition_table(field)) continue;
    std::visit(Reading{field, given, reader, content}, field.member);
  }
  if (part == Part::green_pact) read_ambitions(reader, content, ambitions);
  return content;
}

void fill_part_form(web::View& view, web::Locale locale, web::Parameters const& given,
                    std::vector<FieldError> const& errors, Part part,
                    std::span<Ambition const> ambitions) {
  if (part == Part::green_pact) fill_ambitions(view, given, errors, ambitions);
  for (auto const& field : scheme_fields()) {
    if (field.part != part || in_ambition_table(field)) continue;
    FieldForm form{view, locale, given, errors, field};
    std::visit([&](auto member) { form(member); }, field.member);
  }
}

std::optional<Euros> parse_euros(std::string_view text) {
  auto const cents = parse_hundredths(text, "€");
  return cents ? std::optional{Euros{*cents}} : std::nullopt;
}

std::optional<BasisPoints> parse_share(std::string_view text) {
  auto const share = parse_hundredths(text, "%");
  return share ? std::optional{BasisPoints{*share}} : std::nullopt;
}

}  // namespace pacte::aid
