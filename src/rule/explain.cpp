#include "rule/explain.hpp"

#include <algorithm>

namespace pacte::rule {
namespace {

// A node or a line may be gone through for two reasons.
constexpr std::uint8_t decisive = 1;  // the outcome rests on it
constexpr std::uint8_t sought = 2;    // what is not known there may change the outcome

void add(std::vector<int>& facts, int fact) {
  if (std::ranges::find(facts, fact) == facts.end()) facts.push_back(fact);
}

// From the last node to the first: whoever needs a node, or a line, comes after it.
class Explainer {
 public:
  Explainer(Program const& program, Facts const& facts, Range const* registers, Explanation& made)
      : links_{program.links}, facts_{facts}, r_{registers}, made_{made} {
    made_.relied_on.clear();
    made_.missing.clear();
    made_.nodes.assign(links_.parts.size(), 0);
    made_.lines.assign(links_.lines.size(), 0);
    if (program.amount) {
      auto const& aid = r_[program.amount->slot];
      uncertain_amount_ = aid.least != aid.most;
    }
  }

  void all() {
    for (std::size_t i = 0; i < links_.lines.size(); ++i)
      reach(i, reasons(links_.lines[i]));
    for (auto i = links_.parts.size(); i-- > 0;) {
      if (made_.nodes[i] != 0) node(links_.parts[i], made_.nodes[i]);
    }
    for (auto& each : made_.lines)
      each &= decisive;
    for (auto& each : made_.nodes)
      each &= decisive;
    std::ranges::sort(made_.relied_on);
    std::ranges::sort(made_.missing);
  }

 private:
  [[nodiscard]] Range value_of(std::uint32_t node) const { return r_[links_.parts[node].slot]; }
  [[nodiscard]] bool settled(std::uint32_t node) const {
    return certain(links_.parts[node].kind, value_of(node));
  }

  // Why a line is gone through, whoever else needs it.
  [[nodiscard]] std::uint8_t reasons(Links::Line const& line) const {
    if (!line.own) return 0;
    auto const verdict = made_.outcome.verdict;
    bool const refused = verdict == Verdict::ineligible;
    if (line.kind == LineKind::condition) {
      auto const value = value_of(line.node);
      if (refused) return value.most == 0 ? decisive : 0;
      return verdict == Verdict::eligible || value.least == 0 ? decisive | sought : sought;
    }
    if (refused) return 0;
    if (line.kind == LineKind::output) return decisive | sought;
    if (!is_step(line.kind)) return 0;
    return uncertain_amount_ ? decisive | sought : decisive;
  }

  void reach(std::size_t line, std::uint8_t why) {
    auto const& [node, when, kind, own] = links_.lines[line];
    made_.lines[line] |= why;
    made_.nodes[node] |= why;
    made_.nodes[when] |= why;
  }

  void node(Links::Part const& node, std::uint8_t why) {
    auto const value = r_[node.slot];
    // What is certain needs nothing more.
    if (certain(node.kind, value)) why &= decisive;
    if (why == 0) return;
    if (node.fact >= 0) fact(node.fact, why);
    if (node.line >= 0) return reach(static_cast<std::size_t>(node.line), why);
    auto const* const parts = links_.inner.data() + node.first;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      bool const counts = (why & decisive) != 0 && decides(node, value, parts, i);
      bool const open = (why & sought) != 0 && matters(node, parts, i);
      made_.nodes[parts[i]] |=
          static_cast<std::uint8_t>((counts ? decisive : 0) | (open ? sought : 0));
    }
  }

  void fact(int fact, std::uint8_t why) {
    if ((why & sought) != 0) add(made_.missing, fact);
    if ((why & decisive) == 0) return;
    if (facts_.known(fact)) add(made_.relied_on, fact);
    for (int const ground : facts_.grounds(fact)) {
      if (facts_.known(ground)) add(made_.relied_on, ground);
    }
  }

  // Does the value of a node rest on this part?
  [[nodiscard]] bool decides(Links::Part const& node, Range whole, std::uint32_t const* parts,
                             std::uint32_t i) const {
    auto const part = value_of(parts[i]);
    switch (node.op) {
      case Operator::all:
        return whole.least == 1 || (whole.most == 0 ? part.most == 0 : part.least == 0);
      case Operator::any:
        return whole.most == 0 || (whole.least == 1 ? part.least == 1 : part.most == 1);
      default: return matters(node, parts, i);
    }
  }

  // May what is not known in this part change the value of the node?
  [[nodiscard]] bool matters(Links::Part const& node, std::uint32_t const* parts,
                             std::uint32_t i) const {
    switch (node.op) {
      // Once a condition is settled, the branch not taken does not matter.
      case Operator::choose: return i == 0 || taken(parts[0], i);
      // Until the place is known or passed, what to ask when nobody can tell of it does not matter.
      case Operator::zoning:
      case Operator::population:
        return i == 0 || settled(parts[0]) || value_of(parts[0]) == untold_place;
      default: return true;
    }
  }

  [[nodiscard]] bool taken(std::uint32_t condition, std::uint32_t branch) const {
    auto const value = value_of(condition);
    return branch == 1 ? value.most == 1 : value.least == 0;
  }

  Links const& links_;
  Facts const& facts_;
  Range const* r_;
  Explanation& made_;
  bool uncertain_amount_ = false;
};

}  // namespace

void explain(Program const& program, Facts const& facts, std::vector<Range> const& registers,
             Explanation& into) {
  into.outcome = outcome_of(program, registers);
  Explainer{program, facts, registers.data(), into}.all();
}

Explanation explain(Program const& program, Facts const& facts,
                    std::vector<Range> const& registers) {
  Explanation made;
  explain(program, facts, registers, made);
  return made;
}

std::vector<int> missing_facts(Program const& program, Facts const& facts,
                               std::vector<Range> const& registers) {
  return explain(program, facts, registers).missing;
}

std::vector<std::uint32_t> explaining_lines(Program const& program, Outcome const& outcome,
                                            int scheme) {
  std::vector<std::uint32_t> made;
  for (auto const each : program.links.order) {
    auto const& line = program.lines[each];
    bool const hidden = line.kind == LineKind::output && outcome.verdict == Verdict::ineligible;
    if (line.scheme == scheme && !hidden) made.push_back(each);
  }
  return made;
}

Facts restricted(Facts const& facts, std::vector<int> const& kept) {
  auto made = facts;
  for (std::size_t fact = 0; fact < facts.values().size(); ++fact) {
    auto const index = static_cast<int>(fact);
    if (facts.known(index) && std::ranges::find(kept, index) == kept.end()) made.forget(index);
  }
  return made;
}

}  // namespace pacte::rule
