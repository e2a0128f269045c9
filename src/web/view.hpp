// Server-rendered pages: ctemplate views with automatic escaping by context.
//
// A view is a file `src/<module>/views/<name>.html`; it begins with {{%AUTOESCAPE context="HTML"}}.
// Its text is French between [[ and ]], translated when loaded. Names are "<module>/<file>.html";
// {{>NAME}} includes use the same names through `include`.
//
// When it is loaded, once for each language:
//   [[texte français]]  becomes its translation, escaped; it may hold markers: [[{{COUNT}}
//   actions]]
//   {{BASE}}            becomes the language's prefix of paths, "" or "/en": href="{{BASE}}/plans"
//   {{LANG}}            becomes "fr" or "en"
//
// What escaping does to a value: in text and quoted attributes, HTML; where a value begins a URL
// (href="{{URL}}"), only http, https and paths pass, anything else becomes "#"; further in a URL it
// is escaped as HTML only, so give it percent-encoded (`percent_encode`, `percent_encode_path`).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.hpp"
#include "web/locale.hpp"
#include "web/request.hpp"

namespace pacte::web {

class Dictionary;

/// Makes the views of a module known, in both languages. Throws when a view has no AUTOESCAPE
/// pragma, does not parse, holds an unbalanced [[ ]], or something that escaping or the content
/// security policy would not let work: a marker in an unquoted attribute, in a script, in an event
/// handler; an inline style.
void load_views(std::string_view module, std::vector<embedded::File> const& files);

/// The texts of the views loaded so far that have no English, as "view: texte". For a test.
std::vector<std::string> untranslated_texts();

/// Whether some view loaded has the marker {{NAME}} or the section {{#NAME}}, and none
/// {{NAME:none}}. For names that come from outside.
bool takes_text(std::string const& name);

/// The values of one view or of one repetition of one of its sections. Values are escaped by the
/// view, never here. A section that is never added does not show; a name that the view does not
/// have shows nowhere. Names and values are copied.
class View {
 public:
  View(Dictionary& dictionary, Locale locale) : dictionary_{&dictionary}, locale_{locale} {}
  View& set(std::string_view name, std::string_view value);
  View& set(std::string_view name, std::int64_t value);
  /// HTML made by our own renderers (charts, marked excerpts), inserted as it is: the marker in the
  /// view must be {{NAME:none}}. Never give it text that came from outside.
  View& set_trusted_html(std::string_view name, std::string_view html);
  /// Sets `name` and shows the section `name_GIVEN` when the value is not empty.
  View& set_optional(std::string_view name, std::string_view value);
  View& show(std::string_view section);  // shows a section that has no values of its own
  View section(std::string_view name);   // adds one repetition
  View include(std::string_view name, std::string_view view);  // {{>NAME}} filled by another view

 private:
  Dictionary* dictionary_;
  Locale locale_;
};

/// A view being filled, then rendered.
class Document {
 public:
  Document(std::string_view view, Locale locale);
  ~Document();
  Document(Document const&) = delete;
  Document& operator=(Document const&) = delete;
  Document(Document&&) noexcept;
  Document& operator=(Document&&) = delete;
  [[nodiscard]] Locale locale() const { return locale_; }
  View& root() { return root_; }
  [[nodiscard]] std::string render() const;

 private:
  struct Content;
  std::string view_;
  Locale locale_;
  std::unique_ptr<Content> content_;
  View root_;
};

}  // namespace pacte::web
