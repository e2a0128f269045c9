// Lines in the order that they need each other, the steps of the amount in the order written.
#include <algorithm>

#include <fmt/format.h>

#include "rule/compiler.hpp"

namespace pacte::rule {
namespace {

std::string_view step_word(LineKind kind) {
  switch (kind) {
    case LineKind::base: return "assiette";
    case LineKind::rate: return "taux";
    case LineKind::bonus: return "bonus";
    case LineKind::flat: return "forfait";
    case LineKind::modulation: return "modulation";
    case LineKind::floor: return "plancher";
    case LineKind::threshold: return "seuil";
    case LineKind::ceiling: return "plafond";
    case LineKind::cumulation: return "cumul";
    case LineKind::rounding: return "arrondi";
    default: return "étape";
  }
}

Type const money = quantity(unit_of(euro));

bool wants_money(LineKind kind) {
  return kind != LineKind::rate && kind != LineKind::bonus && kind != LineKind::modulation;
}

}  // namespace

void Compiler::declare() {
  states_.resize(sheet_.lines.size());
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    auto const& line = sheet_.lines[i];
    auto const [found, fresh] = by_name_.emplace(line.name, i);
    bool const unnamed_step = is_step(line.kind) && is_step(sheet_.lines[found->second].kind);
    if (!fresh && unnamed_step) found->second = i;
    if (!fresh && !unnamed_step)
      out_.faults.push_back({Severity::error, line.place,
                             fmt::format("« {} » est déjà déclaré ligne {}.", line.name,
                                         sheet_.lines[found->second].place.line),
                             "Donnez-lui un autre nom."});
    if (vocabulary_.find(line.name))
      out_.faults.push_back({Severity::error, line.place,
                             fmt::format("« {} » est aussi le nom d’un fait.", line.name),
                             "Donnez-lui un autre nom."});
  }
}

ProgramLine Compiler::describe(Line const& line) const {
  ProgramLine made{.kind = line.kind,
                   .name = line.name,
                   .label = line.label,
                   .sources = line.sources,
                   .note = line.note,
                   .to_be_set = line.to_be_set,
                   .place = line.place};
  for (auto const& conflict : line.conflicts) {
    auto const& value = conflict.value;
    made.conflicts.push_back(
        {sheet_.source.substr(value.begin, value.end - value.begin), conflict.sources});
  }
  for (auto const& band : line.bands) {
    if (band.gap && !band.note.empty()) made.note += (made.note.empty() ? "" : "\n") + band.note;
  }
  return made;
}

void Compiler::guard(std::size_t index) {
  auto const& line = sheet_.lines[index];
  auto const state = states_[index].state;
  if (state == State::failed) throw Uncompilable{};
  if (state != State::underway) return;
  std::string path;
  auto const from = std::ranges::find(underway_, index);
  for (auto each = from; each != underway_.end(); ++each)
    path += sheet_.lines[*each].name + " → ";
  states_[index].state = State::failed;
  emit_.fail(line.place,
             fmt::format("« {} » se définit par lui-même : {}{}.", line.name, path, line.name),
             "Coupez ce cercle.");
}

Value Compiler::line(std::size_t index) {
  auto& state = states_[index];
  if (state.state == State::done) return state.value;
  guard(index);
  auto const& written = sheet_.lines[index];
  if (is_step(written.kind)) {
    emit_.fail(written.place,
               fmt::format("L’étape « {} » sert avant d’être calculée.", written.name),
               "Les étapes se suivent dans l’ordre écrit.");
  }
  state.state = State::underway;
  underway_.push_back(index);
  try {
    if (written.kind == LineKind::table) {
      state.value = table(written);
    } else {
      state.value = expression(written.value);
    }
    auto const& value = state.value;
    bool const wants_truth =
        written.kind == LineKind::condition || written.kind == LineKind::priority;
    if (wants_truth && value.type.kind != Kind::truth)
      emit_.fail(written.place,
                 fmt::format("Une condition est un oui ou non ; ici, {}.", to_text(value.type)));
    if (written.kind == LineKind::parameter && !value.constant && value.type.kind != Kind::truth &&
        value.type.kind != Kind::choice)
      emit_.fail(written.place, "Un paramètre est une constante.", "Faites-en une définition.");
    for (auto const& conflict : written.conflicts)
      same_type(value, expression(conflict.value, value.type.list), conflict.value.place,
                "comparer");
  } catch (Uncompilable const&) {
    states_[index].state = State::failed;
    underway_.pop_back();
    throw;
  }
  underway_.pop_back();
  state.state = State::done;
  auto made = describe(written);
  made.node = state.value.node;
  state.index = static_cast<int>(out_.program.lines.size());
  out_.program.lines.push_back(std::move(made));
  return state.value;
}

