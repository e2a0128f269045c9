#include "aid/scheme_view.hpp"

#include <algorithm>

#include "aid/rules.hpp"
#include "aid/scheme_text.hpp"
#include "aid/stated.hpp"
#include "source/parts.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::tr;
using web::View;

void fill_note(View& bullets, SchemeField const& field, Note const& note, Names const& names,
               Locale locale) {
  auto item = bullets.section("ITEM");
  auto const known = names.find(note.about);
  if (known == names.end()) {
    item.section("PLAIN").set("LABEL", note.about);
  } else {
    item.section("LINKED").set("URL", known->second.url).set("LABEL", known->second.label);
  }
  auto const text = field.part == Part::sources ? source::lines_text(locale, note.text) : note.text;
  item.set_optional("WHY", text);
}

void fill_field(View& row, SchemeField const& field, SchemeContent const& content,
                Names const& names, Locale locale) {
  row.set("NAME", tr(locale, field.label));
  if (auto const* notes = std::get_if<Notes SchemeContent::*>(&field.member)) {
    auto bullets = row.section("BULLETS");
    for (auto const& note : content.**notes)
      fill_note(bullets, field, note, names, locale);
    return;
  }
  if (field.name == "places") {
    auto bullets = row.section("BULLETS");
    for (auto const& place : content.places)
      fill_note(bullets, field, {.about = place}, names, locale);
    return;
  }
  auto const lines = lines_of(locale, field, content, names);
  if (lines.size() == 1) {
    row.section("TEXT").set("VALUE", lines.front());
    return;
  }
  auto bullets = row.section("BULLETS");
  for (auto const& line : lines)
    bullets.section("ITEM").section("PLAIN").set("LABEL", line);
}

bool is_amount(SchemeField const& field) {
  return std::holds_alternative<std::optional<Euros> SchemeContent::*>(field.member) ||
         std::holds_alternative<std::optional<BasisPoints> SchemeContent::*>(field.member);
}

std::string quoted(std::vector<std::string> const& sentences) {
  return fmt::format("«\u00A0{}\u00A0»", fmt::join(sentences, "\u00A0», «\u00A0"));
}

std::string labels(Locale locale, std::vector<SchemeField const*> const& fields) {
  std::vector<std::string> names;
  for (auto const* field : fields)
    names.push_back(tr(locale, field->label));
  return fmt::format("{}", fmt::join(names, ", "));
}

void fill_part(View& sheet, PartNames const& names_of_part, SchemeVersion const& version,
               Names const& names, Locale locale) {
  auto const& content = version.content;
  std::vector<SchemeField const*> stated;
  std::vector<SchemeField const*> silent;
  for (auto const& field : scheme_fields()) {
    if (field.part != names_of_part.part || field.name == "label") continue;
    if (is_stated(field, content)) {
      stated.push_back(&field);
    } else if (is_missed(field)) {
      silent.push_back(&field);
    }
  }
  auto part = sheet.section("PART");
  part.set("KEY", names_of_part.name).set("TITLE", tr(locale, names_of_part.title));
  if (!stated.empty()) {
    auto list = part.section("STATED");
    for (auto const* field : stated) {
      auto row = list.section("FIELD");
      fill_field(row, *field, content, names, locale);
    }
  }
  fill_silences(part, locale, content, silent, is_imported(version));
}

}  // namespace

std::vector<SchemeField const*> fields_without_value(SchemeContent const& content) {
  std::vector<SchemeField const*> fields;
  for (auto const& field : scheme_fields()) {
    if (!is_stated(field, content) && is_missed(field)) fields.push_back(&field);
  }
  return fields;
}

void fill_brief(View& view, char const* name, Locale locale, SchemeContent const& content) {
  auto const read = read_from(content);
  std::optional<View> figures;
  for (auto const& field : scheme_fields()) {
    if ((!is_amount(field) && field.name != "forms") || !is_stated(field, content)) continue;
    if (!figures) figures = view.include(name, "aid/brief.html").section("FIGURES_GIVEN");
    auto const lines = lines_of(locale, field, content, {});
    auto figure = figures->section(is_amount(field) ? "FIGURE" : "WORDS");
    figure.set("NAME", tr(locale, field.label))
        .set("VALUE", fmt::format("{}", fmt::join(lines, ", ")));
    auto const source = std::ranges::find(read, &field, &ReadFrom::field);
    figure.set_optional("SENTENCE", source == read.end() ? "" : quoted(source->sentences));
  }
}

void fill_silences(View& view, Locale locale, SchemeContent const& content,
                   std::vector<SchemeField const*> const& fields, bool from_documents) {
  // One sentence may speak of several fields.
  std::vector<std::pair<std::string, std::vector<SchemeField const*>>> spoken;
  std::vector<SchemeField const*> silent;
  for (auto const* field : fields) {
    auto const mention = mention_of(*field, content);
    if (!mention) {
      silent.push_back(field);
      continue;
    }
    auto found = std::ranges::find(spoken, mention->sentence,
                                   [](auto const& one) -> auto const& { return one.first; });
    if (found == spoken.end()) found = spoken.insert(spoken.end(), {mention->sentence, {}});
    found->second.push_back(field);
  }
  if (spoken.empty() && silent.empty()) return;
  auto part = view.include("SILENCES", "aid/silences.html");
  if (!spoken.empty()) {
    auto words = part.section("IN_WORDS");
    for (auto const& [sentence, about] : spoken) {
      words.section("MENTION")
          .set("NAMES", labels(locale, about))
          .set("SENTENCE", quoted({sentence}));
    }
  }
  if (!silent.empty())
    part.section(from_documents ? "UNSTATED" : "LEFT_OPEN").set("NAMES", labels(locale, silent));
}

void fill_sheet(View& view, store::Session& session, Locale locale, SchemeVersion const& version) {
  auto const names = names_in(session, locale, version.content);
  auto sheet = view.include("SHEET", "aid/sheet.html");
  fill_brief(sheet, "BRIEF", locale, version.content);
  for (auto const& part : scheme_parts()) {
    // Rules are read in words of their own (rule_view).
    if (part.part != Part::rules) fill_part(sheet, part, version, names, locale);
  }
}

std::string state_text(Locale locale, SchemeVersion const& version) {
  auto const label = tr(locale, state_label(version.state));
  auto const& when = version.state == VersionState::published   ? version.published_at
                     : version.state == VersionState::withdrawn ? version.ended_at
                                                                : std::string{};
  constexpr std::size_t day = 10;
  if (when.size() < day) return label;
  return web::trf(locale, "{}, le {}", label, source::date_text(locale, when.substr(0, day)));
}

}  // namespace pacte::aid
