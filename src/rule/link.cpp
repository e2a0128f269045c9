#include "rule/link.hpp"

#include <algorithm>

namespace pacte::rule {
namespace {

Links::Part part_of(Node const& node, Vocabulary const& vocabulary) {
  Links::Part made{.slot = node.slot,
                   .fact = node.fact,
                   .line = node.line,
                   .op = node.op,
                   .kind = node.type.kind};
  if (node.fact < 0) return made;
  auto const owner = vocabulary.facts[static_cast<std::size_t>(node.fact)].owner;
  if (owner >= 0) made.fact = owner;
  return made;
}

void link_nodes(Program& program, Vocabulary const& vocabulary) {
  auto& links = program.links;
  for (auto const& node : program.nodes) {
    auto part = part_of(node, vocabulary);
    part.first = static_cast<std::uint32_t>(links.inner.size());
    if (node.line < 0 && node.op != Operator::total)
      links.inner.insert(links.inner.end(), node.parts.begin(), node.parts.end());
    part.count = static_cast<std::uint32_t>(links.inner.size()) - part.first;
    links.parts.push_back(part);
  }
}

void link_lines(Program& program) {
  auto& links = program.links;
  for (std::uint32_t i = 0; i < program.lines.size(); ++i) {
    auto const& line = program.lines[i];
    links.lines.push_back({line.node, line.when.value_or(line.node), line.kind, line.scheme < 0});
    links.order.push_back(i);
  }
  std::ranges::stable_sort(links.order, {},
                           [&](std::uint32_t line) { return program.lines[line].place; });
}

void link_code(Program& program) {
  auto& links = program.links;
  links.initial.resize(program.code.size());
  std::size_t inside = 0;  // where the aggregate that is gone through ends
  for (std::uint32_t i = 0; i < program.code.size(); ++i) {
    auto const& in = program.code[i];
    if (in.code == Code::constant) {
      links.initial[i] = {in.k, in.k};
    } else if (i >= inside) {
      links.work.push_back(i);
    }
    if (in.code >= Code::sum && i >= inside) inside = i + 1 + static_cast<std::size_t>(in.k);
  }
}

}  // namespace

void link(Program& program, Vocabulary const& vocabulary) {
  program.links = {};
  link_nodes(program, vocabulary);
  link_lines(program);
  link_code(program);
}

}  // namespace pacte::rule
