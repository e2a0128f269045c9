// The lines of a document that a request asks for.
#pragma once

#include <span>

#include "source/schema.hpp"
#include "source/store.hpp"

namespace pacte::source {

/// The document's own lines; 1-1 when they cannot be read.
LineRange lines_of(DocumentInfo const& document);

/// `asked` kept within the document, nothing when it is wholly outside.
std::optional<LineRange> within(LineRange const& asked, LineRange const& document);

/// Documents that were printed inside this one.
std::vector<DocumentInfo> parts_of(std::span<DocumentInfo const> all, std::string const& id);
std::vector<DocumentInfo> amending(std::span<DocumentInfo const> all, std::string const& id);

// A document cites itself for the whole of its lines: that is no fact drawn from them, and the
// functions below leave it out.

struct DrawnPage {
  std::vector<DocumentLine> facts;
  std::string next;  // key of the next page; empty on the last
};
DrawnPage drawn_page(store::Session& session, std::string const& document, LineRange const& range,
                     std::string const& after, std::size_t most);
std::vector<std::int64_t> skyline(store::Session& session, DocumentInfo const& document);
std::map<Kind, std::int64_t> drawn_kinds(store::Session& session, std::string const& document);

/// Key of the page of `drawn_from` after this line.
std::string key_of(DocumentLine const& line);

/// Path of an SVG area of 200 steps 4 wide, `height` high: where facts are drawn in a document.
std::string skyline_path(std::span<std::int64_t const> counts, int height);
inline constexpr std::size_t skyline_steps = 200;
inline constexpr int skyline_width = 800;

}  // namespace pacte::source
