// One question as its form shows it: the input that its type asks for, what was typed, what is
// wrong with it.
#pragma once

#include <map>

#include "simulation/page_support.hpp"

namespace pacte::simulation {

/// The fields of the form as they stand: names begin with "r".
struct Typed {
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, std::string> errors;  // by name of field
  std::vector<std::pair<std::string, std::string>>
      places;            // code and name, when one must be chosen
  std::size_t rows = 1;  // of a list, at least
};

/// As the form sent it.
Typed typed_in(web::Parameters const& form);
/// As an earlier answer has it.
Typed typed_from(rule::Fact const& fact, Json const& value, PlaceName const& place);

/// Fills the section ASK. `concerns`: titles of the schemes that the answer may settle. `focus`:
/// the page opens at the field to fill, or at the one with a fault.
void fill_question(web::View& view, web::Request const& request, store::Session& session,
                   Context const& context, Sitting const& sitting, int fact, Typed const& typed,
                   std::vector<std::string> const& concerns, bool focus);

}  // namespace pacte::simulation
