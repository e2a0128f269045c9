// What citizens proposed, and what became of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "plan/model.hpp"

namespace pacte::participation {

struct CitizenProposal {
  std::string id;
  std::string label;
  std::string code;    // "P07", "112"
  std::string series;  // "P": the citizens' convention; "plain": the consultation
};

/// A line of a plan in front of which a document prints the code of the proposal.
struct Answer {
  plan::NodeLine node;
  plan::LinkLine link;  // its `review` says whether the attribution is sure
};

/// A stake whose table prints the code without saying which of its actions it goes with.
struct Ambiguity {
  plan::NodeLine stake;
  std::vector<std::string> codes;  // printed together
  std::string column;              // horizon class of the column of the table
  std::string why;
  std::vector<plan::NodeLine> may_concern;
  std::string nearest;  // identifier of the likeliest of them; may be empty
};

struct Answers {
  std::vector<Answer> sure;
  std::vector<Answer> doubtful;
  std::vector<Ambiguity> ambiguities;
};

/// The duty of follow-up in numbers, over the sure answers.
struct FollowUp {
  std::int64_t answers = 0;
  std::int64_t decided = 0;
  std::int64_t planned = 0;
  std::int64_t considered = 0;
  std::int64_t unstated = 0;  // no commitment printed
  std::int64_t in_place = 0;  // horizon: already there when the document was written
  std::int64_t within_12_months = 0;
  std::int64_t after_2021 = 0;
  std::int64_t to_review = 0;  // doubtful answers, counted apart
};

struct ProposalFilter {
  std::string series{};  // "P", "plain" or empty
  enum class Answered { any, surely, doubtfully, never } answered = Answered::any;

  bool operator==(ProposalFilter const&) const = default;
};

}  // namespace pacte::participation
