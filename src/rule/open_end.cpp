#include "rule/open_end.hpp"

#include <algorithm>
#include <array>

#include "rule/operations.hpp"

namespace pacte::rule {
namespace {

bool infinite(std::int64_t end) {
  return end >= unlimited || end <= -unlimited;
}

std::int64_t held(Wide value) {
  return static_cast<std::int64_t>(std::clamp(value, Wide{-unlimited}, Wide{unlimited}));
}

// Both ends are on the same side, or one of them is finite: no infinity less itself.
std::int64_t sum(std::int64_t a, std::int64_t b) {
  if (infinite(a)) return a;
  return infinite(b) ? b : held(Wide{a} + b);
}

// Nothing of anything, however much, is nothing.
std::int64_t times(std::int64_t a, std::int64_t b) {
  return held(Wide{a} * b);
}

Range times(Range a, Range b) {
  std::array const all{times(a.least, b.least), times(a.least, b.most), times(a.most, b.least),
                       times(a.most, b.most)};
  auto const [least, most] = std::ranges::minmax(all);
  return {least, most};
}

// The value of a question, as far as there is more to it than what its form takes.
Range open(Fact const& fact, Range value) {
  switch (fact.declared) {
    case FactKind::number:
    case FactKind::money:
    case FactKind::duration:
    case FactKind::date: break;
    default: return value;
  }
  bool const below = fact.declared == FactKind::date || fact.least < 0;
  if (below && value.least == fact.least) value.least = -unlimited;
  if (value.most == fact.most) value.most = unlimited;
  return value;
}

class Opener {
 public:
  Opener(Program const& program, Facts const& facts, Zonings const* zonings,
         std::vector<Range> registers)
      : program_{program},
        facts_{facts},
        zonings_{zonings},
        bounded_{std::move(registers)},
        r_{bounded_} {}

  std::vector<Range> all() {
    for (auto const at : program_.links.work)
      r_[at] = one(at, -1, nullptr);
    return std::move(r_);
  }

 private:
  [[nodiscard]] Fact const& fact(int index) const {
    return facts_.vocabulary().facts[static_cast<std::size_t>(index)];
  }

  Range one(std::size_t at, int list, Facts::Item const* item) {
    auto const& in = program_.code[at];
    auto const bounded = bounded_[at];
    if (bounded.least == bounded.most) return bounded;
    switch (in.code) {
      case Code::fact: return open(fact(static_cast<int>(in.a)), bounded);
      case Code::item: return item == nullptr ? bounded : field(in, list, *item);
      case Code::population:
      case Code::population_alone: return {bounded.least, unlimited};
      case Code::sum:
      case Code::count: return total(in, at);
      default: return computed(in, bounded);
    }
  }

  [[nodiscard]] Range field(Instruction const& in, int list, Facts::Item const& item) const {
    return open(fact(fact(list).fields[in.a]), item.fields[in.a]);
  }

  [[nodiscard]] Range computed(Instruction const& in, Range bounded) const {
    auto const a = r_[in.a];
    auto const b = r_[in.b];
    switch (in.code) {
      case Code::plus: return {sum(a.least, b.least), sum(a.most, b.most)};
      case Code::minus: return {sum(a.least, -b.most), sum(a.most, -b.least)};
      case Code::scaled: return times(a, {in.k, in.k});
      case Code::product: return times(a, b);
      case Code::minimum:
      case Code::maximum:
      case Code::choose: return apply(in, r_.data());
      case Code::months: return months(a, b);
      case Code::shift: return {shifted(a.least, b.least), shifted(a.most, b.most)};
      case Code::year:
        return {infinite(a.least) ? a.least : year_of(a.least),
                infinite(a.most) ? a.most : year_of(a.most)};
      case Code::round_down:
      case Code::round_up:
      case Code::round_nearest: return {round(a.least, in), round(a.most, in)};
      default: return bounded;
    }
  }

  static std::int64_t shifted(std::int64_t day, std::int64_t months) {
    if (infinite(day)) return day;
    return infinite(months) ? months : add_months(day, months);
  }

  static std::int64_t round(std::int64_t end, Instruction const& in) {
    return infinite(end) ? end : rounded(end, in.k, in.code);
  }

  // From a to b.
  static Range months(Range a, Range b) {
    return {infinite(a.most) || infinite(b.least) ? -unlimited : months_between(a.most, b.least),
            infinite(a.least) || infinite(b.most) ? unlimited : months_between(a.least, b.most)};
  }

  Range total(Instruction const& in, std::size_t at) {
    auto const list = static_cast<int>(in.c);
    if (!facts_.known(list)) {
      auto const any = bounded_[at];
      return {any.least < 0 ? -unlimited : any.least, any.most > 0 ? unlimited : any.most};
    }
    if (in.code == Code::count) return bounded_[at];
    Range made{0, 0};
    for (auto const& item : facts_.items(list)) {
      run_item(program_, facts_, zonings_, static_cast<std::uint32_t>(at), item, bounded_);
      body(at, list, item);
      auto const part = chosen(r_[in.b], r_[in.a], {0, 0});
      made = {sum(made.least, part.least), sum(made.most, part.most)};
    }
    return made;
  }

  void body(std::size_t header, int list, Facts::Item const& item) {
    auto const end = header + 1 + static_cast<std::size_t>(program_.code[header].k);
    for (auto at = header + 1; at < end; ++at) {
      auto const& in = program_.code[at];
      bool const list_within = in.code >= Code::sum;
      r_[at] = list_within ? bounded_[at] : one(at, list, &item);
      if (list_within) at += static_cast<std::size_t>(in.k);
    }
  }

  Program const& program_;
  Facts const& facts_;
  Zonings const* zonings_;
  std::vector<Range> bounded_;
  std::vector<Range> r_;
};

}  // namespace

std::vector<Range> without_form_bounds(Program const& program, Facts const& facts,
                                       Zonings const* zonings, std::vector<Range> registers) {
  return Opener{program, facts, zonings, std::move(registers)}.all();
}

std::optional<OpenAmount> open_amount(Program const& program, std::vector<Range> const& registers) {
  auto const outcome = outcome_of(program, registers);
  if (!outcome.amount) return std::nullopt;
  auto const aid = registers[program.amount->slot];
  OpenAmount made{.least = outcome.amount->least, .most = outcome.amount->most};
  if (open_below(aid)) made.least.reset();
  if (open_above(aid)) made.most.reset();
  return made;
}

}  // namespace pacte::rule
