// Tables: each value falls in one row, a band or a choice, and in one only.
#include <algorithm>

#include <fmt/format.h>

#include "rule/calendar.hpp"
#include "rule/compiler.hpp"

namespace pacte::rule {
namespace {

std::string shown(std::int64_t raw, Value const& input) {
  if (input.type.kind == Kind::date) return to_day_text(raw);
  auto const number = to_decimal(raw, input.scale, 6);
  return input.type.unit.plain() ? number : number + " " + to_text(input.type.unit);
}

}  // namespace

// The first whole number of 1/scale inside (`up`), or the last one.
std::int64_t Compiler::bound(Expression const& written, Value const& input, bool up, bool held) {
  auto const value = expression(written);
  same_type(input, value, written.place, "comparer");
  if (!value.constant) emit_.fail(written.place, "La borne d’une tranche est une constante.");
  auto const product = Wide{emit_.bounds(value).least} * input.scale;
  if (!fits(product)) emit_.fail(written.place, "Cette borne est trop grande.");
  auto const raw = static_cast<std::int64_t>(product);
  auto const below = divide_down(raw, value.scale);
  bool const exact = below * value.scale == raw;
  if (up) return exact && held ? below : below + 1;
  return exact && !held ? below - 1 : below;
}

std::vector<Compiler::Span> Compiler::spans(Line const& line, Value const& input) {
  auto const domain = emit_.bounds(input);
  std::vector<Span> made;
  for (auto const& band : line.bands) {
    if (band.otherwise) continue;
    Span span{&band, domain.least, domain.most};
    for (auto const* end :
         {band.lower ? &*band.lower : nullptr, band.upper ? &*band.upper : nullptr}) {
      if (end == nullptr) continue;
      bool const lower = band.lower && end == &*band.lower;
      auto const raw = bound(end->value, input, lower, end->held);
      (lower ? span.least : span.most) = raw;
    }
    if (span.least > span.most || span.most < domain.least || span.least > domain.most) {
      faults_.push_back({Severity::error, band.place, "Aucune valeur ne tombe dans cette tranche.",
                         "Ôtez-la, ou corrigez ses bornes."});
      continue;
    }
    made.push_back(span);
  }
  std::ranges::sort(made, {}, &Span::least);
  return made;
}

void Compiler::holes(Line const& line, Value const& input, std::vector<Span> const& all) {
  auto const domain = emit_.bounds(input);
  bool const otherwise = std::ranges::any_of(line.bands, &Band::otherwise);
  bool open = false;
  auto const hole = [&](std::int64_t from, std::int64_t to) {
    if (from > to) return;
    open = true;
    if (otherwise) return;
    auto const where = from == to ? "exactement " + shown(from, input)
                                  : fmt::format("de {} à {}", shown(from, input), shown(to, input));
    faults_.push_back({Severity::error, line.place,
                       fmt::format("La table « {} » a un trou : {}.", line.name, where),
                       "Ajoutez une tranche ; si la source n’en dit rien, « lacune … : valeur »."});
  };
  auto next = domain.least;
  for (auto const& span : all) {
    if (span.least < next && next > domain.least) {
      auto const to = std::min(span.most, next - 1);
      faults_.push_back({Severity::error, span.band->place,
                         fmt::format("Deux tranches se chevauchent : de {} à {}.",
                                     shown(span.least, input), shown(to, input)),
                         "Une valeur ne doit tomber que dans une tranche."});
    }
    hole(next, span.least - 1);
    next = std::max(next, span.most + 1);
  }
  hole(next, domain.most);
  if (otherwise && !open) never_otherwise(line);
}

void Compiler::never_otherwise(Line const& line) {
  faults_.push_back({Severity::warning, line.place,
                     fmt::format("Le « sinon » de la table « {} » ne sert jamais.", line.name),
                     "Ôtez-le : les autres lignes couvrent tout."});
}

// What is left when no other row fits comes first: it needs no condition.
void Compiler::otherwise(Line const& line, Rows& rows) {
  for (auto const& band : line.bands) {
    if (!band.otherwise) continue;
    auto const value = expression(band.value);
    rows.node.parts.push_back(value.node);
    rows.value = value;
  }
}

void Compiler::add_row(Line const& line, Rows& rows, Value const& value, Value const& condition) {
  rows.node.parts.push_back(value.node);
  if (!rows.value) {
    // One row needs no condition: nothing else is left.
    rows.value = value;
    return;
  }
  same_type(*rows.value, value, line.place, "mettre dans une table");
  rows.value = emit_.chosen(condition, value, *rows.value);
}

void Compiler::bands(Line const& line, Value const& input, Rows& rows) {
  for (auto const& band : line.bands) {
    if (!band.choice) continue;
    emit_.fail(band.place, "Cette table se lit par une quantité ou par une date, pas par un choix.",
               "Écrivez une tranche : « plus de 1 mois et moins de 3 mois : 80 € ».");
  }
  auto const all = spans(line, input);
  holes(line, input, all);
  if (has_error(faults_) && all.empty()) throw Uncompilable{};
  otherwise(line, rows);
  for (auto const& span : all) {
    auto const from = emit_.constant({span.least, 1}, input.type);
    auto const to = emit_.constant({span.most, 1}, input.type);
    auto raw = input;
    raw.scale = 1;
    auto const above = emit_.made(Code::at_most, from, raw, Type{Kind::truth}, 1);
    auto const below = emit_.made(Code::at_most, raw, to, Type{Kind::truth}, 1);
    add_row(line, rows, expression(span.band->value), emit_.both(above, below));
  }
}

void Compiler::choices(Line const& line, Value const& input, Rows& rows) {
  auto const& list = vocabulary_.lists[static_cast<std::size_t>(input.type.list)];
  otherwise(line, rows);
  bool const rest = rows.value.has_value();
  std::int64_t left = emit_.bounds(input).most;
  std::int64_t told = 0;
  for (auto const& band : line.bands) {
    if (band.otherwise) continue;
    if (!band.choice) {
      emit_.fail(band.place, "Cette table se lit par un choix : chaque ligne en nomme un.",
                 "Écrivez « nom_du_choix : valeur ».");
    }
    auto const position = list.find(band.choice->text);
    if (!position) unknown(*band.choice, input.type.list);
    auto const bit = std::int64_t{1} << *position;
    if ((told & bit) != 0) {
      faults_.push_back({Severity::error, band.place,
                         fmt::format("« {} » est deux fois dans la table.", band.choice->text),
                         "Une valeur ne doit tomber que dans une ligne."});
      continue;
    }
    told |= bit;
    left &= ~bit;
    Value chosen{.type = Type{Kind::truth}};
    chosen.slot = emit_.emit({.code = Code::subset, .a = input.slot, .k = bit});
    add_row(line, rows, expression(band.value), chosen);
  }
  std::vector<std::string> missing;
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    if ((left >> i & 1) != 0) missing.push_back(list.items[i].name);
  }
  if (!missing.empty() && !rest) {
    faults_.push_back(
        {Severity::error, line.place,
         fmt::format("La table « {} » a un trou : {}.", line.name, fmt::join(missing, ", ")),
         "Ajoutez une ligne ; si la source n’en dit rien, « lacune … : valeur »."});
  }
  if (missing.empty() && rest) never_otherwise(line);
}

Value Compiler::table(Line const& line) {
  auto const input = expression(line.value);
  Rows rows;
  rows.node.op = Operator::call;
  rows.node.place = line.place;
  rows.node.text = fmt::format("table {}", line.name);
  rows.node.parts.push_back(input.node);
  if (input.type.kind == Kind::choice) {
    choices(line, input, rows);
  } else if (input.type.kind == Kind::quantity || input.type.kind == Kind::date) {
    bands(line, input, rows);
  } else {
    emit_.fail(line.place, "Une table se lit par une quantité, une date ou un choix.");
  }
  for (auto const& band : line.bands) {
    if (!band.gap) continue;
    faults_.push_back({Severity::note, band.place,
                       band.note.empty() ? "Lacune de la source, comblée par un réglage."
                                         : "Lacune de la source : " + band.note,
                       ""});
  }
  if (!rows.value) emit_.fail(line.place, "Cette table est vide.");
  auto made = *rows.value;
  rows.node.slot = made.slot;
  rows.node.type = made.type;
  rows.node.scale = made.scale;
  made.node = keep(std::move(rows.node));
  return made;
}

}  // namespace pacte::rule
