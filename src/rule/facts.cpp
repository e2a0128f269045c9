#include "rule/facts.hpp"

#include <algorithm>

namespace pacte::rule {

Facts::Facts(Vocabulary const& vocabulary, std::int64_t today)
    : vocabulary_{&vocabulary}, today_{today}, known_(vocabulary.facts.size(), false) {
  for (std::size_t fact = 0; fact < vocabulary.facts.size(); ++fact)
    values_.push_back(anything(static_cast<int>(fact)));
}

Range Facts::anything(int index) const {
  auto const& fact = vocabulary_->facts[static_cast<std::size_t>(index)];
  if (fact.type.kind == Kind::choice) return {fact.most, fact.most};
  auto const most = fact.until_today ? std::clamp(today_, fact.least, fact.most) : fact.most;
  return {fact.least, most};
}

void Facts::set(int fact, Range value) {
  values_[static_cast<std::size_t>(fact)] = value;
  known_[static_cast<std::size_t>(fact)] = true;
  grounds_.erase(fact);
}

void Facts::set_text(int fact, std::string text) {
  auto const number = keep(std::move(text));
  set(fact, {number, number});
}

void Facts::forget(int fact) {
  values_[static_cast<std::size_t>(fact)] = anything(fact);
  known_[static_cast<std::size_t>(fact)] = false;
}

std::set<int> const& Facts::grounds(int fact) const {
  static std::set<int> const none;
  auto const found = grounds_.find(fact);
  return found == grounds_.end() ? none : found->second;
}

void Facts::rest(int fact, int other) {
  auto const before = grounds(other);
  auto& to = grounds_[fact];
  if (known(other)) to.insert(other);
  to.insert(before.begin(), before.end());
}

void Facts::set_items(int fact, std::vector<Item> items) {
  known_[static_cast<std::size_t>(fact)] = true;
  items_[fact] = std::move(items);
}

Facts::Item Facts::empty_item(int list) const {
  auto const& fields = vocabulary_->facts[static_cast<std::size_t>(list)].fields;
  Item made;
  for (int const field : fields)
    made.fields.push_back(anything(field));
  made.known.assign(fields.size(), false);
  return made;
}

std::vector<Facts::Item> const& Facts::items(int fact) const {
  static std::vector<Item> const none;
  auto const found = items_.find(fact);
  return found == items_.end() ? none : found->second;
}

std::int64_t Facts::keep(std::string text) {
  auto const found = std::ranges::find(texts_, text);
  if (found != texts_.end()) return found - texts_.begin();
  texts_.push_back(std::move(text));
  return static_cast<std::int64_t>(texts_.size()) - 1;
}

}  // namespace pacte::rule
