// The facts that rules may ask for: one vocabulary serves every scheme, so that what is said once
// is not asked again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rule/syntax.hpp"
#include "rule/types.hpp"

namespace pacte::rule {

/// At most this many choices in a list: a set of them is 64 bits.
inline constexpr std::size_t most_choices = 62;
/// At most this many items in a list.
inline constexpr std::int64_t most_items = 1000;
/// No commune has more inhabitants than this.
inline constexpr std::int64_t most_inhabitants = 3'000'000;

struct ChoiceList {
  std::string name;
  std::vector<ChoiceItem> items;
  [[nodiscard]] std::int64_t every() const { return (std::int64_t{1} << items.size()) - 1; }
  /// Position of the item of this name.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view item) const;
};

/// A value is a whole number of 1/`scale` of its unit: cents for money. Dates are days from
/// 1970-01-01; a choice is one bit, a set of choices several; texts and places are numbered.
struct Fact {
  std::string name;
  FactKind declared = FactKind::truth;
  Type type;
  std::int64_t scale = 1;
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool until_today = false;
  bool supplied = false;  // by the platform: never asked for
  Bilingual question;
  Bilingual help;
  Place place;
  int owner = -1;           // the list that this is a field of
  int field = -1;           // position among its fields
  std::vector<int> fields;  // of a list: its facts
};

/// A unit and how many of it a written form is worth: « ans » is 12 months.
struct Measure {
  Unit unit;
  Exact factor{1, 1};
};

class Vocabulary {
 public:
  std::string name;
  std::vector<ChoiceList> lists;
  std::vector<Fact> facts;
  std::vector<Incoherence> incoherences;
  std::string source;  // the text it was read from

  [[nodiscard]] std::optional<int> find(std::string_view fact) const;
  [[nodiscard]] std::optional<int> find_list(std::string_view list) const;
  /// « € », « % », « ans », « salariés »…
  [[nodiscard]] std::optional<Measure> measure(std::string_view form) const;
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::vector<std::string> unit_forms() const;

  std::map<std::string, int, std::less<>> by_name;
  std::map<std::string, std::string, std::less<>> units;  // from form to name
};

/// Faults are added to `faults`; what is right is kept.
Vocabulary make_vocabulary(Sheet const& sheet, Faults& faults);

/// The value of a constant as a whole number of 1/scale; nothing, and a fault, when it is none or
/// has another unit than `fact`.
std::optional<std::int64_t> constant_of(Expression const& expression, Fact const& fact,
                                        Vocabulary const& vocabulary, Faults& faults);

}  // namespace pacte::rule
