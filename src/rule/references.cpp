#include "rule/references.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace pacte::rule {
namespace {

void find_names(Expression const& expression, std::set<std::string>& names) {
  if (expression.op == Operator::scheme) names.insert(expression.parts[0].text);
  for (auto const& part : expression.parts)
    find_names(part, names);
}

std::set<std::string> names_in(Sheet const& sheet) {
  std::set<std::string> names;
  for (auto const& line : sheet.lines) {
    find_names(line.value, names);
    if (line.when) find_names(*line.when, names);
    for (auto const& conflict : line.conflicts)
      find_names(conflict.value, names);
    for (auto const& band : line.bands) {
      find_names(band.value, names);
      if (band.lower) find_names(band.lower->value, names);
      if (band.upper) find_names(band.upper->value, names);
    }
  }
  return names;
}

}  // namespace

References::References(std::vector<CheckedScheme>& schemes, std::span<std::string const> files)
    : schemes_{schemes} {
  for (std::size_t i = 0; i < schemes.size(); ++i) {
    auto const& sheet = schemes[i].sheet;
    if (sheet.name.empty()) continue;
    auto const [first, fresh] = by_name_.emplace(sheet.name, i);
    if (fresh) continue;
    auto const file = files.empty() ? std::string{} : ", dans " + files[first->second];
    schemes[i].faults.push_back(
        {Severity::error, sheet.place,
         fmt::format("Un autre dispositif s’appelle « {} »{}.", sheet.name, file),
         "Donnez-lui un autre nom."});
  }
  for (auto const& scheme : schemes) {
    auto& to = to_.emplace_back();
    for (auto const& name : names_in(scheme.sheet)) {
      if (auto const found = by_name_.find(name); found != by_name_.end())
        to.push_back(found->second);
    }
  }
  chain_.assign(schemes.size(), 1);
  for (auto const scheme : order()) {
    for (auto const other : to_[scheme])
      chain_[scheme] = std::max(chain_[scheme], chain_[other] + 1);
  }
}

void References::visit(std::size_t scheme, std::vector<bool>& seen,
                       std::vector<std::size_t>& order) const {
  // Goes down without recursion: somebody may hand in a very long chain.
  std::vector<std::pair<std::size_t, std::size_t>> underway{{scheme, 0}};
  seen[scheme] = true;
  while (!underway.empty()) {
    auto& [at, next] = underway.back();
    if (next == to_[at].size()) {
      order.push_back(at);
      underway.pop_back();
      continue;
    }
    auto const other = to_[at][next++];
    if (seen[other]) continue;
    seen[other] = true;
    underway.emplace_back(other, 0);
  }
}

std::vector<std::size_t> References::order() const {
  std::vector<std::size_t> made;
  std::vector<bool> seen(schemes_.size(), false);
  for (std::size_t i = 0; i < schemes_.size(); ++i) {
    if (!seen[i]) visit(i, seen, made);
  }
  return made;
}

// The shortest, both ends held; empty when there is none.
std::vector<std::size_t> References::path(std::size_t from, std::size_t to) const {
  std::map<std::size_t, std::size_t> before{{from, from}};
  std::vector<std::size_t> queue{from};
  for (std::size_t i = 0; i < queue.size() && !before.contains(to); ++i) {
    for (auto const next : to_[queue[i]]) {
      if (before.emplace(next, queue[i]).second) queue.push_back(next);
    }
  }
  if (!before.contains(to)) return {};
  std::vector<std::size_t> made{to};
  while (made.back() != from)
    made.push_back(before.at(made.back()));
  std::ranges::reverse(made);
  return made;
}

std::string References::refusal(std::size_t scheme, std::size_t sibling) const {
  auto const& name = schemes_[sibling].sheet.name;
  if (auto const back = path(sibling, scheme); !back.empty()) {
    auto circle = schemes_[scheme].sheet.name;
    for (auto const each : back)
      circle += " → " + schemes_[each].sheet.name;
    return fmt::format("Ces dispositifs tournent en rond : {}. Coupez ce cercle.", circle);
  }
  if (!schemes_[sibling].good())
    return fmt::format("« {} » a des fautes : corrigez-le d’abord.", name);
  if (chain_[sibling] >= longest_chain)
    return fmt::format("« {} » renvoie à trop de dispositifs à la suite.", name);
  return {};
}

Siblings References::siblings(std::size_t scheme) const {
  Siblings made;
  for (auto const& [name, index] : by_name_)
    made[name] = {&schemes_[index].sheet, {}};
  for (auto const index : to_[scheme])
    made[schemes_[index].sheet.name].refusal = refusal(scheme, index);
  return made;
}

}  // namespace pacte::rule
