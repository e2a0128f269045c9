// Fields of a JSON object read one by one, each fault noted with its place.
#pragma once

#include <set>

#include "base/json.hpp"
#include "diagnostic/definition_rules.hpp"

namespace pacte::diagnostic {

class ObjectReader {
 public:
  ObjectReader(Json const& json, std::string pointer, std::vector<Fault>& faults);

  [[nodiscard]] bool has(char const* field) const;
  /// The field as it is; a fault and null when it is missing.
  Json const* value(char const* field);
  /// Lower-case letters, digits and hyphens: "partage-du-pouvoir".
  std::string key(char const* field);
  std::string text(char const* field, std::size_t longest);
  /// {"fr": …, "en": …}, both given.
  Text bilingual(char const* field, std::size_t longest = 1'000);
  Text optional_bilingual(char const* field, std::size_t longest = 1'000);
  std::int64_t integer(char const* field, std::int64_t min, std::int64_t max);
  bool flag(char const* field);  // absent: false
  /// The items of an array with their pointers; faults when the count is out of bounds.
  std::vector<std::pair<Json const*, std::string>> items(char const* field, std::size_t least,
                                                         std::size_t most);
  /// The members of an object.
  std::vector<std::pair<std::string, Json const*>> members(char const* field);
  /// Faults for the fields that were never asked for.
  void refuse_unknown();
  void fault(std::string_view field, std::string message);

  [[nodiscard]] std::string at(std::string_view field) const;

 private:
  Text read_bilingual(char const* field, std::size_t longest);

  Json const& json_;
  std::string pointer_;
  std::vector<Fault>& faults_;
  std::set<std::string> known_;
};

/// Whether a key has the shape that ObjectReader::key asks for.
bool is_key(std::string_view text);

}  // namespace pacte::diagnostic
