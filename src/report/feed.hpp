// Atom feeds (RFC 4287).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace pacte::report {

struct FeedEntry {
  std::string id;  // URI that never changes
  std::string title;
  std::string link;  // page, absolute
  Instant updated;
  std::optional<Instant> published;
  std::string summary;       // plain text; may be empty
  std::string content_html;  // may be empty; already safe HTML
  std::string author;        // when it is not the feed's
  std::vector<std::string> categories;
};

struct Feed {
  std::string id;  // URI that never changes
  std::string title;
  std::string subtitle;   // may be empty
  std::string self;       // address of the feed, absolute
  std::string alternate;  // page that shows the same, absolute
  std::string author;     // required by the standard
  std::string language = "fr";
  Instant updated;
  std::vector<FeedEntry> entries;
};

std::string atom(Feed const& feed);

}  // namespace pacte::report
