// What a form of the simulator sent: the answers it carries, and what its button does to them.
#pragma once

#include "simulation/question_view.hpp"

namespace pacte::simulation {

struct Move {
  Answers answers;                   // after the move
  std::string question{};            // the one to show; empty: the next one
  std::optional<Typed> typed{};      // what its form holds, when it is shown again
  std::vector<FieldError> faults{};  // of the page; at the question's field they are in `typed`

  [[nodiscard]] bool refused() const {
    return !faults.empty() || (typed && !typed->errors.empty());
  }
};

/// The answers that the hidden fields carry; a fault when they cannot be read.
Move carried(web::Parameters const& form, web::Locale locale);

/// What the button pressed does. An answer that is refused is not kept, nor is anything lost: its
/// question comes again as it was filled.
Move move(Context const& context, store::Session& session, web::Parameters const& form,
          web::Locale locale);

/// The address of the page that a move leads to, so that the browser can come back to it. Nothing
/// when it is too long for an address.
std::optional<std::string> address_of(Move const& move, std::string const& page,
                                      std::string const& day, std::string_view key);

/// What the address of a page says: the question to show, and its rows as far as they are filled.
void read_address(Move& move, web::Parameters const& query);

}  // namespace pacte::simulation
