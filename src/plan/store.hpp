// All the SQL of plans.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "plan/model.hpp"
#include "store/session.hpp"

namespace pacte::plan {

std::optional<Node> node(store::Session& session, std::string const& id);

/// Several nodes in one line each, in the order asked; unknown identifiers are left out.
std::vector<NodeLine> nodes(store::Session& session, std::vector<std::string> const& ids);

/// From the root to the parent.
std::vector<NodeLine> ancestors(store::Session& session, std::string const& id);

/// Direct children in their order.
std::vector<NodeLine> children(store::Session& session, std::string const& id);

/// Every node of a plan, its root included, parents before children, siblings in their order.
std::vector<NodeLine> tree(store::Session& session, std::string const& plan);

/// The themes of every node of a plan.
std::map<std::string, std::vector<std::string>> themes_of_plan(store::Session& session,
                                                               std::string const& plan);

/// The plan of every node.
std::map<std::string, std::string> plans_of_nodes(store::Session& session);

/// The roots with their counts: adopted plans first, largest first, then those only cited, by name.
std::vector<PlanCount> plans(store::Session& session);

/// The links of which the record is an end: its own first, then those that come to it.
std::vector<LinkLine> links_of(store::Session& session, std::string const& id);

/// How many links stand in each review state.
std::int64_t doubtful_links(store::Session& session);

}  // namespace pacte::plan
