#include "web/view.hpp"

#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include <ctemplate/per_expand_data.h>
#include <ctemplate/template_cache.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "base/markup.hpp"
#include "base/text.hpp"
#include "web/dictionary.hpp"

namespace pacte::embedded {
std::vector<File> web_views();
}

namespace pacte::web {
namespace {

constexpr auto strip = ctemplate::STRIP_BLANK_LINES;
constexpr std::array both{Locale::fr, Locale::en};

// How ctemplate knows a view in a language: "en/plan/node.html".
std::string key(Locale locale, std::string_view view) {
  return fmt::format("{}/{}", tag(locale), view);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// A text may be wrapped in the file: line ends and indentation count as one space.
std::string one_line(std::string_view text) {
  std::string out;
  for (char const c : trim(text)) {
    bool const blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

// Indentation is for who writes the view; one line end is kept where there was white space, because
// a space between two inline elements shows.
std::string without_indentation(std::string_view text) {
  if (text.find("<pre") != std::string_view::npos) return std::string{text};
  std::string out;
  out.reserve(text.size());
  for (auto const line : split(text, '\n')) {
    auto const kept = trim(line);
    if (kept.empty()) continue;
    out += kept;
    out += '\n';
  }
  return out;
}

std::vector<std::string> markers(std::string_view text) {
  std::vector<std::string> out;
  for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    out.emplace_back(text.substr(at, text.find("}}", at) - at));
  }
  std::ranges::sort(out);
  return out;
}

struct Forbidden {
  std::string_view pattern;
  std::string_view why;
};

constexpr std::array forbidden{
    Forbidden{R"(<[a-z][^<>]*\s[a-z-]+\s*=\s*\{\{(?![#/!]))",
              "a marker in an attribute without quotes"},
    Forbidden{R"(<[a-z][^>]*\son[a-z]+\s*=)", "an event handler in an attribute"},
    Forbidden{R"(<[a-z][^>]*\sstyle\s*=)", "a style in an attribute"},
    Forbidden{R"(<style)", "a style element"},
    Forbidden{R"(\s(srcset|formaction|xlink:href|srcdoc)\s*=\s*"[^"]*\{\{)",
              "a marker in an attribute whose URLs are not checked"},
};

icu::UnicodeString unicode(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
}

bool holds(std::string_view text, std::string_view pattern) {
  UErrorCode status = U_ZERO_ERROR;
  auto const content = unicode(text);
  icu::RegexMatcher matcher{unicode(pattern), content, UREGEX_CASE_INSENSITIVE, status};
  bool const found = matcher.find(status) != 0;
  if (U_FAILURE(status) != 0) throw std::logic_error("the check of the views does not run");
  return found;
}

void check_scripts(std::string_view content, std::string const& name) {
  for (auto at = content.find("<script"); at != std::string_view::npos;
       at = content.find("<script", at + 1)) {
    auto const opened = content.find('>', at);
    auto const closed = content.find("</script>", at);
    if (closed == std::string_view::npos)
      throw std::runtime_error(name + ": a script is not closed");
    bool const data =
        content.substr(at, opened - at).find("application/ld+json") != std::string_view::npos;
    if (closed > opened + 1 && !data) throw std::runtime_error(name + ": a script in the page");
  }
}

void check(std::string_view content, std::string const& name) {
  if (!content.starts_with("{{%AUTOESCAPE context=\"HTML\"}}") &&
      !content.starts_with("{{%AUTOESCAPE context=\"XML\"}}")) {
    throw std::runtime_error(name + ": a view begins with {{%AUTOESCAPE context=\"HTML\"}}");
  }
  for (auto const& [pattern, why] : forbidden) {
    if (holds(content, pattern)) throw std::runtime_error(fmt::format("{}: {}", name, why));
  }
  check_scripts(content, name);
}

// The views as pages are rendered from them, and the names they are registered under in each
// language.
class Snapshot {
 public:
  Snapshot(ctemplate::TemplateCache const& views, std::set<std::string> const& names)
      : views_{views.Clone()} {
    views_->Freeze();
    for (auto const& name : names)
      registered_[name] = {key(Locale::fr, name), key(Locale::en, name)};
  }

  [[nodiscard]] ctemplate::TemplateCache const& views() const { return *views_; }

  /// What a view is registered under; it stays for as long as the program runs.
  [[nodiscard]] std::string const& registered(Locale locale, std::string_view view) const {
    auto const found = registered_.find(view);
    if (found == registered_.end()) throw std::logic_error(fmt::format("no such view: {}", view));
    return found->second[locale == Locale::fr ? 0 : 1];
  }

 private:
  std::unique_ptr<ctemplate::TemplateCache> views_;
  std::unordered_map<std::string_view, std::array<std::string, 2>> registered_;
};

// The views known, and the frozen copy of them that pages are rendered from. A frozen cache never
// looks at the disk and is read by all threads at once; loading another module makes a new one.
class Registry {
 public:
  static Registry& instance() {
    static Registry registry;
    return registry;
  }

  void load(std::string_view module, std::vector<embedded::File> const& files) {
    std::scoped_lock const lock{mutex_};
    for (auto const& file : files) {
      auto const name = fmt::format("{}/{}", module, file.name);
      check(file.content, name);
      note_markers(file.content);
      views_.insert(name);
      for (auto const locale : both)
        add(locale, name, file.content);
    }
    frozen_.store(nullptr, std::memory_order_release);
  }

  Snapshot const& frozen() {
    if (auto const* ready = frozen_.load(std::memory_order_acquire)) return *ready;
    std::scoped_lock const lock{mutex_};
    if (auto const* ready = frozen_.load(std::memory_order_acquire)) return *ready;
    // Earlier copies stay: another thread may be rendering from one.
    auto& copy = copies_.emplace_back(std::make_unique<Snapshot>(loaded_, views_));
    frozen_.store(copy.get(), std::memory_order_release);
    return *copy;
  }

  bool takes_text(std::string const& name) {
    std::scoped_lock const lock{mutex_};
    return names_.contains(name) && !trusted_.contains(name);
  }

  std::vector<std::string> untranslated() {
    std::scoped_lock const lock{mutex_};
    return untranslated_;
  }

 private:
  Registry() { load("web", embedded::web_views()); }

  void note_markers(std::string_view content) {
    for (auto const& marker : markers(content)) {
      auto name = std::string_view{marker}.substr(2);
      if (name.starts_with('#') || name.starts_with('>')) name.remove_prefix(1);
      auto const plain = std::string{name.substr(0, name.find(':'))};
      if (name.ends_with(":none")) trusted_.insert(plain);
      names_.insert(plain);
    }
  }

  void add(Locale locale, std::string const& name, std::string_view content) {
    auto text = translated(locale, name, without_indentation(content));
    replace_all(text, "{{BASE}}", locale == Locale::fr ? "" : "/en");
    replace_all(text, "{{LANG}}", tag(locale));
    auto const registered = key(locale, name);
    loaded_.Delete(registered);
    if (!loaded_.StringToTemplateCache(registered, text, strip)) {
      throw std::runtime_error(name + ": the view does not parse");
    }
  }

  std::string translated(Locale locale, std::string const& name, std::string_view text) {
    std::string out;
    for (;;) {
      auto const open = text.find("[[");
      auto const stray = text.find("]]");
      if (open == std::string_view::npos && stray == std::string_view::npos) break;
      auto const close = open == std::string_view::npos ? open : text.find("]]", open);
      if (close == std::string_view::npos || stray < open) {
        throw std::runtime_error(name + ": a [[ or ]] stands alone");
      }
      auto const french = one_line(text.substr(open + 2, close - open - 2));
      out += text.substr(0, open);
      out += escape_html(in_language(locale, name, french));
      text.remove_prefix(close + 2);
    }
    out += text;
    return out;
  }

  std::string in_language(Locale locale, std::string const& name, std::string const& french) {
    auto const found = translation(locale, french);
    if (!found) {
      untranslated_.push_back(name + ": " + french);
      return french;
    }
    if (markers(*found) != markers(french)) {
      throw std::runtime_error(name + ": the translation has other markers: " + french);
    }
    return *found;
  }

  std::mutex mutex_;
  ctemplate::TemplateCache loaded_;
  std::vector<std::unique_ptr<Snapshot>> copies_;
  std::atomic<Snapshot const*> frozen_{nullptr};
  std::vector<std::string> untranslated_;
  std::set<std::string> views_;
  std::set<std::string> names_;    // of all markers and sections
  std::set<std::string> trusted_;  // of the markers that insert HTML as it is
};

}  // namespace

void load_views(std::string_view module, std::vector<embedded::File> const& files) {
  Registry::instance().load(module, files);
}

bool takes_text(std::string const& name) {
  return Registry::instance().takes_text(name);
}

std::vector<std::string> untranslated_texts() {
  return Registry::instance().untranslated();
}

View& View::set(std::string_view name, std::string_view value) {
  dictionary_->set(name, value);
  return *this;
}

View& View::set(std::string_view name, std::int64_t value) {
  return set(name, fmt::format_int{value}.c_str());
}

View& View::set_trusted_html(std::string_view name, std::string_view html) {
  return set(name, html);
}

View& View::set_optional(std::string_view name, std::string_view value) {
  if (value.empty()) return *this;
  set(name, value);
  constexpr std::string_view given = "_GIVEN";
  std::array<char, 64> section{};
  if (name.size() + given.size() > section.size()) throw std::logic_error("a name is too long");
  auto* const end = std::ranges::copy(given, std::ranges::copy(name, section.begin()).out).out;
  return show({section.begin(), end});
}

View& View::show(std::string_view section) {
  dictionary_->show(section);
  return *this;
}

View View::section(std::string_view name) {
  return View{dictionary_->section(name), locale_};
}

View View::include(std::string_view name, std::string_view view) {
  auto const& registered = Registry::instance().frozen().registered(locale_, view);
  return View{dictionary_->include(name, registered.c_str()), locale_};
}

// Everything a page is made of, let go at once.
struct Document::Content {
  static constexpr std::size_t usual_page = std::size_t{24} << 10;
  std::pmr::monotonic_buffer_resource memory{usual_page};
  Dictionary root{memory};
};

Document::Document(std::string_view view, Locale locale)
    : view_{key(locale, view)},
      locale_{locale},
      content_{std::make_unique<Content>()},
      root_{content_->root, locale} {}

Document::~Document() = default;
Document::Document(Document&&) noexcept = default;

std::string Document::render() const {
  std::string out;
  out.reserve(32 << 10);
  ctemplate::PerExpandData data;
  if (!Registry::instance().frozen().views().ExpandNoLoad(view_, strip, &content_->root, &data,
                                                          &out)) {
    throw std::logic_error("no such view, or one that it includes is missing: " + view_);
  }
  return out;
}

}  // namespace pacte::web
