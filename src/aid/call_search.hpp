// What the list of calls is asked for: words, kind, and the filters of the catalogue of schemes.
#pragma once

#include "aid/call_model.hpp"
#include "store/session.hpp"
#include "web/request.hpp"

namespace pacte::aid {

struct CallSearch {
  std::string text;
  std::optional<CallKind> kind;
  std::vector<std::pair<std::string, std::string>> filters;  // of the scheme: ("form", "loan")
};

/// The parameters are those of the page: `q`, `kind`, and the names of the filters. Nothing when
/// one is too long, or the kind is none.
std::optional<CallSearch> read_call_search(web::Parameters const& parameters);

/// Among the `most` calls that close last, those that have all the words (their own or their
/// scheme's) and all the filters; the latest closing first.
std::vector<Call> found_calls(store::Session& session, CallSearch const& search, std::size_t most);

}  // namespace pacte::aid
