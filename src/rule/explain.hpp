// Why a program gave what it gave: which rule, which parts of it, which facts.
#pragma once

#include <string>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::rule {

/// The values are in the registers: what is here says which of them count, and how to read them is
/// in the program.
struct Explanation {
  Outcome outcome;
  std::vector<std::uint8_t> lines;  // parallel to Program::lines: whether the outcome rests on it
  std::vector<std::uint8_t> nodes;  // parallel to Program::nodes: the same
  /// Facts that the outcome rests on and that are known, in the order of the vocabulary.
  std::vector<int> relied_on;
  /// Facts not known whose value can still change the outcome.
  std::vector<int> missing;

  [[nodiscard]] bool decides_line(std::size_t line) const { return lines[line] != 0; }
  [[nodiscard]] bool decides_node(std::size_t node) const { return nodes[node] != 0; }
};

/// `registers` as `run` left them.
Explanation explain(Program const& program, Facts const& facts,
                    std::vector<Range> const& registers);
/// The same into an explanation that was used before, without allocation.
void explain(Program const& program, Facts const& facts, std::vector<Range> const& registers,
             Explanation& into);

/// The lines that explain an outcome, in the order of the file: all those of the scheme, without
/// its outputs when it refuses; of another scheme (a position in Program::others), those that the
/// reference to it needs.
std::vector<std::uint32_t> explaining_lines(Program const& program, Outcome const& outcome,
                                            int scheme = -1);

/// Of a line.
inline Range value_of(Program const& program, std::vector<Range> const& registers,
                      ProgramLine const& line) {
  return registers[program.nodes[line.node].slot];
}

/// The same as `Explanation::missing`.
std::vector<int> missing_facts(Program const& program, Facts const& facts,
                               std::vector<Range> const& registers);

/// The facts that an explanation rests on, and nothing else: evaluating them again must give the
/// same outcome.
Facts restricted(Facts const& facts, std::vector<int> const& kept);

}  // namespace pacte::rule
