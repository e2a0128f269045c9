// The fields of a scheme as values: from them come its JSON, its form, its page and its comparison.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include "aid/model.hpp"

namespace pacte::aid {

/// Parts of the form and of the page, in their order.
enum class Part { presentation, audience, amounts, request, plans, green_pact, rules, sources };

struct PartNames {
  Part part;
  std::string_view name;   // in addresses: "montants"
  std::string_view title;  // French
};
std::span<PartNames const> scheme_parts();

struct Choice {
  std::string_view value;
  std::string_view label;  // French
};

using Member =
    std::variant<std::string SchemeContent::*, Texts SchemeContent::*, Choices SchemeContent::*,
                 Notes SchemeContent::*, std::optional<Euros> SchemeContent::*,
                 std::optional<BasisPoints> SchemeContent::*>;

struct SchemeField {
  std::string_view name;  // in JSON and in forms
  std::string_view label;
  std::string_view hint;
  Part part;
  Member member;
  std::size_t longest = 0;               // code points of a text, of each line, of a note
  std::span<Choice const> choices = {};  // of an enumerated field
  bool single = false;                   // one choice at most
  std::string_view about = {};           // of notes: name of what they are about, in JSON
  std::string_view about_label = {};     // French
  std::string_view text = {};            // of notes: name of the text, in JSON
  std::string_view text_label = {};      // French
  bool is_code = false;                  // of a text: in a language of its own, line by line
};

std::span<SchemeField const> scheme_fields();
SchemeField const* scheme_field(std::string_view name);

/// Whether the content says anything in the field.
bool is_stated(SchemeField const& field, SchemeContent const& content);

/// French label of a choice; the value itself when the field does not have it.
std::string_view choice_label(SchemeField const& field, std::string_view value);

}  // namespace pacte::aid
