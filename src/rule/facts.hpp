// What is known of one applicant.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "rule/program.hpp"

namespace pacte::rule {

/// Where a fact comes from.
struct Proof {
  std::string text;  // "Insee, 2026-01-01"; empty: declared
};

class Facts {
 public:
  /// Nothing known: each fact may be anything within its bounds.
  Facts(Vocabulary const& vocabulary, std::int64_t today);

  [[nodiscard]] std::int64_t today() const { return today_; }
  [[nodiscard]] bool known(int fact) const { return known_[static_cast<std::size_t>(fact)]; }
  [[nodiscard]] Range const& at(std::size_t fact) const { return values_[fact]; }
  [[nodiscard]] std::vector<Range> const& values() const { return values_; }

  void set(int fact, Range value);
  void set_text(int fact, std::string text);
  /// Narrows what a fact may be, without making it known.
  void narrow(int fact, Range value) { values_[static_cast<std::size_t>(fact)] = value; }
  void forget(int fact);
  /// The known facts that what this one may be was deduced from; none when it was not.
  [[nodiscard]] std::set<int> const& grounds(int fact) const;
  /// Notes that what `fact` may be was deduced from `other`, or from what that one was.
  void rest(int fact, int other);

  struct Item {
    std::vector<Range> fields;
    std::vector<bool> known;
  };
  void set_items(int fact, std::vector<Item> items);
  [[nodiscard]] Item empty_item(int list) const;
  [[nodiscard]] std::vector<Item> const& items(int fact) const;

  [[nodiscard]] std::string const& text(std::int64_t number) const {
    return texts_[static_cast<std::size_t>(number)];
  }
  /// The number that stands for this text.
  std::int64_t keep(std::string text);

  std::map<int, Proof> proofs;

  [[nodiscard]] Vocabulary const& vocabulary() const { return *vocabulary_; }

 private:
  [[nodiscard]] Range anything(int index) const;

  Vocabulary const* vocabulary_;
  std::int64_t today_;
  std::vector<Range> values_;
  std::vector<bool> known_;
  std::map<int, std::vector<Item>> items_;
  std::map<int, std::set<int>> grounds_;
  std::vector<std::string> texts_;
};

}  // namespace pacte::rule
