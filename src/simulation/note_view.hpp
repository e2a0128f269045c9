// Notes of rules as people read them: where an analyst named a passage by the identifier of its
// document, a link to it, under the document's name.
#pragma once

#include <map>
#include <set>

#include "source/model.hpp"
#include "web/view.hpp"

namespace pacte::simulation {

struct NotePart {
  std::string text;      // of a passage: its document's name and its lines
  std::string url = {};  // of a passage; empty for the words between two
  bool operator==(NotePart const&) const = default;
};

/// Identifiers that a note may name: "srdeii/schema" in "(srdeii/schema 1284)".
std::set<std::string> documents_in(std::string const& note);

/// Passages of documents that are not known are left out, with the brackets that hold nothing else.
std::vector<NotePart> note_parts(std::string const& note,
                                 std::map<std::string, source::Summary> const& documents,
                                 web::Locale locale);

/// Fills NOTE, a section, and its parts; nothing for an empty note.
void fill_note(web::View& view, std::string const& note,
               std::map<std::string, source::Summary> const& documents, web::Locale locale);

}  // namespace pacte::simulation
