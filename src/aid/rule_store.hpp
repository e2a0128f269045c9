// All the SQL of the vocabulary of facts, and of the rules that the public sees.
#pragma once

#include <string>
#include <vector>

#include "store/session.hpp"

namespace pacte::aid {

/// The rules of a version of a scheme.
struct RuleText {
  std::string scheme;  // identifier in the catalogue
  std::int64_t version = 0;
  std::string text;
};

/// The vocabulary loaded last; empty when none was.
std::string rule_vocabulary(store::Session& session);
/// Adds one, which serves from now on.
void insert_rule_vocabulary(store::Session& session, std::string const& text,
                            std::string const& loaded_at);

/// A number that changes with the vocabulary and with what the public sees of schemes.
std::int64_t scheme_counter(store::Session& session);
void count_scheme_change(store::Session& session);

/// Rules of the versions that the public sees, described or published, by identifier of their
/// scheme. Schemes without rules are left out.
std::vector<RuleText> shown_rules(store::Session& session);

}  // namespace pacte::aid
