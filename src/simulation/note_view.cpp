#include "simulation/note_view.hpp"

#include <regex>

#include "source/parts.hpp"

namespace pacte::simulation {
namespace {

// "srdeii/schema 1284", "pacte-vert-2020/annexe-1, lignes 243-245"
std::regex const& passage() {
  static std::regex const written{R"(([a-z0-9-]{3,}/[a-z0-9-]{3,})(?:, lignes?)? (\d+(?:-\d+)?))"};
  return written;
}

std::string without_empty_brackets(std::string text) {
  static std::regex const empty{R"( ?\([ ;,]*\))"};
  return std::regex_replace(text, empty, "");
}

// What names a document that is not known is taken out of the words.
std::string readable(std::string const& note,
                     std::map<std::string, source::Summary> const& documents) {
  std::string made;
  auto from = note.begin();
  for (std::sregex_iterator at{note.begin(), note.end(), passage()}, end; at != end; ++at) {
    auto const& found = *at;
    made.append(from, found[0].first);
    if (documents.contains(found[1].str())) made.append(found[0].first, found[0].second);
    from = found[0].second;
  }
  made.append(from, note.end());
  return without_empty_brackets(std::move(made));
}

}  // namespace

std::set<std::string> documents_in(std::string const& note) {
  std::set<std::string> made;
  for (std::sregex_iterator at{note.begin(), note.end(), passage()}, end; at != end; ++at)
    made.insert((*at)[1].str());
  return made;
}

std::vector<NotePart> note_parts(std::string const& note,
                                 std::map<std::string, source::Summary> const& documents,
                                 web::Locale locale) {
  std::vector<NotePart> made;
  auto const text = readable(note, documents);
  auto from = text.begin();
  auto const words = [&](std::string::const_iterator to) {
    if (from != to) made.push_back({.text = {from, to}});
  };
  for (std::sregex_iterator at{text.begin(), text.end(), passage()}, end; at != end; ++at) {
    auto const& found = *at;
    auto const lines = found[2].str();
    words(found[0].first);
    made.push_back(
        {.text = fmt::format("{}, {}", documents.at(found[1].str()).label,
                             source::lines_text(locale, lines)),
         .url = source::passage_url(locale, {.document = found[1].str(), .lines = lines})});
    from = found[0].second;
  }
  words(text.end());
  return made;
}

void fill_note(web::View& view, std::string const& note,
               std::map<std::string, source::Summary> const& documents, web::Locale locale) {
  if (note.empty()) return;
  auto whole = view.section("NOTE");
  for (auto const& part : note_parts(note, documents, locale)) {
    auto one = whole.section("NOTE_PART");
    if (part.url.empty()) {
      one.set("WORDS", part.text);
    } else {
      one.section("PASSAGE").set("URL", part.url).set("LABEL", part.text);
    }
  }
}

}  // namespace pacte::simulation
