// What the facts, and what is computed from them, may still be once conditions are taken to hold.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "rule/facts.hpp"
#include "rule/program.hpp"

namespace pacte::rule {

/// For each instruction, the first one that computes the same: « age(x) » written twice is one.
std::vector<std::uint32_t> same_as(Program const& program);

class Narrowed {
 public:
  /// All three must outlive it.
  Narrowed(Program const& program, Vocabulary const& vocabulary,
           std::vector<std::uint32_t> const& same);

  /// Takes a node to be true, or false. Only plain cases narrow anything, the others say nothing.
  void assume(std::uint32_t index, bool truth);

  /// What no value fits any more, by its name or as written; empty when nothing was found.
  [[nodiscard]] std::string impossible();

  [[nodiscard]] Facts const& facts() const { return facts_; }

 private:
  /// A register that is this other one, times a positive factor.
  struct Scaled {
    std::uint32_t slot = 0;
    std::int64_t factor = 1;
  };
  [[nodiscard]] Scaled scaled(std::uint32_t slot) const;
  [[nodiscard]] std::optional<std::int64_t> fixed(std::uint32_t slot) const;
  [[nodiscard]] std::optional<std::int64_t> fixed_choice(std::uint32_t slot) const;
  void narrow(std::uint32_t slot, Range to);
  [[nodiscard]] Range range(std::uint32_t slot) const;
  [[nodiscard]] std::string name_of(std::uint32_t slot) const;
  void compare(Instruction const& in, bool truth);
  void choose(std::uint32_t slot, std::int64_t bits, bool truth);
  void hold(std::uint32_t slot, std::int64_t bits, bool truth);
  void order(std::uint32_t a, std::uint32_t b, std::int64_t gap);
  void spread();

  Program const& program_;
  std::vector<std::uint32_t> const& same_;
  Facts facts_;
  std::map<std::uint32_t, Range> computed_;  // what is no fact, by its register
  /// By two registers a and b: a <= b - the greatest gap told.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> orders_;
};

}  // namespace pacte::rule
