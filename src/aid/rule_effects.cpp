#include "aid/rule_effects.hpp"

#include <algorithm>

#include "aid/rule_words.hpp"
#include "rule/show.hpp"

namespace pacte::aid {
namespace {

using rule::LineKind;
using rule::Outcome;
using rule::Program;
using rule::ProgramLine;
using rule::Range;
using rule::Verdict;

constexpr std::size_t most_cases_kept = 1'000;

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::eligible: return "éligible";
    case Verdict::ineligible: return "non éligible";
    case Verdict::unknown: return "on ne peut pas le dire";
  }
  return "";
}

// A line of this scheme, not of one that it refers to.
bool is_own(ProgramLine const& line) {
  return line.scheme < 0;
}

ProgramLine const* same_line(Program const& program, ProgramLine const& line) {
  auto const found = std::ranges::find_if(program.lines, [&](ProgramLine const& other) {
    return other.kind == line.kind && other.name == line.name && is_own(other);
  });
  return found == program.lines.end() ? nullptr : &*found;
}

std::string truth_text(Range value) {
  if (value.least == 1) return "oui";
  return value.most == 0 ? "non" : "inconnu";
}

Range value_of(Program const& program, ProgramLine const& line,
               std::vector<Range> const& registers) {
  return registers[program.nodes[line.node].slot];
}

// The aid after a step, as people read it; a rate while there is only a rate.
std::string aid_after(ProgramLine const& line, std::vector<Range> const& registers,
                      rule::Facts const& facts) {
  bool const share = line.kind == LineKind::rate || line.kind == LineKind::bonus;
  return show(rule::quantity(share ? rule::Unit{} : rule::unit_of(rule::euro)), line.aid_scale,
              registers[line.aid], facts);
}

bool is_settled(Outcome const& outcome) {
  if (outcome.verdict == Verdict::unknown) return false;
  return !outcome.amount || outcome.amount->least == outcome.amount->most;
}

}  // namespace

rule::Amount cost_of(Outcome const& outcome) {
  if (!outcome.amount || outcome.verdict == Verdict::ineligible) return {};
  if (outcome.verdict == Verdict::unknown) return {0, outcome.amount->most};
  return *outcome.amount;
}

void add_to(rule::Amount& sum, rule::Amount const& cost) {
  sum.least += cost.least;
  sum.most += cost.most;
}

std::string to_text(rule::Amount const& amount) {
  if (amount.least == amount.most) return rule::show_cents(amount.least);
  return fmt::format("de {} à {}", rule::show_cents(amount.least), rule::show_cents(amount.most));
}

std::string to_text(Outcome const& outcome) {
  std::string made{verdict_text(outcome.verdict)};
  if (outcome.amount && outcome.verdict != Verdict::ineligible)
    made += ", " + to_text(*outcome.amount);
  return made;
}

void EffectMeter::add(std::string_view name, rule::Facts const& facts) {
  run(before_, facts, zonings_, registers_before_);
  run(after_, facts, zonings_, registers_after_);
  auto const before = outcome_of(before_, registers_before_);
  auto const after = outcome_of(after_, registers_after_);
  ++effects_.compared;
  add_to(effects_.cost_before, cost_of(before));
  add_to(effects_.cost_after, cost_of(after));
  if (is_settled(before) && is_settled(after)) {
    effects_.difference += cost_of(after).least - cost_of(before).least;
  } else {
    ++effects_.open;
    add_to(effects_.open_before, cost_of(before));
    add_to(effects_.open_after, cost_of(after));
  }
  if (before == after) return;
  ++effects_.changed;
  if (before.verdict == after.verdict) {
    ++effects_.amounts;
  } else {
    switch (after.verdict) {
      case Verdict::eligible: ++effects_.admitted; break;
      case Verdict::ineligible: ++effects_.refused; break;
      default: ++effects_.uncertain;
    }
  }
  if (effects_.cases.size() < most_cases_kept)
    effects_.cases.push_back({std::string{name}, before, after, reasons(facts)});
}

std::vector<std::string> EffectMeter::reasons(rule::Facts const& facts) const {
  std::vector<std::string> told;
  for (auto const& line : after_.lines) {
    if (line.kind != LineKind::condition || !is_own(line)) continue;
    auto const now = truth_text(value_of(after_, line, registers_after_));
    auto const* former = same_line(before_, line);
    auto const was = former ? truth_text(value_of(before_, *former, registers_before_)) : "";
    if (!former && now != "oui")
      told.push_back(fmt::format("{} (nouveau) : {}", label_of(line, web::Locale::fr), now));
    if (former && was != now)
      told.push_back(fmt::format("{} : {} → {}", label_of(line, web::Locale::fr), was, now));
  }
  for (auto const& line : before_.lines) {
    if (line.kind != LineKind::condition || !is_own(line) || same_line(after_, line) != nullptr)
      continue;
    auto const was = truth_text(value_of(before_, line, registers_before_));
    if (was != "oui")
      told.push_back(fmt::format("{} (retiré) : {}", label_of(line, web::Locale::fr), was));
  }
  if (!told.empty()) return told;
  // The first step after which the aid is another one.
  for (auto const& line : after_.lines) {
    if (!line.has_aid || !is_own(line)) continue;
    auto const* former = same_line(before_, line);
    if (former == nullptr || !former->has_aid) {
      told.push_back(fmt::format("{} (nouveau)", label_of(line, web::Locale::fr)));
      return told;
    }
    auto const was = aid_after(*former, registers_before_, facts);
    auto const now = aid_after(line, registers_after_, facts);
    if (was == now) continue;
    told.push_back(fmt::format("{} : {} → {}", label_of(line, web::Locale::fr), was, now));
    return told;
  }
  told.emplace_back("une étape du calcul est retirée");
  return told;
}

}  // namespace pacte::aid
