#include "rule/deduce.hpp"

#include <algorithm>

#include "rule/evaluate.hpp"

namespace pacte::rule {
namespace {

class Deducer {
 public:
  Deducer(Facts& facts, std::vector<Program> const& incoherences)
      : facts_{facts}, incoherences_{incoherences} {}

  /// True when something was narrowed.
  bool once() {
    bool narrowed = false;
    for (auto const& program : incoherences_) {
      if (program.code.empty()) continue;
      for (int const fact : program.facts)
        narrowed = one(program, fact) || narrowed;
    }
    return narrowed;
  }

 private:
  [[nodiscard]] Kind kind_of(int fact) const {
    return facts_.vocabulary().facts[static_cast<std::size_t>(fact)].type.kind;
  }

  [[nodiscard]] std::vector<Range> answers(int fact) const {
    auto const now = facts_.at(static_cast<std::size_t>(fact));
    std::vector<Range> made;
    if (kind_of(fact) == Kind::truth) {
      for (auto value = now.least; value <= now.most; ++value)
        made.push_back({value, value});
    } else if (kind_of(fact) == Kind::choice) {
      for (std::int64_t bit = 1; bit <= now.most; bit <<= 1) {
        if ((now.most & bit) != 0) made.push_back({bit, bit});
      }
    }
    return made;
  }

  bool one(Program const& program, int fact) {
    auto const all = answers(fact);
    if (facts_.known(fact) || all.size() < 2) return false;
    auto const before = facts_.at(static_cast<std::size_t>(fact));
    std::vector<Range> left;
    for (auto const& answer : all) {
      facts_.narrow(fact, answer);
      run(program, facts_, nullptr, registers_);
      if (registers_[program.result].least == 0) left.push_back(answer);
    }
    facts_.narrow(fact, before);
    if (left.empty() || left.size() == all.size()) return false;
    Range made = left.front();
    for (auto const& answer : left) {
      made = kind_of(fact) == Kind::choice
                 ? Range{made.most | answer.most, made.most | answer.most}
                 : Range{std::min(made.least, answer.least), std::max(made.most, answer.most)};
    }
    facts_.narrow(fact, made);
    for (int const other : program.facts) {
      if (other != fact) facts_.rest(fact, other);
    }
    return true;
  }

  Facts& facts_;
  std::vector<Program> const& incoherences_;
  std::vector<Range> registers_;
};

}  // namespace

Facts deduced(Facts facts, std::vector<Program> const& incoherences) {
  // Each round takes an answer away: it ends.
  Deducer deducer{facts, incoherences};
  while (deducer.once()) {
  }
  return facts;
}

}  // namespace pacte::rule
