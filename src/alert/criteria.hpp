// The search that an alert keeps: from a form, in words, and what it finds.
#pragma once

#include "aid/call_model.hpp"
#include "aid/store.hpp"
#include "alert/model.hpp"
#include "base/problem.hpp"
#include "store/session.hpp"
#include "web/request.hpp"

namespace pacte::alert {

/// The parameters that the list knows, in their order, encoded: the same search is the same text.
/// Nothing when the list would not read them.
std::optional<std::string> kept_query(About about, web::Parameters const& given);

/// What is asked, one criterion a line: "Pour : Associations". Empty: everything.
std::vector<std::string> criteria_lines(store::Session& session, web::Locale locale, About about,
                                        std::string const& query);

/// The page of the list with this search.
std::string list_path(About about, std::string const& query);

/// What a search finds.
struct Found {
  std::vector<aid::Call> calls;          // of a search of schemes: those of the schemes found
  std::vector<aid::SchemeLine> schemes;  // whose version shown changed after `since`; or none
};
Found find(store::Session& session, About about, std::string const& query, Instant since);

}  // namespace pacte::alert
