// A field of a scheme as lines of text for people.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aid/fields.hpp"
#include "store/session.hpp"
#include "web/locale.hpp"

namespace pacte::aid {

/// Another thing that a scheme names: a plan line, a document, a territory.
struct Named {
  std::string label;
  std::string url;  // its page in the language
};
using Names = std::map<std::string, Named>;

/// The plan lines, ambitions, documents and places that the content names; unknown ones are left
/// out.
Names names_in(store::Session& session, web::Locale locale, SchemeContent const& content);

/// One line for each thing said: a text, an item of a list, the label of a choice, an amount, a
/// note as "label : text". Empty when the field is not stated.
std::vector<std::string> lines_of(web::Locale locale, SchemeField const& field,
                                  SchemeContent const& content, Names const& names);

/// "12,5 %".
std::string to_text(BasisPoints share, Digits style);

}  // namespace pacte::aid
