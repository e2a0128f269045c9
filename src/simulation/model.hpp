// A simulation: what somebody says of themselves, and which schemes that opens.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "rule/explain.hpp"
#include "rule/open_end.hpp"

namespace pacte::simulation {

/// What the form, the link and the account carry from one page to the next.
struct Answers {
  Json facts = Json::object();        // by name, in the order given, as rule::read_facts takes them
  std::vector<std::string> passed{};  // facts that one does not know or would rather not say
  std::vector<std::string> schemes{};  // catalogue identifiers; empty: all that have rules
  std::vector<std::string> order{};    // of the questions answered or passed; see `in_order`
  bool operator==(Answers const&) const = default;
};

/// A scheme with rules.
struct Candidate {
  std::string scheme;  // catalogue identifier
  std::int64_t version = 0;
  rule::Program const* program = nullptr;
  /// Those of the applicant and of the call, when the rules ask for the call; null otherwise.
  std::shared_ptr<rule::Facts const> facts{};
};

/// A scheme, and why it is or is not for these facts.
struct Judged {
  Candidate candidate;
  std::vector<rule::Range> registers;
  rule::Explanation explanation;
  /// The registers as people are told them: an end that only the bounds of the questions set is
  /// `rule::unlimited`.
  std::vector<rule::Range> told{};
  std::optional<rule::OpenAmount> amount{};
};

struct Question {
  int fact = 0;
  std::vector<std::size_t> concerns{};  // positions of the schemes that the answer may change
};

struct Simulation {
  std::vector<Judged> schemes;  // in the order of the candidates
  std::optional<Question> next;
  std::size_t remaining = 0;  // facts still to be asked for, if no answer settled several
};

}  // namespace pacte::simulation
