// Why a program gave what it gave: which rule, which parts of it, which facts.
#pragma once

#include <string>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::rule {

struct Part {
  std::uint32_t node = 0;
  Range value;
  bool decides = false;  // the outcome rests on it
  std::vector<Part> parts;
};

struct ExplainedLine {
  std::size_t line = 0;  // in Program::lines
  Range value;
  bool decides = false;
  Part part;
  std::vector<Part> when;  // one, for a step under a condition
};

/// A scheme that this one refers to.
struct ExplainedScheme {
  Range verdict;
  std::vector<ExplainedLine> lines;  // those that the reference needs, in the order of its file
};

struct Explanation {
  Outcome outcome;
  /// In the order of the file. Of a scheme that refuses, without its outputs.
  std::vector<ExplainedLine> lines;
  std::vector<ExplainedScheme> others;  // parallel to Program::others
  /// Facts that the outcome rests on and that are known, in the order of the vocabulary.
  std::vector<int> relied_on;
  /// Facts not known whose value can still change the outcome.
  std::vector<int> missing;
};

/// `registers` as `run` left them.
Explanation explain(Program const& program, Facts const& facts,
                    std::vector<Range> const& registers);

/// The same as `Explanation::missing`, without the tree.
std::vector<int> missing_facts(Program const& program, Facts const& facts,
                               std::vector<Range> const& registers);

/// The facts that an explanation rests on, and nothing else: evaluating them again must give the
/// same outcome.
Facts restricted(Facts const& facts, std::vector<int> const& kept);

}  // namespace pacte::rule
