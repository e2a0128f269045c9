// Lines in the order that they need each other, and what the whole scheme gives.
#include <algorithm>

#include <fmt/format.h>

#include "rule/compiler.hpp"
#include "rule/link.hpp"

namespace pacte::rule {
namespace {

// False when it cannot be compiled: the fault is then said already.
template <class Compile> bool compiled(Compile const& compile) {
  try {
    compile();
    return true;
  } catch (Uncompilable const&) {
    return false;
  }
}

}  // namespace

void Compiler::declare() {
  states_.resize(sheet_.lines.size());
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    auto const& line = sheet_.lines[i];
    auto const [found, fresh] = by_name_.emplace(line.name, i);
    bool const unnamed_step = is_step(line.kind) && is_step(sheet_.lines[found->second].kind);
    if (!fresh && unnamed_step) found->second = i;
    if (!fresh && !unnamed_step) {
      faults_.push_back({Severity::error, line.place,
                         fmt::format("« {} » est déjà déclaré ligne {}.", line.name,
                                     sheet_.lines[found->second].place.line),
                         "Donnez-lui un autre nom."});
    }
    if (vocabulary_.find(line.name)) {
      faults_.push_back({Severity::error, line.place,
                         fmt::format("« {} » est aussi le nom d’un fait.", line.name),
                         "Donnez-lui un autre nom."});
    }
  }
}

ProgramLine Compiler::describe(Line const& line) const {
  ProgramLine made{.scheme = scheme_,
                   .kind = line.kind,
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

// The Region may change a parameter: what one of yes or no, or of a choice, leads to stays open
// until the program runs. A quantity is held at its value, against which thresholds are checked.
void Compiler::open_parameter(Value const& value) {
  auto& bounds = shared_.program.statics[value.slot];
  if (value.type.kind == Kind::truth) bounds = {0, 1};
  if (value.type.kind == Kind::choice) {
    auto const every = vocabulary_.lists[static_cast<std::size_t>(value.type.list)].every();
    bounds = {every, every};
  }
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
    if (wants_truth && value.type.kind != Kind::truth) {
      emit_.fail(written.place,
                 fmt::format("Une condition est un oui ou non ; ici, {}.", to_text(value.type)));
    }
    if (written.kind == LineKind::parameter && !value.constant && value.type.kind != Kind::truth &&
        value.type.kind != Kind::choice)
      emit_.fail(written.place, "Un paramètre est une constante.", "Faites-en une définition.");
    for (auto const& conflict : written.conflicts) {
      same_type(value, expression(conflict.value, value.type.list), conflict.value.place,
                "comparer");
    }
  } catch (Uncompilable const&) {
    states_[index].state = State::failed;
    underway_.pop_back();
    throw;
  }
  underway_.pop_back();
  state.state = State::done;
  if (written.kind == LineKind::parameter) open_parameter(state.value);
  auto made = describe(written);
  made.node = state.value.node;
  state.index = static_cast<int>(shared_.program.lines.size());
  shared_.program.lines.push_back(std::move(made));
  return state.value;
}

Value Compiler::result() {
  std::optional<Value> made;
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (sheet_.lines[i].kind != LineKind::condition || states_[i].state != State::done) continue;
    made = made ? emit_.both(*made, states_[i].value) : states_[i].value;
  }
  if (!made) {
    made = emit_.truth(true);
    if (!has_error(faults_)) {
      faults_.push_back(
          {Severity::warning, sheet_.place, "Ce dispositif n’a pas de condition.", ""});
    }
  }
  return *made;
}

void Compiler::unused() {
  for (auto const& line : shared_.program.lines) {
    if (line.used || line.scheme >= 0 ||
        (line.kind != LineKind::parameter && line.kind != LineKind::definition &&
         line.kind != LineKind::table))
      continue;
    faults_.push_back({Severity::warning, line.place,
                       fmt::format("« {} » ne sert à rien.", line.name),
                       "Servez-vous-en, ou ôtez-le."});
  }
}

void Compiler::all() {
  auto& program = shared_.program;
  program.name = sheet_.name;
  program.title = sheet_.title;
  program.record = sheet_.record;
  program.sources = sheet_.sources;
  program.note = sheet_.note;
  declare();
  try {
    if (auto const aid = amount()) program.amount = AmountSlot{aid->slot, aid->scale};
  } catch (Uncompilable const&) {
    steps_underway_ = false;
  }
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (is_step(sheet_.lines[i].kind) || states_[i].state != State::untouched) continue;
    if (!compiled([&] { line(i); })) states_[i].state = State::failed;
  }
  compiled([&] { program.result = result().slot; });
  unused();
  program.facts.assign(shared_.facts.begin(), shared_.facts.end());
  link(program, vocabulary_);
}

void Compiler::alone(Expression const& written) {
  compiled([&] {
    Node unused;
    shared_.program.result = truth(written, unused).slot;
  });
  shared_.program.facts.assign(shared_.facts.begin(), shared_.facts.end());
  link(shared_.program, vocabulary_);
}

}  // namespace pacte::rule
