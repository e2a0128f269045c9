// One evaluation of somebody's answers, with all that showing it takes.
#pragma once

#include <map>
#include <memory>

#include "aid/call_model.hpp"
#include "simulation/answers.hpp"
#include "simulation/context.hpp"
#include "simulation/words.hpp"
#include "store/session.hpp"

namespace pacte::simulation {

struct Sitting {
  std::shared_ptr<aid::RuleBook const> book;
  std::string day;  // of the evaluation, in Paris: "2026-03-01"
  Answers answers;
  ReadAnswers read;
  Simulation simulation;

  [[nodiscard]] rule::Vocabulary const& vocabulary() const { return book->words().vocabulary; }
  [[nodiscard]] rule::Fact const& fact(int position) const {
    return vocabulary().facts[static_cast<std::size_t>(position)];
  }
};

/// The rules in force now over the answers, on the day it is in Paris. Answers with a fault are not
/// known (`Sitting::read.faults`).
Sitting sit(Context const& context, store::Session& session, Answers answers, web::Locale locale);
/// As of another day, counted from 1970-01-01. `writer`: whom faults are told to.
Sitting sit_on(Context const& context, store::Session& session, Answers answers, web::Locale locale,
               std::int64_t day, rule::Writer writer);

/// Days from 1970-01-01, in Paris.
std::int64_t today(Context const& context);

/// Calls that take applications now or soon, by scheme; the one that closes first.
std::map<std::string, aid::Call> nearest_calls(Context const& context, store::Session& session);

/// The fact by which the five axes of the Impact Score are asked for, when it still stands between
/// somebody and an aid.
bool wants_self_assessment(Sitting const& sitting);

/// Names of communes from the reference that is loaded.
PlaceName place_names(store::Session& session);

/// The secret of the links, made when there is none yet.
std::string link_key(Context const& context);

}  // namespace pacte::simulation
