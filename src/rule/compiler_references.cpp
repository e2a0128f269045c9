// The result and the aid of another scheme, whose instructions become part of this program.
#include <fmt/format.h>

#include "rule/compiler.hpp"

namespace pacte::rule {

Compiler& Compiler::other(Expression const& written) {
  auto const& name = written.parts[0].text;
  auto const found = shared_.siblings.find(name);
  if (found == shared_.siblings.end()) {
    std::vector<std::string> names;
    for (auto const& [sibling, sheet] : shared_.siblings)
      names.push_back(sibling);
    emit_.fail(written.place, fmt::format("Le dispositif « {} » n’existe pas.", name),
               did_you_mean(name, names));
  }
  auto const& sibling = found->second;
  if (!sibling.refusal.empty()) emit_.fail(written.place, sibling.refusal);
  auto& kept = shared_.others[name];
  if (!kept.compiler) {
    auto& others = shared_.program.others;
    kept.compiler = std::make_unique<Compiler>(*sibling.sheet, vocabulary_, shared_, kept.faults,
                                               static_cast<int>(others.size()));
    others.push_back({name, sibling.sheet->title, sibling.sheet->record, 0});
    kept.compiler->declare();
  }
  return *kept.compiler;
}

Value Compiler::verdict() {
  if (verdict_) return *verdict_;
  Node node;
  node.op = Operator::all;
  node.place = sheet_.place;
  node.text = fmt::format("éligible({})", sheet_.name);
  node.scheme = scheme_;
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (sheet_.lines[i].kind != LineKind::condition) continue;
    auto const value = line(i);
    Node condition;
    condition.op = Operator::name;
    condition.place = sheet_.lines[i].place;
    condition.text = sheet_.lines[i].name;
    condition.slot = value.slot;
    condition.line = states_[i].index;
    condition.parts = {value.node};
    node.parts.push_back(keep(std::move(condition)));
  }
  auto made = result();
  node.slot = made.slot;
  made.node = keep(std::move(node));
  made.constant = false;
  shared_.program.others[static_cast<std::size_t>(scheme_)].result = made.slot;
  verdict_ = made;
  return made;
}

// To the cent, as it is paid; nothing is paid to who is refused.
std::optional<Value> Compiler::paid() {
  if (paid_) return paid_;
  auto const eligible = verdict();
  auto const aid = amount();
  if (!aid) return std::nullopt;
  auto const money = quantity(unit_of(euro));
  auto const cents =
      emit_.rounded(*aid, emit_.constant({1, 100}, money), Rounding::down, sheet_.place);
  auto made = emit_.chosen(eligible, cents, emit_.constant({0, 1}, money));
  Node node;
  node.op = Operator::choose;
  node.place = sheet_.place;
  node.text = fmt::format("montant({})", sheet_.name);
  node.slot = made.slot;
  node.type = made.type;
  node.scale = made.scale;
  node.scheme = scheme_;
  node.parts = {eligible.node, aid->node};
  made.node = keep(std::move(node));
  paid_ = made;
  return made;
}

Value Compiler::reference(Expression const& written, Node& node) {
  auto& named = other(written);
  std::optional<Value> made;
  try {
    made = written.text == "amount" ? named.paid() : named.verdict();
  } catch (Uncompilable const&) {
    made.reset();  // said below, where this scheme refers to it
  }
  if (made) {
    node.parts.push_back(made->node);
    return *made;
  }
  for (auto const& fault : named.faults_) {
    if (fault.severity != Severity::error) continue;
    emit_.fail(written.place,
               fmt::format("« {} » ne tient pas ici : {}", named.sheet_.name, fault.message));
  }
  emit_.fail(written.place, fmt::format("« {} » n’a pas de montant.", named.sheet_.name),
             "Demandez « éligible(…) ».");
}

}  // namespace pacte::rule
