#include "aid/contacts.hpp"

#include <algorithm>

#include "aid/rule_store.hpp"
#include "aid/store.hpp"
#include "base/text.hpp"
#include "territory/store.hpp"

namespace pacte::aid {
namespace {

using territory::Key;
using territory::KnownPlaces;
using territory::Level;
using territory::Territory;

// "Toute la région", "Région Occitanie", "Occitanie"; folded.
bool is_whole_region(std::string_view place, Territory const* region) {
  auto const folded = fold(place);
  std::string_view words = folded;
  for (std::string_view const before : {"toute ", "tout ", "l’", "l'", "ensemble ", "de ", "la "}) {
    if (words.starts_with(before)) words.remove_prefix(before.size());
  }
  if (words.empty() || words == "region") return true;
  if (region == nullptr) return false;
  if (words.starts_with("region ")) words.remove_prefix(std::string_view{"region "}.size());
  return words == fold(region->name);
}

std::vector<Key> covered(std::string_view place, KnownPlaces const& places,
                         Territory const* region) {
  if (is_whole_region(place, region)) {
    return {{Level::region, region == nullptr ? std::string{} : region->key.code}};
  }
  if (auto const* whole = places.typed(place, Level::department)) return {whole->key};
  std::vector<Key> keys;
  for (auto const part : split(place, ',')) {
    if (auto const* found = places.typed(part, Level::department)) keys.push_back(found->key);
  }
  return keys;
}

// The narrowest level at which the contact holds the commune.
std::optional<Level> level_of(Contact const& contact, Territory const& commune) {
  std::optional<Level> narrowest;
  for (auto const& key : contact.covers) {
    if (lies_in(commune, key)) narrowest = std::max(narrowest.value_or(key.level), key.level);
  }
  return narrowest;
}

std::vector<Contact> nearest(SchemeContacts const& scheme, Territory const& commune) {
  std::vector<Contact> made;
  auto narrowest = Level::region;
  for (auto const& contact : scheme.contacts) {
    auto const level = level_of(contact, commune);
    if (!level || *level == Level::region || *level < narrowest) continue;
    if (*level > narrowest) made.clear();
    narrowest = *level;
    made.push_back(contact);
  }
  return made;
}

std::shared_ptr<ContactBook const> read_book(store::Session& session) {
  auto const territories = territory::all_territories(session);
  KnownPlaces const places{territories};
  auto const region = std::ranges::find(territories, Level::region,
                                        [](Territory const& each) { return each.key.level; });
  auto const* const whole = region == territories.end() ? nullptr : &*region;
  ContactBook book;
  for (auto const& [scheme, content] : shown_contents(session))
    book.emplace(scheme, read_contacts(content, places, whole));
  return std::make_shared<ContactBook const>(std::move(book));
}

}  // namespace

SchemeContacts read_contacts(SchemeContent const& content, KnownPlaces const& places,
                             Territory const* region) {
  SchemeContacts made{.contacts = {}, .run_by = content.run_by};
  for (auto const& [place, text] : content.contacts) {
    if (!text.empty()) made.contacts.push_back({place, text, covered(place, places, region)});
  }
  return made;
}

Advice advice(SchemeContacts const& scheme, std::span<Territory const> communes) {
  for (auto const& commune : communes) {
    auto found = nearest(scheme, commune);
    if (!found.empty()) return {Reach::place, std::move(found)};
  }
  std::vector<Contact> of_all;
  std::ranges::copy_if(scheme.contacts, std::back_inserter(of_all), [](Contact const& contact) {
    return std::ranges::any_of(contact.covers,
                               [](Key const& key) { return key.level == Level::region; });
  });
  if (!of_all.empty()) return {Reach::region, std::move(of_all)};
  return {Reach::elsewhere, scheme.contacts};
}

std::shared_ptr<ContactBook const> ContactKeeper::current(store::Session& session) {
  auto state =
      fmt::format("{} {}", scheme_counter(session), territory::loaded_reference(session).digest);
  std::scoped_lock const lock{mutex_};
  if (!book_ || state != state_) {
    book_ = read_book(session);
    state_ = std::move(state);
  }
  return book_;
}

}  // namespace pacte::aid
