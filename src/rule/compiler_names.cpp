#include <algorithm>

#include <fmt/format.h>

#include "rule/compiler.hpp"

namespace pacte::rule {

std::vector<std::string> Compiler::known_names() const {
  auto names = vocabulary_.names();
  for (auto const& [line, index] : by_name_)
    names.push_back(line);
  return names;
}

void Compiler::unknown(Expression const& written, int hint) {
  auto names = known_names();
  if (hint >= 0) {
    names.clear();
    for (auto const& item : vocabulary_.lists[static_cast<std::size_t>(hint)].items)
      names.push_back(item.name);
    auto const near = nearest(written.text, names);
    if (near.empty()) names = known_names();
  }
  auto mend = did_you_mean(written.text, names);
  if (mend.empty()) mend = "Déclarez-le dans le vocabulaire, ou par une définition.";
  emit_.fail(written.place, fmt::format("« {} » n’est pas connu.", written.text), std::move(mend));
}

std::optional<Value> Compiler::choice_named(std::string const& item, int list) {
  auto const position = vocabulary_.lists[static_cast<std::size_t>(list)].find(item);
  if (!position) return std::nullopt;
  return emit_.constant({std::int64_t{1} << *position, 1}, Type{Kind::choice, {}, list});
}

Value Compiler::name(Expression const& written, int hint, Node& node) {
  if (hint >= 0) {
    if (auto const found = choice_named(written.text, hint)) return *found;
  }
  if (auto const found = by_name_.find(written.text); found != by_name_.end()) {
    auto const value = line(found->second);
    node.line = states_[found->second].index;
    shared_.program.lines[static_cast<std::size_t>(node.line)].used = true;
    node.parts.push_back(value.node);
    return value;
  }
  if (auto const found = vocabulary_.find(written.text)) return fact(*found, written.place, node);
  if (written.text == "aide" || written.text == "aid") return current_aid(written.place);
  std::optional<Value> only;
  for (std::size_t list = 0; list < vocabulary_.lists.size(); ++list) {
    if (!vocabulary_.lists[list].find(written.text)) continue;
    if (only) {
      emit_.fail(written.place,
                 fmt::format("« {} » est un choix de plusieurs listes.", written.text),
                 "Comparez-le à un fait qui dise laquelle.");
    }
    only = choice_named(written.text, static_cast<int>(list));
  }
  if (only) return *only;
  unknown(written, hint);
}

Value Compiler::fact(int index, Place place, Node& node) {
  auto const& declared = vocabulary_.facts[static_cast<std::size_t>(index)];
  if (declared.type.kind == Kind::items) {
    emit_.fail(place, fmt::format("« {} » est une liste.", declared.name),
               "Comptez-la ou faites-en la somme : nombre(liste), somme(liste.champ si …).");
  }
  node.fact = index;
  shared_.facts.insert(declared.owner >= 0 ? declared.owner : index);
  Value made{.type = declared.type, .scale = declared.scale};
  if (declared.owner < 0) {
    made.slot = emit_.emit({.code = Code::fact, .a = static_cast<std::uint32_t>(index)});
    return made;
  }
  if (item_of_ != declared.owner) {
    emit_.fail(place, fmt::format("« {} » est un champ d’une liste.", declared.name),
               "Il ne se lit que dans somme(…), nombre(…), tous(…) ou un(…).");
  }
  made.slot = emit_.emit({.code = Code::item, .a = static_cast<std::uint32_t>(declared.field)});
  // Its bounds are those of the field.
  shared_.program.statics[made.slot] = declared.type.kind == Kind::choice
                                           ? Range{declared.most, declared.most}
                                           : Range{declared.least, declared.most};
  return made;
}

// The list of choices that this expression surely is of, without compiling it.
int Compiler::list_of(Expression const& written) {
  if (written.op == Operator::choose) {
    auto const yes = list_of(written.parts[1]);
    return yes >= 0 ? yes : list_of(written.parts[2]);
  }
  if (written.op != Operator::name) return -1;
  if (auto const found = by_name_.find(written.text); found != by_name_.end())
    return line(found->second).type.list;
  if (auto const found = vocabulary_.find(written.text))
    return vocabulary_.facts[static_cast<std::size_t>(*found)].type.list;
  return -1;
}

std::int64_t Compiler::bits(Expression const& set, int list) {
  std::int64_t made = 0;
  for (auto const& part : set.parts) {
    auto const position = part.op == Operator::name
                              ? vocabulary_.lists[static_cast<std::size_t>(list)].find(part.text)
                              : std::nullopt;
    if (!position) unknown(part, list);
    made |= std::int64_t{1} << *position;
  }
  return made;
}

Value Compiler::equal_text(Value const& value, std::string const& text) {
  if (value.type.kind != Kind::text && value.type.kind != Kind::place) {
    emit_.fail(shared_.program.nodes[value.node].place,
               fmt::format("Un texte attendu, {} trouvé.", to_text(value.type)));
  }
  auto& texts = shared_.program.texts;
  auto const found = std::ranges::find(texts, text);
  auto const number = found - texts.begin();
  if (found == texts.end()) texts.push_back(text);
  Value made{.type = Type{Kind::truth}};
  made.slot = emit_.emit({.code = Code::equal_text, .a = value.slot, .k = number});
  return made;
}

Value Compiler::within(Expression const& written, Node& node) {
  auto const& right = written.parts[1];
  constexpr auto others = "Ou un ensemble { a, b }, un intervalle [a, b], un zonage(\"…\").";
  bool const written_out = right.op == Operator::set || right.op == Operator::interval;
  if (!written_out && right.op != Operator::name) {
    emit_.fail(right.place, "« dans » attend un choix, et un fait de la même liste.", others);
  }
  if (right.op == Operator::name) {
    auto const list = list_of(right);
    auto const a = expression(written.parts[0], list);
    auto const b = expression(right);
    node.parts = {a.node, b.node};
    if (b.type.kind != Kind::choices || a.type.kind != Kind::choice || a.type.list != b.type.list) {
      emit_.fail(written.place, "« dans » attend un choix, et un fait de la même liste.", others);
    }
    return emit_.made(Code::holds, b, a, Type{Kind::truth}, 1);
  }
  auto const value = expression(written.parts[0]);
  node.parts.push_back(value.node);
  return right.op == Operator::set ? within_set(value, right) : within_interval(value, right);
}

Value Compiler::within_set(Value const& value, Expression const& set) {
  if (value.type.kind == Kind::choice || value.type.kind == Kind::choices) {
    Value made{.type = Type{Kind::truth}};
    auto const code = value.type.kind == Kind::choice ? Code::subset : Code::meets;
    made.slot = emit_.emit({.code = code, .a = value.slot, .k = bits(set, value.type.list)});
    return made;
  }
  std::optional<Value> made;
  for (auto const& part : set.parts) {
    Value one;
    if (part.op == Operator::text) {
      one = equal_text(value, part.text);
    } else {
      auto const other = expression(part);
      same_type(value, other, part.place, "comparer");
      if (value.type.kind != Kind::quantity && value.type.kind != Kind::date)
        emit_.fail(part.place, "Cet ensemble ne convient pas à cette valeur.");
      auto const [a, b] = emit_.together(value, other);
      one = emit_.made(Code::equal, a, b, Type{Kind::truth}, 1);
    }
    made = made ? emit_.made(Code::either, *made, one, Type{Kind::truth}, 1) : one;
  }
  return *made;
}

Value Compiler::within_interval(Value const& value, Expression const& interval) {
  auto const low = expression(interval.parts[0]);
  auto const high = expression(interval.parts[1]);
  if (value.type.kind != Kind::quantity && value.type.kind != Kind::date)
    emit_.fail(interval.place, "Un intervalle ne borne qu’une quantité ou une date.");
  same_type(value, low, interval.place, "comparer");
  same_type(value, high, interval.place, "comparer");
  auto const ends = interval.number.numerator;
  auto const [x, from] = emit_.together(value, low);
  auto const above =
      emit_.made((ends & 1) != 0 ? Code::less : Code::at_most, from, x, Type{Kind::truth}, 1);
  auto const [y, to] = emit_.together(value, high);
  auto const below =
      emit_.made((ends & 2) != 0 ? Code::less : Code::at_most, y, to, Type{Kind::truth}, 1);
  return emit_.both(above, below);
}

int Compiler::list_in(Expression const& written) {
  if (written.op == Operator::name) {
    auto const found = vocabulary_.find(written.text);
    if (!found) return -1;
    auto const& fact = vocabulary_.facts[static_cast<std::size_t>(*found)];
    return fact.type.kind == Kind::items ? *found : fact.owner;
  }
  for (auto const& part : written.parts) {
    if (auto const found = list_in(part); found >= 0) return found;
  }
  return -1;
}

// What an item's expression names is computed once, before the items.
void Compiler::compile_lines_of(Expression const& written) {
  if (written.op == Operator::scheme) {
    Node unused;
    reference(written, unused);
    return;
  }
  if (written.op == Operator::name) {
    if (auto const found = by_name_.find(written.text); found != by_name_.end())
      line(found->second);
  }
  for (auto const& part : written.parts)
    compile_lines_of(part);
}

Value Compiler::total(Expression const& written, Node& node) {
  auto const list = list_in(written);
  if (list < 0) {
    emit_.fail(written.place, "Cette expression ne parle d’aucune liste.",
               "Nommez un champ : somme(projet.depenses.montant).");
  }
  if (item_of_ >= 0) emit_.fail(written.place, "Une somme ne tient pas dans une somme.");
  compile_lines_of(written);
  shared_.facts.insert(list);
  auto code = Code::some;
  if (written.text == "sum") code = Code::sum;
  if (written.text == "count") code = Code::count;
  if (written.text == "every") code = Code::every;
  auto const header = emit_.open(code, list);
  item_of_ = list;
  Value value;
  std::optional<Value> kept;
  try {
    if (code == Code::sum) value = quantity_or_date(written.parts[0], node);
    bool const bare = code == Code::count && written.parts[0].op == Operator::name;
    if (written.parts.size() > 1) kept = truth(written.parts[1], node);
    if (code != Code::sum && !bare) {
      auto const held = truth(written.parts[0], node);
      if (kept && code == Code::every) {
        kept = emit_.made(Code::either, emit_.no(*kept), held, Type{Kind::truth}, 1);
      } else {
        kept = kept ? emit_.both(*kept, held) : held;
      }
    }
    if (!kept) kept = emit_.truth(true);
  } catch (Uncompilable const&) {
    item_of_ = -1;
    throw;
  }
  item_of_ = -1;
  if (code == Code::sum && value.type.kind != Kind::quantity)
    emit_.fail(written.place, "On n’additionne que des quantités.");
  emit_.close(header, value.slot, kept->slot);
  node.fact = list;
  Value made{.slot = header, .type = Type{Kind::truth}};
  if (code == Code::sum) {
    made.type = value.type;
    made.scale = value.scale;
  } else if (code == Code::count) {
    made.type = quantity({});
  }
  return made;
}

}  // namespace pacte::rule
