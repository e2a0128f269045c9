#include "rule/explain.hpp"

#include <algorithm>

namespace pacte::rule {
namespace {

class Explainer {
 public:
  Explainer(Program const& program, Facts const& facts, std::vector<Range> const& registers)
      : program_{program},
        facts_{facts},
        r_{registers},
        decisive_(program.lines.size(), false),
        seen_(facts.values().size(), false) {}

  Explanation all() {
    Explanation made;
    made.outcome = outcome_of(program_, r_);
    made.others.resize(program_.others.size());
    // A line comes after those that it needs: from the last to the first, who needs a line is
    // known.
    for (auto i = program_.lines.size(); i-- > 0;) {
      auto const& line = program_.lines[i];
      if (line.kind == LineKind::output && made.outcome.verdict == Verdict::ineligible) continue;
      if (decides(line, made.outcome)) decisive_[i] = true;
      ExplainedLine explained{
          i, value_of(line.node), decisive_[i], tree(line.node, decisive_[i]), {}};
      if (line.when) explained.when.push_back(tree(*line.when, decisive_[i]));
      auto& into =
          line.scheme < 0 ? made.lines : made.others[static_cast<std::size_t>(line.scheme)].lines;
      into.push_back(std::move(explained));
    }
    in_order(made.lines);
    for (std::size_t i = 0; i < made.others.size(); ++i) {
      made.others[i].verdict = r_[program_.others[i].result];
      in_order(made.others[i].lines);
    }
    for (std::size_t fact = 0; fact < seen_.size(); ++fact) {
      if (facts_.known(static_cast<int>(fact)) && seen_[fact])
        made.relied_on.push_back(static_cast<int>(fact));
    }
    return made;
  }

 private:
  void in_order(std::vector<ExplainedLine>& lines) const {
    std::ranges::sort(lines, {}, [this](ExplainedLine const& each) {
      return std::pair{program_.lines[each.line].place, each.line};
    });
  }
  [[nodiscard]] Range value_of(std::uint32_t node) const { return r_[program_.nodes[node].slot]; }
  [[nodiscard]] bool settled(std::uint32_t node) const {
    return certain(program_.nodes[node].type.kind, value_of(node));
  }

  [[nodiscard]] bool decides(ProgramLine const& line, Outcome const& outcome) const {
    if (line.scheme >= 0) return false;  // unless a line that decides refers to it
    bool const refused = outcome.verdict == Verdict::ineligible;
    if (line.kind == LineKind::condition) {
      auto const value = value_of(line.node);
      if (refused) return value.most == 0;
      return outcome.verdict == Verdict::eligible || value.least == 0;
    }
    return !refused && (is_step(line.kind) || line.kind == LineKind::output);
  }

  // Which parts the value of a node rests on.
  [[nodiscard]] bool part_decides(Node const& node, std::size_t index) const {
    auto const part = value_of(node.parts[index]);
    auto const whole = r_[node.slot];
    switch (node.op) {
      case Operator::all:
        return whole.least == 1 || (whole.most == 0 ? part.most == 0 : part.least == 0);
      case Operator::any:
        return whole.most == 0 || (whole.least == 1 ? part.least == 1 : part.most == 1);
      case Operator::choose: {
        if (index == 0) return true;
        auto const condition = value_of(node.parts[0]);
        return index == 1 ? condition.most == 1 : condition.least == 0;
      }
      case Operator::zoning:
      case Operator::population: return index == 0 || settled(node.parts[0]);
      default: return true;
    }
  }

  void note(Node const& node) {
    if (node.fact >= 0) {
      auto const owner = facts_.vocabulary().facts[static_cast<std::size_t>(node.fact)].owner;
      for (int const ground : facts_.grounds(node.fact))
        seen_[static_cast<std::size_t>(ground)] = true;
      seen_[static_cast<std::size_t>(owner >= 0 ? owner : node.fact)] = true;
    }
    if (node.line >= 0) decisive_[static_cast<std::size_t>(node.line)] = true;
  }

