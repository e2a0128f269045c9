// Lines of plans and the links between them, as pages and other rooms need them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "source/kinds.hpp"

namespace pacte::plan {

/// A node in one line.
struct NodeLine {
  std::string id;
  std::string label;
  std::string plan;           // identifier of the root
  std::string plan_code;      // code of the root ("SRDEII"), or its label when it has none
  std::string level;          // "action", as in the corpus
  std::string code;           // as printed: "Action 29"; empty when there is none
  std::string parent;         // identifier; empty for a root
  std::string horizon_class;  // "existing", "12-months", "after-2021" or empty
  std::string commitment;     // "decided", "planned", "considered" or empty
  std::int64_t position = 0;  // among its siblings
  bool cited_only = false;    // root of a plan that the documents only cite
};

/// A node with all its fields but the lists of the registry (themes, proposals).
struct Node {
  NodeLine line;
  std::string horizon;                     // as printed
  std::optional<std::int64_t> budget_eur;  // whole euros
  std::string lead;
  std::vector<std::string> partners;
  std::string summary;
  std::string ambiguous_proposals;  // JSON list, or empty
};

/// A link seen from one of its ends.
struct LinkLine {
  std::string id;
  std::string type;     // "echoes", "answers"…
  std::string review;   // "ok" or "doubtful"
  std::string printed;  // the reference as printed
  std::string note;
  std::string from;
  std::string to;           // empty when the target is outside the corpus
  std::string to_probable;  // node that a doubtful reference seems to mean
  std::string to_printed;   // target outside the corpus, as printed
};

struct PlanCount {
  NodeLine root;
  std::string summary;
  std::string horizon;
  std::int64_t nodes = 0;    // lines of the plan, its root left out
  std::int64_t actions = 0;  // actions and sub-actions
};

}  // namespace pacte::plan
