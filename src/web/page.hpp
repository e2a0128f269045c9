// The frame around every page: head, header, navigation, breadcrumb, footer.
#pragma once

#include "base/json.hpp"
#include "web/view.hpp"

namespace pacte::web {

struct Crumb {
  std::string label;
  std::string path;  // without language prefix; empty for the page itself
};

struct Page {
  std::string title;            // of the page alone; the frame adds the site's name
  std::string description{};    // meta description
  std::vector<Crumb> crumbs{};  // from the first step below home to the page itself
  std::string section{};        // navigation entry to mark as current: "plans", "indicateurs"…;
                                // "accueil" for the home page
  std::string canonical{};      // path; the request's own path when empty
  Json structured_data{};       // JSON-LD of the page, or null
  std::string json{};           // path of the same thing in the API, shown as a link; may be empty
  std::string feed{};           // path of an Atom feed; may be empty
  bool indexed = true;          // robots
};

/// Renders `content` (a filled Document) inside the frame.
Response render(Request const& request, Page const& page, Document const& content,
                int status = 200);

/// The path of `path` in the request's language: "/plans" or "/en/plans".
std::string localized(Locale locale, std::string_view path);

/// The page of an error: 404, 403, 500…; in the language and with the frame.
Response error_page(Request const& request, int status, std::string_view detail);

/// What the frame needs to know about the site, set once at start.
struct Site {
  std::string name = "Pacte";
  std::string region = "Occitanie";
  std::string origin{};  // public origin if configured, "https://pacte.example"; else the request's
};
void configure(Site site);
Site const& site();

}  // namespace pacte::web
