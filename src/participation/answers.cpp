#include "participation/answers.hpp"

#include <map>
#include <set>

#include "base/json.hpp"
#include "participation/rules.hpp"
#include "participation/store.hpp"
#include "plan/record.hpp"
#include "plan/store.hpp"
#include "source/catalogue_store.hpp"
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

// Lines that are not in the corpus any more are left out.
void add_answer(Answers& answers, std::map<std::string, plan::NodeLine> const& nodes,
                plan::LinkLine link) {
  auto const node = nodes.find(link.from);
  if (node == nodes.end()) return;
  auto& list = link.review == "ok" ? answers.sure : answers.doubtful;
  list.push_back({node->second, std::move(link)});
}

std::map<std::string, plan::NodeLine> nodes_that_answer(store::Session& session,
                                                        std::vector<plan::LinkLine> const& links) {
  std::set<std::string> ids;
  for (auto const& link : links)
    ids.insert(link.from);
  std::map<std::string, plan::NodeLine> nodes;
  for (auto& node : plan::nodes(session, {ids.begin(), ids.end()}))
    nodes.emplace(node.id, std::move(node));
  return nodes;
}

Answers linked(store::Session& session, std::string const& id) {
  auto links = plan::links_of(session, id);
  std::erase_if(
      links, [&](plan::LinkLine const& link) { return link.type != "answers" || link.to != id; });
  auto const nodes = nodes_that_answer(session, links);
  Answers answers;
  for (auto& link : links)
    add_answer(answers, nodes, std::move(link));
  return answers;
}

// The follow-up of every proposal of a list, in as many queries as for one.
std::map<std::string, FollowUp> follow_ups(store::Session& session,
                                           std::vector<CitizenProposal> const& proposals) {
  std::vector<std::string> ids;
  for (auto const& one : proposals)
    ids.push_back(one.id);
  auto const found = source::naming(session, ids, "to");
  std::vector<plan::LinkLine> links;
  for (auto const& row : source::catalogue_rows(
           session, plan::link_kind(), {"from", "to", "review"},
           {.equal = {{"type", "answers"}}, .among = found, .most = found.size()})) {
    links.push_back({.id = row.id,
                     .type = "answers",
                     .review = text_or_empty(row.fields, "review"),
                     .from = text_or_empty(row.fields, "from"),
                     .to = text_or_empty(row.fields, "to")});
  }
  auto const nodes = nodes_that_answer(session, links);
  std::map<std::string, Answers> answers;
  for (auto& link : links)
    add_answer(answers[link.to], nodes, link);
  std::map<std::string, FollowUp> counts;
  for (auto const& [id, all] : answers)
    counts.emplace(id, follow_up(all));
  return counts;
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
    auto const counts = follow_ups(session, batch);
    for (auto const& one : batch) {
      key = one.id;
      auto const found = counts.find(one.id);
      auto const count = found == counts.end() ? FollowUp{} : found->second;
      if (keeps(filter.answered, count)) page.lines.push_back({one, count});
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
