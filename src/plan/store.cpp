#include "plan/store.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "source/store.hpp"

namespace pacte::plan {
namespace {

using store::Session;

// The columns of a NodeLine, from plan_node n and its root p.
#define PACTE_NODE_LINE                                                                            \
  "n.id, n.label, n.plan, COALESCE(p.code, p.label), n.level, n.code, n.parent, n.horizon_class, " \
  "n.commitment, "                                                                                 \
  "n.position, n.cited_only "

constexpr std::size_t line_columns = 11;

NodeLine line_of(std::span<std::optional<std::string> const> cells) {
  auto const text = [&](std::size_t i) { return cells[i].value_or(""); };
  return {.id = text(0),
          .label = text(1),
          .plan = text(2),
          .plan_code = text(3),
          .level = text(4),
          .code = text(5),
          .parent = text(6),
          .horizon_class = text(7),
          .commitment = text(8),
          .position = std::stoll(text(9)),
          .cited_only = text(10) == "1"};
}

auto const line_row =
    [](std::string id, std::string label, std::string plan, std::string plan_code,
       std::string level, std::optional<std::string> code, std::optional<std::string> parent,
       std::optional<std::string> horizon_class, std::optional<std::string> commitment,
       std::int64_t position, std::optional<int> cited_only) {
      return NodeLine{.id = std::move(id),
                      .label = std::move(label),
                      .plan = std::move(plan),
                      .plan_code = std::move(plan_code),
                      .level = std::move(level),
                      .code = std::move(code).value_or(""),
                      .parent = std::move(parent).value_or(""),
                      .horizon_class = std::move(horizon_class).value_or(""),
                      .commitment = std::move(commitment).value_or(""),
                      .position = position,
                      .cited_only = cited_only.value_or(0) == 1};
    };

auto const link_row =
    [](std::string id, std::string type, std::string review, std::optional<std::string> printed,
       std::optional<std::string> note, std::string from, std::optional<std::string> to,
       std::optional<std::string> to_probable, std::optional<std::string> to_printed) {
      return LinkLine{std::move(id),
                      std::move(type),
                      std::move(review),
                      std::move(printed).value_or(""),
                      std::move(note).value_or(""),
                      std::move(from),
                      std::move(to).value_or(""),
                      std::move(to_probable).value_or(""),
                      std::move(to_printed).value_or("")};
    };

}  // namespace

std::optional<Node> node(Session& session, std::string const& id) {
  return session("SELECT " PACTE_NODE_LINE
                 ", n.horizon, n.budget_eur, n.lead, n.partners, n.summary, n.ambiguous_proposals "
                 "FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.id = :id",
                 id)
      .first([](std::string node_id, std::string label, std::string plan, std::string plan_code,
                std::string level, std::optional<std::string> code,
                std::optional<std::string> parent, std::optional<std::string> horizon_class,
                std::optional<std::string> commitment, std::int64_t position,
                std::optional<int> cited_only, std::optional<std::string> horizon,
                std::optional<std::int64_t> budget, std::optional<std::string> lead,
                std::string const& partners, std::optional<std::string> summary,
                std::optional<std::string> ambiguous) {
        Node found;
        found.line =
            line_row(std::move(node_id), std::move(label), std::move(plan), std::move(plan_code),
                     std::move(level), std::move(code), std::move(parent), std::move(horizon_class),
                     std::move(commitment), position, cited_only);
        found.horizon = std::move(horizon).value_or("");
        found.budget_eur = budget;
        found.lead = std::move(lead).value_or("");
        found.partners =
            parse_json(partners).value_or(Json::array()).get<std::vector<std::string>>();
        found.summary = std::move(summary).value_or("");
        found.ambiguous_proposals = std::move(ambiguous).value_or("");
        return found;
      });
}

std::vector<NodeLine> nodes(Session& session, std::vector<std::string> const& ids) {
  if (ids.empty()) return {};
  std::map<std::string, NodeLine> found;
  std::vector<store::Value> const values(ids.begin(), ids.end());
  session.each(fmt::format("SELECT " PACTE_NODE_LINE
                           "FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.id IN ({})",
                           source::marks(ids.size())),
               values, line_columns, [&](auto cells) { found.emplace(*cells[0], line_of(cells)); });
  std::vector<NodeLine> lines;
  for (auto const& id : ids) {
    if (auto const line = found.find(id); line != found.end()) lines.push_back(line->second);
  }
  return lines;
}

std::vector<NodeLine> ancestors(Session& session, std::string const& id) {
  return session(
             "WITH RECURSIVE above (id, parent, height) AS ("
             "  SELECT id, parent, 0 FROM plan_node WHERE id = :id"
             "  UNION ALL SELECT n.id, n.parent, a.height + 1 FROM plan_node n JOIN above a ON "
             "n.id = a.parent) "
             "SELECT " PACTE_NODE_LINE
             "FROM above a JOIN plan_node n ON n.id = a.id JOIN plan_node p ON p.id = n.plan "
             "WHERE a.height > 0 ORDER BY a.height DESC",
             id)
      .map(line_row);
}

std::vector<NodeLine> children(Session& session, std::string const& id) {
  return session("SELECT " PACTE_NODE_LINE
                 "FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.parent = :id ORDER BY "
                 "n.position, n.id",
                 id)
      .map(line_row);
}

std::vector<NodeLine> tree(Session& session, std::string const& plan) {
  auto const lines =
      session("SELECT " PACTE_NODE_LINE
              "FROM plan_node n JOIN plan_node p ON p.id = n.plan WHERE n.plan = :plan "
              "ORDER BY n.position, n.id",
              plan)
          .map(line_row);
  std::multimap<std::string, NodeLine const*> by_parent;
  for (auto const& line : lines)
    by_parent.emplace(line.parent, &line);
  std::vector<NodeLine> ordered;
  ordered.reserve(lines.size());
  auto const add = [&](auto const& self, std::string const& parent) -> void {
    auto const [first, last] = by_parent.equal_range(parent);
    for (auto it = first; it != last; ++it) {
      ordered.push_back(*it->second);
      self(self, it->second->id);
    }
  };
  add(add, "");
  return ordered;
}

std::map<std::string, std::vector<std::string>> themes_of_plan(Session& session,
                                                               std::string const& plan) {
  std::map<std::string, std::vector<std::string>> themes;
  session(
      "SELECT n.id, t.value FROM plan_node n JOIN source_term t ON t.record = n.id AND t.field = "
      "'themes' "
      "WHERE n.plan = :plan ORDER BY n.id, t.position",
      plan)
      .each([&](std::string const& id, std::string theme) {
        themes[id].push_back(std::move(theme));
      });
  return themes;
}

std::map<std::string, std::string> plans_of_nodes(Session& session) {
  std::map<std::string, std::string> plans;
  session("SELECT id, plan FROM plan_node").each([&](std::string id, std::string plan) {
    plans.emplace(std::move(id), std::move(plan));
  });
  return plans;
}

std::vector<PlanCount> plans(Session& session) {
  auto found =
      session("SELECT " PACTE_NODE_LINE
              ", n.summary, n.horizon, c.nodes, c.actions "
              "FROM plan_node n JOIN plan_node p ON p.id = n.plan "
              "JOIN (SELECT plan, COUNT(*) - 1 AS nodes, SUM(CASE WHEN level IN ('action', "
              "'sub-action') THEN 1 ELSE 0 END)"
              "      AS actions FROM plan_node GROUP BY plan) c ON c.plan = n.id "
              "WHERE n.parent IS NULL")
          .map([](std::string id, std::string label, std::string plan, std::string plan_code,
                  std::string level, std::optional<std::string> code,
                  std::optional<std::string> parent, std::optional<std::string> horizon_class,
                  std::optional<std::string> commitment, std::int64_t position,
                  std::optional<int> cited_only, std::optional<std::string> summary,
                  std::optional<std::string> horizon, std::int64_t nodes, std::int64_t actions) {
            return PlanCount{
                line_row(std::move(id), std::move(label), std::move(plan), std::move(plan_code),
                         std::move(level), std::move(code), std::move(parent),
                         std::move(horizon_class), std::move(commitment), position, cited_only),
                std::move(summary).value_or(""), std::move(horizon).value_or(""), nodes, actions};
          });
  std::ranges::sort(found, [](PlanCount const& a, PlanCount const& b) {
    if (a.root.cited_only != b.root.cited_only) return b.root.cited_only;
    if (!a.root.cited_only && a.nodes != b.nodes) return a.nodes > b.nodes;
    return fold(a.root.label) < fold(b.root.label);
  });
  return found;
}

std::vector<LinkLine> links_of(Session& session, std::string const& id) {
  // The note of a link is in the registry with those of all records.
  auto links = session(
                   "SELECT l.id, l.type, l.review, l.printed, r.note, l.from_id, l.to_id, "
                   "l.to_probable, l.to_printed "
                   "FROM plan_link l JOIN source_record r ON r.id = l.id WHERE l.from_id = :id "
                   "ORDER BY l.type, l.id",
                   id)
                   .map(link_row);
  auto const coming = session(
                          "SELECT l.id, l.type, l.review, l.printed, r.note, l.from_id, l.to_id, "
                          "l.to_probable, l.to_printed "
                          "FROM plan_link l JOIN source_record r ON r.id = l.id WHERE l.to_id = "
                          ":id ORDER BY l.type, l.id",
                          id)
                          .map(link_row);
  links.insert(links.end(), coming.begin(), coming.end());
  return links;
}

std::int64_t doubtful_links(Session& session) {
  return session("SELECT COUNT(*) FROM plan_link WHERE review = 'doubtful'")
      .first([](std::int64_t count) { return count; })
      .value_or(0);
}

#undef PACTE_NODE_LINE

}  // namespace pacte::plan
