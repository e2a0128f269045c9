#include "simulation/question_view.hpp"

#include <algorithm>

#include "territory/map_frame.hpp"

namespace pacte::simulation {
namespace {

using rule::Fact;
using rule::Kind;
using web::Locale;
using web::tr;
using web::View;

std::vector<std::string> const& values_of(Typed const& typed, std::string const& name) {
  static std::vector<std::string> const none;
  auto const found = typed.values.find(name);
  return found == typed.values.end() ? none : found->second;
}

std::string first_of(Typed const& typed, std::string const& name) {
  auto const& all = values_of(typed, name);
  return all.empty() ? std::string{} : all.front();
}

struct Option {
  std::string value;
  std::string label;
};

std::vector<Option> options_of(Fact const& fact, rule::Vocabulary const& vocabulary,
                               Locale locale) {
  if (fact.type.kind == Kind::truth) {
    return {{"oui", tr(locale, "Oui")}, {"non", tr(locale, "Non")}};
  }
  std::vector<Option> options;
  for (auto const& item : vocabulary.lists[static_cast<std::size_t>(fact.type.list)].items) {
    auto const& label = in(locale, item.label);
    options.push_back({item.name, label.empty() ? item.name : label});
  }
  if (fact.type.kind == Kind::choices) {
    options.push_back({"-", tr(locale, "Aucun de ces choix")});
  }
  return options;
}

bool has_options(Fact const& fact) {
  return fact.type.kind == Kind::truth || fact.type.kind == Kind::choice ||
         fact.type.kind == Kind::choices;
}

void fill_options(View& view, char const* section, std::vector<Option> const& options,
                  std::vector<std::string> const& sent, bool focus = false) {
  // Arrows go from one to the other, beginning with the one that is chosen.
  auto const chosen = std::ranges::find_if(options, [&](Option const& option) {
    return std::ranges::find(sent, option.value) != sent.end();
  });
  auto const& first = chosen == options.end() ? options.front() : *chosen;
  for (auto const& option : options) {
    auto choice = view.section(section);
    choice.set("VALUE", option.value).set("LABEL", option.label);
    if (std::ranges::find(sent, option.value) != sent.end()) choice.show("CHOSEN");
    if (focus && &option == &first) choice.show("FOCUS");
  }
}

// Of a list: the first fault, or else the row just added.
std::string cell_to_fill(Typed const& typed, std::string const& first_field) {
  auto const cell = typed.errors.upper_bound("r");
  if (cell != typed.errors.end()) return cell->first;
  return fmt::format("r.{}.{}", std::max<std::size_t>(typed.rows, 1) - 1, first_field);
}

char const* field_type(Fact const& fact) {
  return fact.type.kind == Kind::date ? "date" : "text";
}

char const* keyboard(Fact const& fact) {
  bool const digits =
      fact.declared == rule::FactKind::siret || fact.declared == rule::FactKind::siren;
  if (digits) return "numeric";
  return fact.type.kind == Kind::quantity ? "decimal" : "text";
}

void fill_cell(View row, Fact const& fact, std::string const& name, std::string const& id,
               Sitting const& sitting, Typed const& typed, Locale locale, bool focus) {
  if (focus) row.show("FOCUS");
  row.set("NAME", name).set("ID", id).set("LABEL", in(locale, fact.question));
  if (auto const error = typed.errors.find(name); error != typed.errors.end()) {
    row.section("CELL_ERROR").set("MESSAGE", error->second);
  }
  if (has_options(fact)) {
    auto list = row.section("LIST");
    if (fact.type.kind == Kind::choices) list.show("SEVERAL");
    fill_options(list, "OPTION", options_of(fact, sitting.vocabulary(), locale),
                 values_of(typed, name));
    return;
  }
  row.section("INPUT")
      .set("TYPE", field_type(fact))
      .set("KEYBOARD", keyboard(fact))
      .set("VALUE", first_of(typed, name))
      .set_optional("UNIT", unit_text(fact, locale));
}

void fill_rows(View& ask, Fact const& list, Sitting const& sitting, Typed const& typed,
               Locale locale, bool focus) {
  auto table = ask.section("ROWS");
  auto const short_name = [&](Fact const& fact) { return fact.name.substr(list.name.size() + 1); };
  auto const here = cell_to_fill(typed, short_name(sitting.fact(list.fields.front())));
  auto const rows = std::min(std::max<std::size_t>(typed.rows, 1), most_rows);
  for (std::size_t i = 0; i < rows; ++i) {
    auto row = table.section("ROW");
    row.set("NUMBER", static_cast<std::int64_t>(i + 1));
    for (int const field : list.fields) {
      auto const& fact = sitting.fact(field);
      auto const name = fmt::format("r.{}.{}", i, short_name(fact));
      fill_cell(row.section("CELL"), fact, name, fmt::format("r-{}-{}", i, field), sitting, typed,
                locale, focus && name == here);
    }
  }
  if (rows < most_rows) table.show("MORE");
}

void fill_input(View& ask, Fact const& fact, Sitting const& sitting, Typed const& typed,
                Locale locale, bool focus) {
  if (has_options(fact)) {
    auto const type = fact.type.kind == Kind::choices ? "checkbox" : "radio";
    if (fact.type.kind == Kind::choices) ask.show("SEVERAL");
    ask.set("TYPE", type);
    fill_options(ask, "CHOICE", options_of(fact, sitting.vocabulary(), locale),
                 values_of(typed, "r"), focus);
  } else if (fact.type.kind == Kind::items) {
    fill_rows(ask, fact, sitting, typed, locale, focus);
  } else {
    auto field = ask.section("FIELD");
    if (focus && typed.places.empty()) field.show("FOCUS");
    field.set("TYPE", field_type(fact))
        .set("KEYBOARD", keyboard(fact))
        .set("VALUE", first_of(typed, "r"))
        .set_optional("UNIT", unit_text(fact, locale));
  }
}

}  // namespace

Typed typed_in(web::Parameters const& form) {
  Typed typed;
  for (auto const& [name, value] : form.pairs()) {
    if (name == "r" || name.starts_with("r.")) typed.values[name].push_back(value);
  }
  for (std::size_t i = 0; i < most_rows; ++i) {
    auto const from = typed.values.lower_bound(fmt::format("r.{}.", i));
    bool const there =
        from != typed.values.end() && from->first.starts_with(fmt::format("r.{}.", i));
    if (there) typed.rows = std::max(typed.rows, i + 1);
  }
  return typed;
}

Typed typed_from(Fact const& fact, Json const& value, PlaceName const& place) {
  Typed typed;
  auto const text = [](Json const& one) {
    if (one.is_boolean()) return std::string{one.get<bool>() ? "oui" : "non"};
    return one.is_string() ? one.get<std::string>() : one.dump();
  };
  if (!value.is_array()) {
    auto shown = text(value);
    if (fact.type.kind == Kind::place) shown = place(shown);
    typed.values["r"] = {std::move(shown)};
    return typed;
  }
  if (fact.type.kind != Kind::items) {
    for (auto const& one : value)
      typed.values["r"].push_back(text(one));
    if (value.empty()) typed.values["r"] = {"-"};
    return typed;
  }
  for (std::size_t i = 0; i < value.size(); ++i) {
    for (auto const& [field, one] : value[i].items())
      typed.values[fmt::format("r.{}.{}", i, field)] = {text(one)};
  }
  typed.rows = value.size();
  return typed;
}

void fill_question(View& view, web::Request const& request, store::Session& session,
                   Context const& context, Sitting const& sitting, int fact, Typed const& typed,
                   std::vector<std::string> const& concerns, bool focus) {
  auto const locale = request.locale;
  auto const& asked = sitting.fact(fact);
  auto ask = view.section("ASK");
  ask.set("FACT", asked.name).set("LABEL", in(locale, asked.question));
  ask.set_optional("HELP", in(locale, asked.help));
  if (!concerns.empty()) {
    auto why = ask.section("WHY");
    for (auto const& title : concerns)
      why.section("CONCERN").set("TITLE", title);
  }
  if (auto const error = typed.errors.find("r"); error != typed.errors.end()) {
    ask.section("ERROR").set("MESSAGE", error->second);
  }
  fill_input(ask, asked, sitting, typed, locale, focus);
  if (asked.type.kind != Kind::place) return;
  ask.show("PLACE");
  territory::fill_map_picker(ask, request, session, *context.tiles, "reponse");
  for (auto const& [code, name] : typed.places) {
    auto meant = ask.section("MEANT");
    meant.set("CODE", code).set("NAME", name);
    if (focus && code == typed.places.front().first) meant.show("FOCUS");
  }
}

}  // namespace pacte::simulation
