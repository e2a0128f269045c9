#include "rule/evaluate.hpp"

#include <algorithm>

#include "rule/operations.hpp"

namespace pacte::rule {
namespace {

class Machine {
 public:
  Machine(Program const& program, Facts const& facts, Zonings const* zonings,
          std::vector<Range>& registers)
      : program_{program}, facts_{facts}, zonings_{zonings}, r_{registers.data()} {}

  void all() {
    auto const* const code = program_.code.data();
    for (auto const at : program_.links.work)
      r_[at] = one(code[at], at, nullptr);
  }

  void between(std::size_t from, std::size_t to, Facts::Item const* item) {
    for (auto at = from; at < to; ++at) {
      auto const& in = program_.code[at];
      if (in.code == Code::constant) continue;
      r_[at] = one(in, at, item);
      if (in.code >= Code::sum) at += static_cast<std::size_t>(in.k);
    }
  }

 private:
  [[gnu::always_inline]] Range one(Instruction const& in, std::size_t at, Facts::Item const* item) {
    switch (in.code) {
      case Code::fact: return facts_.at(in.a);
      case Code::item: return item->fields[in.a];
      case Code::today: return {facts_.today(), facts_.today()};
      case Code::equal_text: return equal_text(in);
      case Code::zoning: return zoning(in, r_[in.b]);
      case Code::zoning_alone: return zoning(in, {0, 1});
      case Code::population: return population(in, program_.statics[at], r_[in.b]);
      case Code::population_alone:
        return population(in, program_.statics[at], program_.statics[at]);
      case Code::sum:
      case Code::count:
      case Code::every:
      case Code::some: return total(in, at);
      default: return apply(in, r_);
    }
  }

  [[nodiscard]] Range equal_text(Instruction const& in) const {
    auto const& a = r_[in.a];
    if (a.least != a.most) return {0, 1};
    auto const same = facts_.text(a.least) == program_.texts[static_cast<std::size_t>(in.k)];
    return truth_range(same, same);
  }

  [[nodiscard]] Range zoning(Instruction const& in, Range asked) const {
    auto const& a = r_[in.a];
    if (a.least != a.most) return a == untold_place ? asked : Range{0, 1};
    if (zonings_ == nullptr) return asked;
    auto const found =
        zonings_->contains(program_.zonings[static_cast<std::size_t>(in.k)], facts_.text(a.least));
    return found ? truth_range(*found, *found) : asked;
  }

  [[nodiscard]] Range population(Instruction const& in, Range any, Range asked) const {
    auto const& a = r_[in.a];
    if (a.least != a.most) return a == untold_place ? asked : any;
    auto const found =
        zonings_ == nullptr ? std::nullopt : zonings_->population(facts_.text(a.least));
    if (!found) return asked;
    auto const people = std::clamp<std::int64_t>(*found, 0, most_inhabitants);
    return {people, people};
  }

  Range total(Instruction const& in, std::size_t at) {
    auto const list = static_cast<int>(in.c);
    if (!facts_.known(list)) return program_.statics[at];
    Range made{0, 0};
    if (in.code == Code::every) made = {1, 1};
    for (auto const& item : facts_.items(list)) {
      between(at + 1, at + 1 + static_cast<std::size_t>(in.k), &item);
      auto const& kept = r_[in.b];
      switch (in.code) {
        case Code::sum: {
          auto const part = chosen(kept, r_[in.a], {0, 0});
          made = {made.least + part.least, made.most + part.most};
          break;
        }
        case Code::count: made = {made.least + kept.least, made.most + kept.most}; break;
        case Code::every: made = {made.least & kept.least, made.most & kept.most}; break;
        default: made = {made.least | kept.least, made.most | kept.most}; break;
      }
    }
    return made;
  }

  Program const& program_;
  Facts const& facts_;
  Zonings const* zonings_;
  Range* r_;
};

}  // namespace

void run(Program const& program, Facts const& facts, Zonings const* zonings,
         std::vector<Range>& registers) {
  registers.assign(program.links.initial.begin(), program.links.initial.end());
  Machine{program, facts, zonings, registers}.all();
}

void run_item(Program const& program, Facts const& facts, Zonings const* zonings,
              std::uint32_t header, Facts::Item const& item, std::vector<Range>& registers) {
  auto const length = static_cast<std::size_t>(program.code[header].k);
  Machine{program, facts, zonings, registers}.between(header + 1, header + 1 + length, &item);
}

Outcome outcome_of(Program const& program, std::vector<Range> const& registers) {
  Outcome made;
  made.verdict = verdict_of(registers[program.result]);
  if (made.verdict != Verdict::ineligible && program.amount) {
    auto const& aid = registers[program.amount->slot];
    made.amount =
        Amount{cents(aid.least, program.amount->scale), cents(aid.most, program.amount->scale)};
  }
  return made;
}

}  // namespace pacte::rule