Value Compiler::current_aid(Place place) {
  if (steps_underway_ && !underway_.empty())
    emit_.fail(place, "L’aide se calcule par ce qui la demande ici.", "Coupez ce cercle.");
  if (!aid_) {
    if (!base_)
      emit_.fail(place, "Il n’y a encore ni assiette ni forfait.",
                 "Commencez le montant par « assiette » ou « forfait ».");
    aid_ = rate_ ? emit_.times(*base_, *rate_) : *base_;
    Node node;
    node.op = Operator::times;
    node.place = place;
    node.text = "assiette × taux";
    node.slot = aid_->slot;
    node.type = aid_->type;
    node.scale = aid_->scale;
    node.parts.push_back(base_->node);
    if (rate_) node.parts.push_back(rate_->node);
    aid_->node = keep(std::move(node));
  }
  return *aid_;
}

void Compiler::change_aid(Line const& line, Value const& value, std::optional<Value> const& when) {
  auto const aid = current_aid(line.place);
  Value changed;
  switch (line.kind) {
    case LineKind::bonus: changed = emit_.plus(aid, value, false); break;
    case LineKind::modulation: changed = emit_.times(aid, value); break;
    case LineKind::floor: changed = emit_.least_of(aid, value, true); break;
    case LineKind::ceiling: changed = emit_.least_of(aid, value, false); break;
    case LineKind::threshold: {
      auto const [left, right] = emit_.together(aid, value);
      auto const enough = emit_.made(Code::at_most, right, left, Type{Kind::truth}, 1);
      changed = emit_.chosen(enough, aid, emit_.constant({0, 1}, money));
      break;
    }
    case LineKind::cumulation:
      changed =
          emit_.least_of(aid, emit_.least_of(value, emit_.constant({0, 1}, money), true), false);
      break;
    default: changed = emit_.rounded(aid, value, line.rounding, line.place);
  }
  changed.type = money;
  if (when) changed = emit_.chosen(*when, changed, aid);
  Node node;
  node.op = Operator::call;
  node.place = line.place;
  node.text = step_word(line.kind);
  node.slot = changed.slot;
  node.type = money;
  node.scale = changed.scale;
  node.parts = {aid.node, value.node};
  if (when) node.parts.push_back(when->node);
  changed.node = keep(std::move(node));
  aid_ = changed;
}

// A step that the steps before it have made useless is an error, not a line without effect.
void Compiler::order_of_steps(Line const& line, Value const& value) {
  bool const of_rate =
      line.kind == LineKind::rate || (line.kind == LineKind::bonus && value.type != money);
  bool const starts = line.kind == LineKind::base || line.kind == LineKind::flat || of_rate;
  if (starts && aid_)
    emit_.fail(
        line.place,
        fmt::format("« {} » vient après que l’aide est calculée.", step_word(line.kind)),
        "L’assiette, le taux et ses bonus, ou le forfait, viennent avant les autres étapes.");
  if (line.kind == LineKind::bonus && of_rate && !rate_)
    emit_.fail(line.place, "Ce bonus n’a pas de taux auquel s’ajouter.",
               "Mettez « taux » avant lui.");
}

