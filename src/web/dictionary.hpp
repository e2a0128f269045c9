// The values that a view is expanded from, as ctemplate asks for them.
//
// ctemplate's own dictionary hashes each name, takes a global lock to do so and makes up a debug
// name for each row of a page. This one lives for a single page: everything in it comes from one
// piece of memory that is let go at once, and a name is found by looking at the few that stand
// beside it.
//
// A dictionary sees the values and sections of those that enclose it, up to the view it belongs to.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string_view>

#include <ctemplate/template_dictionary_interface.h>

namespace pacte::web {

class Dictionary final : public ctemplate::TemplateDictionaryInterface {
 public:
  /// `memory` outlives it; a dictionary made in it by `section` or `include` is never destroyed.
  explicit Dictionary(std::pmr::memory_resource& memory) : memory_{&memory} {}

  /// Names and values are copied.
  void set(std::string_view name, std::string_view value);
  void show(std::string_view section);
  Dictionary& section(std::string_view name);
  /// `view` is the name the view is registered under; it must outlive the dictionary.
  Dictionary& include(std::string_view name, char const* view);

 protected:
  [[nodiscard]] ctemplate::TemplateString GetValue(
      ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsHiddenSection(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsUnhiddenSection(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] bool IsHiddenTemplate(ctemplate::TemplateString const& name) const override;
  [[nodiscard]] char const* GetIncludeTemplateName(ctemplate::TemplateString const& name,
                                                   int number) const override;
  [[nodiscard]] Iterator* CreateTemplateIterator(
      ctemplate::TemplateString const& name) const override;
  [[nodiscard]] Iterator* CreateSectionIterator(
      ctemplate::TemplateString const& name) const override;
  void DumpToString(std::string* out, int level) const override;

 private:
  enum class Kind : std::uint8_t { value, section, include };

  // One name: a value, or the dictionaries of a section or of an include, in their order.
  struct Entry {
    std::string_view name;
    Kind kind;
    std::string_view value{};
    Dictionary* first = nullptr;
    Dictionary* last = nullptr;
    Entry* next = nullptr;
  };
  class Walk;

  [[nodiscard]] Entry* own(Kind kind, std::string_view name) const;
  [[nodiscard]] Entry const* seen(Kind kind, ctemplate::TemplateString const& name) const;
  Entry& entry(Kind kind, std::string_view name);
  Dictionary& add(Entry& to);
  std::string_view keep(std::string_view text);
  template <class T> T* make(T value);

  std::pmr::memory_resource* memory_;
  Dictionary const* enclosing_ = nullptr;
  Entry* entries_ = nullptr;  // the latest first
  Dictionary* next_ = nullptr;
  char const* view_ = nullptr;
};

}  // namespace pacte::web
