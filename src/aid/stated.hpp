// What a scheme says of a field: a value, only words somewhere else, or nothing. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aid/fields.hpp"

namespace pacte::aid {

/// A passage of the content that speaks of another field's subject.
struct Mention {
  SchemeField const* where = nullptr;
  std::string sentence;
};

/// The passage that speaks of a field without a value: "enveloppe 2022 : 5,5 M€" for the envelope
/// of a scheme. Nothing when the field has a value, or no passage has a word of its subject. A
/// passage found may say less than a value would; none found means that the field is not stated.
std::optional<Mention> mention_of(SchemeField const& field, SchemeContent const& content);

/// A field with a value, and the sentences where the software read it.
struct ReadFrom {
  SchemeField const* field = nullptr;
  std::vector<std::string> sentences;
};

/// The fields whose values are those that `reading_of` finds in the content's own sentences.
std::vector<ReadFrom> read_from(SchemeContent const& content);

/// A field that no word of the content fills: a page misses it on its own. Not those that depend
/// on another field, nor rules.
bool is_missed(SchemeField const& field);

}  // namespace pacte::aid
