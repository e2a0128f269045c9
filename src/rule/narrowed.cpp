#include "rule/narrowed.hpp"

#include <algorithm>
#include <tuple>

namespace pacte::rule {
namespace {

bool empty(Kind kind, Range range) {
  if (kind == Kind::choice) return range.most == 0;
  if (kind == Kind::choices) return (range.least & ~range.most) != 0;
  return range.least > range.most;
}

// In an aggregate each item has values of its own.
bool of_item(Code code) {
  return code == Code::item || code >= Code::sum;
}

}  // namespace

std::vector<std::uint32_t> same_as(Program const& program) {
  using Shape = std::tuple<Code, std::uint32_t, std::uint32_t, std::uint32_t, std::int64_t>;
  std::map<Shape, std::uint32_t> first;
  std::vector<std::uint32_t> made;
  auto const input = [&](std::uint32_t slot) { return slot < made.size() ? made[slot] : slot; };
  for (std::uint32_t slot = 0; slot < program.code.size(); ++slot) {
    auto const& in = program.code[slot];
    bool const numbered = in.code == Code::fact || in.code == Code::constant;
    auto const shape = numbered ? Shape{in.code, in.a, 0, 0, in.k}
                                : Shape{in.code, input(in.a), input(in.b), input(in.c), in.k};
    made.push_back(of_item(in.code) ? slot : first.emplace(shape, slot).first->second);
  }
  return made;
}

Narrowed::Narrowed(Program const& program, Vocabulary const& vocabulary,
                   std::vector<std::uint32_t> const& same)
    : program_{program}, same_{same}, facts_{vocabulary, 0} {
  // Bounds that move with the day are held at their widest.
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    auto const& fact = vocabulary.facts[i];
    if (fact.until_today) facts_.narrow(static_cast<int>(i), {fact.least, fact.most});
  }
}

std::string Narrowed::impossible() {
  spread();
  for (auto const& [pair, gap] : orders_) {
    auto const back = orders_.find({pair.second, pair.first});
    if (back != orders_.end() && gap + back->second > 0) return name_of(pair.first);
  }
  auto const& known = facts_.vocabulary().facts;
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (empty(known[i].type.kind, facts_.at(i))) return known[i].name;
  }
  for (auto const& [slot, range] : computed_) {
    if (range.least > range.most) return name_of(slot);
  }
  return {};
}

std::string Narrowed::name_of(std::uint32_t slot) const {
  for (auto const& node : program_.nodes) {
    if (same_[node.slot] == same_[slot] && !node.text.empty()) return node.text;
  }
  return {};
}

// What is ordered narrows each other, as far as a chain of orders goes.
void Narrowed::spread() {
  for (std::size_t pass = 0; pass < orders_.size(); ++pass) {
    for (auto const& [pair, gap] : orders_) {
      narrow(pair.first, {-largest, range(pair.second).most - gap});
      narrow(pair.second, {range(pair.first).least + gap, largest});
    }
  }
}

void Narrowed::assume(std::uint32_t index, bool truth) {
  auto const& node = program_.nodes[index];
  bool const named = node.line >= 0 || node.scheme >= 0 || node.op == Operator::scheme;
  if (named && node.op != Operator::all) {
    if (program_.nodes[node.parts[0]].type.kind == Kind::truth) assume(node.parts[0], truth);
    return;
  }
  switch (node.op) {
    case Operator::all:
    case Operator::any:
      if ((node.op == Operator::all) == truth) {
        for (auto const part : node.parts)
          assume(part, truth);
      }
      break;
    case Operator::no: assume(node.parts[0], !truth); break;
    case Operator::name:
      if (node.fact >= 0) narrow(node.slot, {truth ? 1 : 0, truth ? 1 : 0});
      break;
    default: compare(program_.code[node.slot], truth);
  }
}

Narrowed::Scaled Narrowed::scaled(std::uint32_t slot) const {
  auto const& in = program_.code[slot];
  if (in.code == Code::scaled && in.k > 0) return {same_[in.a], in.k};
  return {same_[slot], 1};
}