void Compiler::apply_step(Line const& line, ProgramLine& made, Value const& value,
                          std::optional<Value> const& when) {
  auto const kept = [&](Value const& otherwise) {
    if (!when) return value;
    auto chosen = emit_.chosen(*when, value, otherwise);
    Node node = out_.program.nodes[value.node];
    node.parts = {when->node, value.node};
    node.slot = chosen.slot;
    node.scale = chosen.scale;
    node.op = Operator::choose;
    chosen.node = keep(std::move(node));
    return chosen;
  };
  order_of_steps(line, value);
  switch (line.kind) {
    case LineKind::base: base_ = kept(emit_.constant({0, 1}, money)); break;
    case LineKind::flat: aid_ = kept(emit_.constant({0, 1}, money)); break;
    case LineKind::rate: rate_ = kept(emit_.constant({0, 1}, quantity({}))); break;
    default:
      if (line.kind == LineKind::bonus && value.type != money) {
        auto const added = kept(emit_.constant({0, 1}, quantity({})));
        auto const former = rate_->node;
        rate_ = emit_.plus(*rate_, added, false);
        Node node;
        node.op = Operator::plus;
        node.place = line.place;
        node.text = "taux + bonus";
        node.slot = rate_->slot;
        node.type = rate_->type;
        node.scale = rate_->scale;
        node.parts = {former, added.node};
        rate_->node = keep(std::move(node));
      } else {
        change_aid(line, value, when);
      }
  }
  auto const& after = aid_ ? aid_ : (line.kind == LineKind::base ? base_ : rate_);
  if (!after) return;
  made.aid = after->slot;
  made.aid_scale = after->scale;
  made.has_aid = true;
}

void Compiler::step(std::size_t index) {
  auto const& written = sheet_.lines[index];
  auto& state = states_[index];
  try {
    std::optional<Value> when;
    if (written.when) {
      Node unused;
      when = truth(*written.when, unused);
    }
    auto const value = expression(written.value);
    bool const bonus_of_money = written.kind == LineKind::bonus && value.type == money;
    auto const expected = wants_money(written.kind) || bonus_of_money ? money : quantity({});
    bool const zero = value.constant && emit_.bounds(value).least == 0;
    if (value.type != expected && !zero)
      emit_.fail(written.place, fmt::format("« {} » attend {} ; ici, {}.", step_word(written.kind),
                                            to_text(expected), to_text(value.type)));
    auto made = describe(written);
    made.node = value.node;
    if (when) made.when = when->node;
    made.used = true;
    apply_step(written, made, value, when);
    state.state = State::done;
    state.value = value;
    state.index = static_cast<int>(out_.program.lines.size());
    out_.program.lines.push_back(std::move(made));
  } catch (Uncompilable const&) {
    state.state = State::failed;
  }
}

void Compiler::amount() {
  steps_underway_ = true;
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (is_step(sheet_.lines[i].kind)) step(i);
  }
  steps_underway_ = false;
  if (!aid_ && !base_) return;
  auto const aid = current_aid(sheet_.place);
  out_.program.amount = AmountSlot{aid.slot, aid.scale};
}

void Compiler::result() {
  std::optional<Value> made;
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (sheet_.lines[i].kind != LineKind::condition || states_[i].state != State::done) continue;
    made = made ? emit_.both(*made, states_[i].value) : states_[i].value;
  }
  if (!made) {
    made = emit_.truth(true);
    if (!sheet_.is_vocabulary && !has_error(out_.faults))
      out_.faults.push_back(
          {Severity::warning, sheet_.place, "Ce dispositif n’a pas de condition.", ""});
  }
  out_.program.result = made->slot;
}

void Compiler::unused() {
  for (auto const& line : out_.program.lines) {
    if (line.used || (line.kind != LineKind::parameter && line.kind != LineKind::definition &&
                      line.kind != LineKind::table))
      continue;
    out_.faults.push_back({Severity::warning, line.place,
                           fmt::format("« {} » ne sert à rien.", line.name),
                           "Servez-vous-en, ou ôtez-le."});
  }
}

void Compiler::all() {
  auto& program = out_.program;
  program.name = sheet_.name;
  program.title = sheet_.title;
  program.record = sheet_.record;
  program.sources = sheet_.sources;
  program.note = sheet_.note;
  declare();
  try {
    amount();
  } catch (Uncompilable const&) {
    steps_underway_ = false;
  }
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (is_step(sheet_.lines[i].kind) || states_[i].state != State::untouched) continue;
    try {
      line(i);
    } catch (Uncompilable const&) {
      states_[i].state = State::failed;
    }
  }
  try {
    result();
  } catch (Uncompilable const&) {
  }
  unused();
  program.facts.assign(facts_.begin(), facts_.end());
}

void Compiler::alone(Expression const& written) {
  try {
    Node unused;
    auto const value = truth(written, unused);
    out_.program.result = value.slot;
  } catch (Uncompilable const&) {
  }
  out_.program.facts.assign(facts_.begin(), facts_.end());
}

}  // namespace pacte::rule
