// Builds a program, instruction by instruction, and bounds what each can make.
#pragma once

#include <string>
#include <utility>

#include "rule/program.hpp"

namespace pacte::rule {

/// Thrown when a line cannot be compiled, its faults told; never leaves the compiler.
struct Uncompilable {};

/// A compiled expression: the register that holds it, and the node that explains it.
struct Value {
  std::uint32_t slot = 0;
  Type type;
  std::int64_t scale = 1;
  bool constant = false;
  std::uint32_t node = 0;
};

class Emitter {
 public:
  Emitter(Program& program, Vocabulary const& vocabulary, Faults& faults)
      : program_{program}, vocabulary_{vocabulary}, faults_{faults} {}

  /// Where the faults that emission finds are told to be.
  void at(Place place) { place_ = place; }
  [[noreturn]] void fail(Place place, std::string message, std::string mend = {});

  std::uint32_t emit(Instruction instruction);
  Value constant(Exact number, Type type);
  Value truth(bool value) { return constant({value ? 1 : 0, 1}, Type{Kind::truth}); }
  Value made(Code code, Value const& a, Value const& b, Type type, std::int64_t scale);
  Value both(Value const& a, Value const& b) { return made(Code::both, a, b, a.type, 1); }
  Value no(Value const& a) { return made(Code::no, a, a, a.type, 1); }
  /// Opens an aggregate; `close` says how long its body is and what it gives.
  std::uint32_t open(Code code, int list);
  void close(std::uint32_t header, std::uint32_t value, std::uint32_t kept);

  /// The same quantity in 1/`scale`, a multiple of its own.
  Value rescaled(Value const& value, std::int64_t scale);
  /// Both in one scale.
  std::pair<Value, Value> together(Value const& a, Value const& b);
  Value plus(Value const& a, Value const& b, bool subtract);
  Value times(Value const& a, Value const& b);
  Value over(Value const& a, Value const& b, Place place);
  Value chosen(Value const& condition, Value const& yes, Value const& no);
  Value least_of(Value const& a, Value const& b, bool most);
  Value rounded(Value const& amount, Value const& step, Rounding how, Place place);

  [[nodiscard]] Range bounds(Value const& value) const { return program_.statics[value.slot]; }

 private:
  [[nodiscard]] Range static_range(Instruction const& instruction) const;
  std::int64_t held(Wide value);

  Program& program_;
  Vocabulary const& vocabulary_;
  Faults& faults_;
  Place place_;
};

}  // namespace pacte::rule
