#include <fmt/format.h>

#include "base/text.hpp"
#include "rule/compiler.hpp"

namespace pacte::rule {
namespace {

bool orderable(Kind kind) {
  return kind == Kind::quantity || kind == Kind::date;
}

}  // namespace

Node Compiler::begin(Expression const& written) const {
  Node made;
  made.op = written.op;
  made.place = written.place;
  if (written.end > written.begin && written.end <= sheet_.source.size())
    made.text = shorten(sheet_.source.substr(written.begin, written.end - written.begin), 300);
  return made;
}

std::uint32_t Compiler::keep(Node node) {
  shared_.program.nodes.push_back(std::move(node));
  return static_cast<std::uint32_t>(shared_.program.nodes.size() - 1);
}

Value Compiler::expression(Expression const& written, int hint) {
  emit_.at(written.place);
  if (++depth_ > 200) emit_.fail(written.place, "Ces définitions se suivent trop profondément.");
  auto node = begin(written);
  auto value = dispatch(written, hint, node);
  node.slot = value.slot;
  node.type = value.type;
  node.scale = value.scale;
  node.constant = value.constant;
  value.node = keep(std::move(node));
  --depth_;
  return value;
}

Value Compiler::dispatch(Expression const& written, int hint, Node& node) {
  switch (written.op) {
    case Operator::number: return number(written);
    case Operator::truth: return emit_.truth(written.number.numerator == 1);
    case Operator::date: return emit_.constant({written.day, 1}, Type{Kind::date});
    case Operator::name: return name(written, hint, node);
    case Operator::negative: {
      auto const value = quantity_or_date(written.parts[0], node);
      if (value.type.kind != Kind::quantity)
        emit_.fail(written.place, "Une date n’a pas d’opposé.");
      return emit_.times(value, emit_.constant({-1, 1}, quantity({})));
    }
    case Operator::no: return emit_.no(truth(written.parts[0], node));
    case Operator::all:
    case Operator::any: return logic(written, node);
    case Operator::plus:
    case Operator::minus:
    case Operator::times:
    case Operator::over: return arithmetic(written, node);
    case Operator::equal:
    case Operator::different: return equality(written, node);
    case Operator::less:
    case Operator::at_most:
    case Operator::more:
    case Operator::at_least: return comparison(written, node);
    case Operator::within: return within(written, node);
    case Operator::zoning: return zoning(written, node);
    case Operator::population: return population(written, node);
    case Operator::scheme: return reference(written, node);
    case Operator::choose: return choose(written, hint, node);
    case Operator::call: return call(written, node);
    case Operator::total: return total(written, node);
    case Operator::text:
      emit_.fail(written.place, "Un texte ne sert ici que comparé à un fait.",
                 "Écrivez par exemple « fait = \"texte\" ».");
    case Operator::set:
    case Operator::interval: break;
  }
  emit_.fail(written.place, "Cet ensemble ne sert qu’après « dans ».");
}

Value Compiler::number(Expression const& written) {
  auto const measure = vocabulary_.measure(written.text);
  if (!measure) {
    emit_.fail(written.place, fmt::format("L’unité « {} » n’est pas déclarée.", written.text),
               did_you_mean(written.text, vocabulary_.unit_forms()));
  }
  auto const exact = reduced(Wide{written.number.numerator} * measure->factor.numerator,
                             Wide{written.number.denominator} * measure->factor.denominator);
  if (!exact) emit_.fail(written.place, "Ce nombre est trop grand.");
  return emit_.constant(*exact, quantity(measure->unit));
}

Value Compiler::truth(Expression const& written, Node& node) {
  auto value = expression(written);
  if (value.type.kind != Kind::truth) {
    emit_.fail(written.place, fmt::format("Un oui ou non attendu, {} trouvé.", to_text(value.type)),
               "Comparez-le à quelque chose.");
  }
  node.parts.push_back(value.node);
  return value;
}

Value Compiler::quantity_or_date(Expression const& written, Node& node) {
  auto value = expression(written);
  if (!orderable(value.type.kind)) {
    emit_.fail(written.place,
               fmt::format("Une quantité ou une date attendue, et non {}.", to_text(value.type)));
  }
  node.parts.push_back(value.node);
  return value;
}

Value Compiler::logic(Expression const& written, Node& node) {
  auto made = truth(written.parts[0], node);
  for (std::size_t i = 1; i < written.parts.size(); ++i) {
    auto const next = truth(written.parts[i], node);
    made = emit_.made(written.op == Operator::all ? Code::both : Code::either, made, next,
                      Type{Kind::truth}, 1);
  }
  return made;
}

void Compiler::same_type(Value const& a, Value const& b, Place place, std::string_view doing) {
  if (a.type == b.type) return;
  std::string mend;
  if (a.type.kind == Kind::quantity && b.type.kind == Kind::quantity) {
    // Zero is zero in every unit.
    if ((b.constant && emit_.bounds(b).least == 0 && b.type.unit.plain()) ||
        (a.constant && emit_.bounds(a).least == 0 && a.type.unit.plain()))
      return;
    auto const& missing = a.type.unit.plain() ? b.type.unit : a.type.unit;
    mend = fmt::format("Donnez aux deux la même unité ({}).", to_text(missing));
  }
  emit_.fail(place,
             fmt::format("On ne peut pas {} {} et {}.", doing, to_text(a.type), to_text(b.type)),
             std::move(mend));
}

Value Compiler::comparison(Expression const& written, Node& node) {
  auto left = quantity_or_date(written.parts[0], node);
  auto right = quantity_or_date(written.parts[1], node);
  same_type(left, right, written.place, "comparer");
  auto const [a, b] = emit_.together(left, right);
  bool const swapped = written.op == Operator::more || written.op == Operator::at_least;
  bool const strict = written.op == Operator::more || written.op == Operator::less;
  return emit_.made(strict ? Code::less : Code::at_most, swapped ? b : a, swapped ? a : b,
                    Type{Kind::truth}, 1);
}

Value Compiler::equality(Expression const& written, Node& node) {
  auto const& left = written.parts[0];
  auto const& right = written.parts[1];
  auto const answer = [&](Value const& value) {
    return written.op == Operator::different ? emit_.no(value) : value;
  };
  if (left.op == Operator::text || right.op == Operator::text) {
    auto const& text = left.op == Operator::text ? left : right;
    auto const value = expression(left.op == Operator::text ? right : left);
    node.parts.push_back(value.node);
    return answer(equal_text(value, text.text));
  }
  auto hint = list_of(left);
  if (hint < 0) hint = list_of(right);
  auto const a = expression(left, hint);
  auto const b = expression(right, hint);
  node.parts = {a.node, b.node};
  same_type(a, b, written.place, "comparer");
  switch (a.type.kind) {
    case Kind::quantity:
    case Kind::date:
    case Kind::truth: {
      auto const [x, y] = emit_.together(a, b);
      return answer(emit_.made(Code::equal, x, y, Type{Kind::truth}, 1));
    }
    case Kind::choice: return answer(emit_.made(Code::equal_choice, a, b, Type{Kind::truth}, 1));
    case Kind::choices: return answer(emit_.made(Code::equal_set, a, b, Type{Kind::truth}, 1));
    case Kind::text:
    case Kind::place: return answer(emit_.made(Code::same_text, a, b, Type{Kind::truth}, 1));
    case Kind::items: break;
  }
  emit_.fail(written.place, "Deux listes ne se comparent pas.");
}

Value Compiler::arithmetic(Expression const& written, Node& node) {
  auto const a = quantity_or_date(written.parts[0], node);
  auto const b = quantity_or_date(written.parts[1], node);
  bool const subtract = written.op == Operator::minus;
  if (written.op == Operator::times || written.op == Operator::over) {
    if (a.type.kind == Kind::date || b.type.kind == Kind::date)
      emit_.fail(written.place, "Une date ne se multiplie pas.");
    return written.op == Operator::times ? emit_.times(a, b) : emit_.over(a, b, written.place);
  }
  if (a.type.kind == Kind::date && b.type.kind == Kind::date && subtract)
    return emit_.made(Code::minus, a, b, quantity(unit_of(day)), 1);
  if (a.type.kind != Kind::date) {
    same_type(a, b, written.place, subtract ? "soustraire" : "additionner");
    auto made = emit_.plus(a, b, subtract);
    if (a.type.unit.plain()) made.type = b.type;
    return made;
  }
  bool const months = b.type == quantity(unit_of(month));
  if ((!months && b.type != quantity(unit_of(day))) || b.scale != 1)
    emit_.fail(written.place, "À une date, on ajoute des jours, des mois ou des ans entiers.");
  auto const moved = subtract ? emit_.times(b, emit_.constant({-1, 1}, quantity({}))) : b;
  return emit_.made(months ? Code::shift : Code::plus, a, moved, a.type, 1);
}

Value Compiler::choose(Expression const& written, int hint, Node& node) {
  auto const condition = truth(written.parts[0], node);
  if (hint < 0) hint = list_of(written.parts[1]);
  if (hint < 0) hint = list_of(written.parts[2]);
  auto const yes = expression(written.parts[1], hint);
  auto const no = expression(written.parts[2], hint);
  node.parts.push_back(yes.node);
  node.parts.push_back(no.node);
  same_type(yes, no, written.place, "choisir entre");
  auto made = emit_.chosen(condition, yes, no);
  if (made.type.kind == Kind::quantity && made.type.unit.plain()) made.type = no.type;
  return made;
}

}  // namespace pacte::rule
