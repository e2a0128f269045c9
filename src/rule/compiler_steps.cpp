// The steps of the amount, in the order written.
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

Value Compiler::current_aid(Place place) {
  if (steps_underway_ && !underway_.empty())
    emit_.fail(place, "L’aide se calcule par ce qui la demande ici.", "Coupez ce cercle.");
  if (!aid_) {
    if (!base_) {
      emit_.fail(place, "Il n’y a encore ni assiette ni forfait.",
                 "Commencez le montant par « assiette » ou « forfait ».");
    }
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
  if (starts && aid_) {
    emit_.fail(
        line.place,
        fmt::format("« {} » vient après que l’aide est calculée.", step_word(line.kind)),
        "L’assiette, le taux et ses bonus, ou le forfait, viennent avant les autres étapes.");
  }
  if (line.kind == LineKind::bonus && of_rate && !rate_) {
    emit_.fail(line.place, "Ce bonus n’a pas de taux auquel s’ajouter.",
               "Mettez « taux » avant lui.");
  }
}

void Compiler::apply_step(Line const& line, ProgramLine& made, Value const& value,
                          std::optional<Value> const& when) {
  auto const kept = [&](Value const& otherwise) {
    if (!when) return value;
    auto chosen = emit_.chosen(*when, value, otherwise);
    Node node = shared_.program.nodes[value.node];
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
  auto const& before_aid = line.kind == LineKind::base ? base_ : rate_;
  auto const& after = aid_ ? aid_ : before_aid;
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
    if (value.type != expected && !zero) {
      emit_.fail(written.place, fmt::format("« {} » attend {} ; ici, {}.", step_word(written.kind),
                                            to_text(expected), to_text(value.type)));
    }
    auto made = describe(written);
    made.node = value.node;
    if (when) made.when = when->node;
    made.used = true;
    apply_step(written, made, value, when);
    state.state = State::done;
    state.value = value;
    // The steps of another scheme are in the tree of its aid.
    if (scheme_ >= 0) return;
    state.index = static_cast<int>(shared_.program.lines.size());
    shared_.program.lines.push_back(std::move(made));
  } catch (Uncompilable const&) {
    state.state = State::failed;
  }
}

std::optional<Value> Compiler::amount() {
  steps_underway_ = true;
  for (std::size_t i = 0; i < sheet_.lines.size(); ++i) {
    if (is_step(sheet_.lines[i].kind)) step(i);
  }
  steps_underway_ = false;
  if (!aid_ && !base_) return std::nullopt;
  return current_aid(sheet_.place);
}

}  // namespace pacte::rule