std::optional<std::int64_t> Narrowed::fixed(std::uint32_t slot) const {
  auto const& range = program_.statics[slot];
  if (range.least != range.most) return std::nullopt;
  return range.least;
}

// A parameter that the Region may turn is any of its choices, thus none in particular.
std::optional<std::int64_t> Narrowed::fixed_choice(std::uint32_t slot) const {
  auto const& range = program_.statics[slot];
  if (range.least != range.most || !certain(Kind::choice, range)) return std::nullopt;
  return range.least;
}

Range Narrowed::range(std::uint32_t slot) const {
  auto const& in = program_.code[slot];
  if (in.code == Code::fact) return facts_.at(in.a);
  auto const found = computed_.find(slot);
  return found == computed_.end() ? program_.statics[slot] : found->second;
}

void Narrowed::narrow(std::uint32_t slot, Range to) {
  auto const& in = program_.code[slot];
  if (of_item(in.code)) return;
  auto const within = [&](Range now) {
    return Range{std::max(now.least, to.least), std::min(now.most, to.most)};
  };
  if (in.code == Code::fact) {
    facts_.narrow(static_cast<int>(in.a), within(facts_.at(in.a)));
    return;
  }
  auto const [found, fresh] = computed_.emplace(slot, program_.statics[slot]);
  found->second = within(found->second);
}

void Narrowed::compare(Instruction const& in, bool truth) {
  switch (in.code) {
    case Code::less: truth ? order(in.a, in.b, 1) : order(in.b, in.a, 0); break;
    case Code::at_most: truth ? order(in.a, in.b, 0) : order(in.b, in.a, 1); break;
    case Code::equal:
      if (truth) {
        order(in.a, in.b, 0);
        order(in.b, in.a, 0);
      }
      break;
    case Code::both:  // an interval
      if (truth) {
        compare(program_.code[in.a], true);
        compare(program_.code[in.b], true);
      }
      break;
    case Code::no: compare(program_.code[in.a], !truth); break;
    case Code::subset: choose(in.a, in.k, truth); break;
    case Code::equal_choice:
      if (auto const bits = fixed_choice(in.b)) choose(in.a, *bits, truth);
      if (auto const bits = fixed_choice(in.a)) choose(in.b, *bits, truth);
      break;
    case Code::holds:
      if (auto const bits = fixed_choice(in.b)) hold(in.a, *bits, truth);
      break;
    case Code::meets: hold(in.a, in.k, truth); break;
    default: break;
  }
}

void Narrowed::choose(std::uint32_t slot, std::int64_t bits, bool truth) {
  auto const& in = program_.code[slot];
  if (in.code != Code::fact) return;
  auto const now = facts_.at(in.a).most;
  auto const kept = truth ? now & bits : now & ~bits;
  facts_.narrow(static_cast<int>(in.a), {kept, kept});
}

// The set holds one of the choices, or none of them.
void Narrowed::hold(std::uint32_t slot, std::int64_t bits, bool truth) {
  auto const& in = program_.code[slot];
  if (in.code != Code::fact) return;
  auto now = facts_.at(in.a);
  if (!truth) {
    now.most &= ~bits;
  } else if (certain(Kind::choice, {bits, bits}) || (now.most & bits) == 0) {
    now.least |= bits;
  }
  facts_.narrow(static_cast<int>(in.a), now);
}

// a <= b - gap
void Narrowed::order(std::uint32_t a, std::uint32_t b, std::int64_t gap) {
  if (auto const limit = fixed(b)) {
    auto const [slot, factor] = scaled(a);
    narrow(slot, {-largest, divide_down(*limit - gap, factor)});
  }
  if (auto const limit = fixed(a)) {
    auto const [slot, factor] = scaled(b);
    narrow(slot, {-divide_down(-(*limit + gap), factor), largest});
  }
  if (fixed(a) || fixed(b)) return;
  auto const low = scaled(a);
  auto const high = scaled(b);
  if (low.factor != high.factor || low.slot == high.slot) return;
  auto const least = -divide_down(-gap, low.factor);
  auto const [found, fresh] = orders_.emplace(std::pair{low.slot, high.slot}, least);
  found->second = std::max(found->second, least);
}

}  // namespace pacte::rule
