#include "aid/scheme_view.hpp"

#include "aid/rules.hpp"
#include "aid/scheme_text.hpp"
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

// Fields that depend on another one are not missed on their own.
bool is_missed(SchemeField const& field) {
  return field.name != "regime_article" && field.name != "no_contradiction" &&
         field.name != "coherence" && !field.is_code;
}

void fill_part(View& sheet, PartNames const& names_of_part, SchemeContent const& content,
               Names const& names, Locale locale) {
  std::vector<SchemeField const*> stated;
  std::vector<std::string> missing;
  for (auto const& field : scheme_fields()) {
    if (field.part != names_of_part.part || field.name == "label") continue;
    if (is_stated(field, content)) {
      stated.push_back(&field);
    } else if (is_missed(field)) {
      missing.push_back(tr(locale, field.label));
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
  if (!missing.empty())
    part.section("UNSTATED").set("NAMES", fmt::format("{}", fmt::join(missing, ", ")));
}

}  // namespace

void fill_sheet(View& view, store::Session& session, Locale locale, SchemeContent const& content) {
  auto const names = names_in(session, locale, content);
  auto sheet = view.include("SHEET", "aid/sheet.html");
  std::optional<View> figures;
  for (auto const& field : scheme_fields()) {
    if (!is_amount(field) || !is_stated(field, content)) continue;
    if (!figures) figures = sheet.section("FIGURES_GIVEN");
    figures->section("FIGURE")
        .set("NAME", tr(locale, field.label))
        .set("VALUE", lines_of(locale, field, content, names).front());
  }
  for (auto const& part : scheme_parts()) {
    // Rules are read in words of their own (rule_view).
    if (part.part != Part::rules) fill_part(sheet, part, content, names, locale);
  }
}

std::string unstated(Locale locale, SchemeContent const& content) {
  std::vector<std::string> missing;
  for (auto const& field : scheme_fields()) {
    if (!is_stated(field, content) && is_missed(field)) missing.push_back(tr(locale, field.label));
  }
  return fmt::format("{}", fmt::join(missing, ", "));
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
