#include "participation/answers.hpp"

#include <map>

#include "base/json.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "plan/store.hpp"
#include "source/store.hpp"

namespace pacte::participation {
namespace {

std::vector<std::string> texts(Json const& object, char const* field) {
  std::vector<std::string> all;
  auto const found = object.find(field);
  if (found == object.end() || !found->is_array()) return all;
  for (auto const& item : *found) {
    if (item.is_string()) all.push_back(item.get<std::string>());
  }
  return all;
}

void add_ambiguities(store::Session& session, std::string const& code, std::string const& stake,
                     Answers& answers) {
  auto const node = plan::node(session, stake);
  if (!node || node->ambiguous_proposals.empty()) return;
  auto const blocks = parse_json(node->ambiguous_proposals).value_or(Json::array());
  for (auto const& block : blocks) {
    auto codes = texts(block, "codes");
    if (std::ranges::find(codes, code) == codes.end()) continue;
    answers.ambiguities.push_back({.stake = node->line,
                                   .codes = std::move(codes),
                                   .column = text_or_empty(block, "column"),
                                   .why = text_or_empty(block, "why"),
                                   .may_concern = plan::nodes(session, texts(block, "may_concern")),
                                   .nearest = text_or_empty(block, "nearest")});
  }
}

// The answers alone, without the stakes: enough to count.
Answers linked(store::Session& session, std::string const& id) {
  Answers answers;
  std::vector<plan::LinkLine> links;
  std::vector<std::string> ids;
  for (auto& link : plan::links_of(session, id)) {
    if (link.type != "answers" || link.to != id) continue;
    ids.push_back(link.from);
    links.push_back(std::move(link));
  }
  std::map<std::string, plan::NodeLine> nodes;
  for (auto& node : plan::nodes(session, ids))
    nodes.emplace(node.id, node);
  for (auto& link : links) {
    auto const node = nodes.find(link.from);
    if (node == nodes.end()) continue;
    (link.review == "ok" ? answers.sure : answers.doubtful)
        .push_back({node->second, std::move(link)});
  }
  return answers;
}

}  // namespace

Answers answers_to(store::Session& session, CitizenProposal const& proposal) {
  auto answers = linked(session, proposal.id);
  for (auto const& cited : source::references(session, proposal.id, "cited_by")) {
    add_ambiguities(session, proposal.code, cited.id, answers);
  }
  return answers;
}

ProposalPage page_of_proposals(store::Session& session, ProposalFilter const& filter,
                               std::string const& after, std::size_t most) {
  ProposalPage page;
  std::string key = after;
  while (page.lines.size() <= most) {
    auto const batch = list_proposals(session, filter.series, key, most + 1);
    for (auto const& one : batch) {
      key = one.id;
      auto const counts = follow_up(linked(session, one.id));
      if (keeps(filter.answered, counts)) page.lines.push_back({one, counts});
      if (page.lines.size() > most) break;
    }
    if (batch.size() <= most) break;
  }
  if (page.lines.size() > most) {
    page.lines.resize(most);
    page.next = page.lines.back().proposal.id;
  }
  return page;
}

}  // namespace pacte::participation
