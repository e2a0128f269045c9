#include "web/dictionary.hpp"

#include <cstring>
#include <new>

namespace pacte::web {

using ctemplate::TemplateString;

namespace {

std::string_view text_of(TemplateString const& name) {
  return {name.data(), name.size()};
}

}  // namespace

// Along the dictionaries of one section or include.
class Dictionary::Walk final : public Iterator {
 public:
  explicit Walk(Dictionary const* first) : at_{first} {}
  [[nodiscard]] bool HasNext() const override { return at_ != nullptr; }
  ctemplate::TemplateDictionaryInterface const& Next() override {
    auto const& here = *at_;
    at_ = at_->next_;
    return here;
  }

 private:
  Dictionary const* at_;
};

template <class T> T* Dictionary::make(T value) {
  return new (memory_->allocate(sizeof(T), alignof(T))) T{std::move(value)};
}

std::string_view Dictionary::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(memory_->allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

Dictionary::Entry* Dictionary::own(Kind kind, std::string_view name) const {
  for (auto* entry = entries_; entry != nullptr; entry = entry->next) {
    if (entry->kind == kind && entry->name == name) return entry;
  }
  return nullptr;
}

Dictionary::Entry const* Dictionary::seen(Kind kind, TemplateString const& name) const {
  for (auto const* dictionary = this; dictionary != nullptr; dictionary = dictionary->enclosing_) {
    if (auto const* entry = dictionary->own(kind, text_of(name))) return entry;
  }
  return nullptr;
}

Dictionary::Entry& Dictionary::entry(Kind kind, std::string_view name) {
  if (auto* known = own(kind, name)) return *known;
  entries_ = make(Entry{.name = keep(name), .kind = kind, .next = entries_});
  return *entries_;
}

Dictionary& Dictionary::add(Entry& to) {
  auto* made =
      new (memory_->allocate(sizeof(Dictionary), alignof(Dictionary))) Dictionary{*memory_};
  (to.last == nullptr ? to.first : to.last->next_) = made;
  to.last = made;
  return *made;
}

void Dictionary::set(std::string_view name, std::string_view value) {
  entry(Kind::value, name).value = keep(value);
}

void Dictionary::show(std::string_view section_name) {
  auto& shown = entry(Kind::section, section_name);
  if (shown.first == nullptr) add(shown).enclosing_ = this;
}

Dictionary& Dictionary::section(std::string_view name) {
  auto& made = add(entry(Kind::section, name));
  made.enclosing_ = this;
  return made;
}

Dictionary& Dictionary::include(std::string_view name, char const* view) {
  auto& made = add(entry(Kind::include, name));
  made.view_ = view;
  return made;
}

TemplateString Dictionary::GetValue(TemplateString const& name) const {
  auto const* entry = seen(Kind::value, name);
  return entry == nullptr ? TemplateString{"", 0}
                          : TemplateString{entry->value.data(), entry->value.size()};
}

bool Dictionary::IsHiddenSection(TemplateString const& name) const {
  return seen(Kind::section, name) == nullptr;
}

bool Dictionary::IsUnhiddenSection(TemplateString const& name) const {
  return !IsHiddenSection(name);
}

bool Dictionary::IsHiddenTemplate(TemplateString const& name) const {
  return seen(Kind::include, name) == nullptr;
}

char const* Dictionary::GetIncludeTemplateName(TemplateString const& name, int number) const {
  auto const* entry = seen(Kind::include, name);
  auto const* included = entry == nullptr ? nullptr : entry->first;
  for (; number > 0 && included != nullptr; --number)
    included = included->next_;
  return included == nullptr ? "" : included->view_;
}

// ctemplate destroys the iterators it asks for.
Dictionary::Iterator* Dictionary::CreateTemplateIterator(TemplateString const& name) const {
  auto const* entry = seen(Kind::include, name);
  return new Walk{entry == nullptr ? nullptr : entry->first};
}

Dictionary::Iterator* Dictionary::CreateSectionIterator(TemplateString const& name) const {
  auto const* entry = seen(Kind::section, name);
  return new Walk{entry == nullptr ? nullptr : entry->first};
}

void Dictionary::DumpToString(std::string* out, int level) const {
  for (auto const* entry = entries_; entry != nullptr; entry = entry->next) {
    out->append(static_cast<std::size_t>(level) * 2, ' ').append(entry->name);
    out->append(": ").append(entry->value).append("\n");
    for (auto const* child = entry->first; child != nullptr; child = child->next_)
      child->DumpToString(out, level + 1);
  }
}

}  // namespace pacte::web