  Part tree(std::uint32_t index, bool decisive) {
    auto const& node = program_.nodes[index];
    Part made{index, r_[node.slot], decisive, {}};
    if (decisive) note(node);
    if (node.line >= 0 || node.op == Operator::total) return made;
    made.parts.reserve(node.parts.size());
    for (std::size_t i = 0; i < node.parts.size(); ++i)
      made.parts.push_back(tree(node.parts[i], decisive && part_decides(node, i)));
    return made;
  }

  Program const& program_;
  Facts const& facts_;
  std::vector<Range> const& r_;
  std::vector<bool> decisive_;
  std::vector<bool> seen_;
};

// From what is not certain, down to the facts that are not known.
class Seeker {
 public:
  Seeker(Program const& program, Facts const& facts, std::vector<Range> const& registers)
      : program_{program},
        facts_{facts},
        r_{registers},
        wanted_(program.lines.size(), false),
        found_(facts.values().size(), false) {}

  std::vector<int> all() {
    auto const outcome = outcome_of(program_, r_);
    if (outcome.verdict == Verdict::ineligible) return {};
    for (auto i = program_.lines.size(); i-- > 0;) {
      auto const& line = program_.lines[i];
      bool const shown =
          line.scheme < 0 && (line.kind == LineKind::condition || line.kind == LineKind::output ||
                              (is_step(line.kind) && uncertain_amount()));
      if (!shown && !wanted_[i]) continue;
      seek(line.node);
      if (line.when) seek(*line.when);
    }
    std::vector<int> made;
    for (std::size_t fact = 0; fact < found_.size(); ++fact) {
      if (found_[fact]) made.push_back(static_cast<int>(fact));
    }
    return made;
  }

 private:
  [[nodiscard]] bool uncertain_amount() const {
    return program_.amount && r_[program_.amount->slot].least != r_[program_.amount->slot].most;
  }

  void seek(std::uint32_t index) {
    auto const& node = program_.nodes[index];
    if (certain(node.type.kind, r_[node.slot])) return;
    if (node.fact >= 0) {
      auto const& fact = facts_.vocabulary().facts[static_cast<std::size_t>(node.fact)];
      found_[static_cast<std::size_t>(fact.owner >= 0 ? fact.owner : node.fact)] = true;
    }
    if (node.line >= 0) wanted_[static_cast<std::size_t>(node.line)] = true;
    if (node.line >= 0 || node.op == Operator::total) return;
    // Until the place is known, what to ask when nobody can tell of it does not matter.
    bool const of_place = node.op == Operator::zoning || node.op == Operator::population;
    bool const first_only = of_place && !certain_part(node.parts[0]);
    // Once a condition is settled, the branch not taken does not matter.
    for (std::size_t i = 0; i < (first_only ? 1 : node.parts.size()); ++i) {
      if (node.op == Operator::choose && i > 0 && !taken(node, i)) continue;
      seek(node.parts[i]);
    }
  }

  [[nodiscard]] bool certain_part(std::uint32_t part) const {
    auto const& node = program_.nodes[part];
    return certain(node.type.kind, r_[node.slot]);
  }

  [[nodiscard]] bool taken(Node const& node, std::size_t branch) const {
    auto const& condition = r_[program_.nodes[node.parts[0]].slot];
    return branch == 1 ? condition.most == 1 : condition.least == 0;
  }

  Program const& program_;
  Facts const& facts_;
  std::vector<Range> const& r_;
  std::vector<bool> wanted_;
  std::vector<bool> found_;
};

}  // namespace

Explanation explain(Program const& program, Facts const& facts,
                    std::vector<Range> const& registers) {
  auto made = Explainer{program, facts, registers}.all();
  made.missing = missing_facts(program, facts, registers);
  return made;
}

std::vector<int> missing_facts(Program const& program, Facts const& facts,
                               std::vector<Range> const& registers) {
  return Seeker{program, facts, registers}.all();
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
