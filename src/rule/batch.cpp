#include "rule/batch.hpp"

#include <algorithm>

#include "rule/operations.hpp"

namespace pacte::rule {
namespace {

bool in_columns(Code code) {
  switch (code) {
    case Code::item:
    case Code::equal_text:
    case Code::same_text:
    case Code::zoning:
    case Code::zoning_alone:
    case Code::population:
    case Code::population_alone: return false;
    default: return code < Code::sum;
  }
}

// Which of a, b and c an instruction reads.
struct Reads {
  bool a = true;
  bool b = true;
  bool c = false;
};
Reads reads_of(Code code) {
  switch (code) {
    case Code::constant:
    case Code::fact:
    case Code::today: return {false, false, false};
    case Code::no:
    case Code::subset:
    case Code::meets:
    case Code::scaled:
    case Code::year:
    case Code::round_down:
    case Code::round_up:
    case Code::round_nearest:
    case Code::size: return {true, false, false};
    case Code::choose:
    case Code::choose_choice:
    case Code::choose_choices: return {true, true, true};
    default: return {};
  }
}

// Division by a number that stays the same, by a multiplication: several times faster.
class Divider {
 public:
  explicit Divider(std::int64_t divisor)
      : divisor_{divisor},
        inverse_{static_cast<std::uint64_t>((UnsignedWide{1} << 64U) /
                                            static_cast<std::uint64_t>(divisor))} {}

  /// Rounded down. The inverse is too small by less than one part in 2^64, so that the quotient is
  /// right or one too small.
  [[nodiscard]] std::int64_t operator()(std::int64_t value) const {
    if (value < 0 || divisor_ == 1) return divide_down(value, divisor_);
    auto const found = static_cast<std::int64_t>(
        (UnsignedWide{static_cast<std::uint64_t>(value)} * inverse_) >> 64U);
    return found + static_cast<std::int64_t>(value - found * divisor_ >= divisor_);
  }

 private:
  __extension__ using UnsignedWide = unsigned __int128;
  std::int64_t divisor_;
  std::uint64_t inverse_;
};

}  // namespace

std::optional<Batch> Batch::make(Program const& program, Vocabulary const& vocabulary) {
  if (!std::ranges::all_of(program.code, in_columns, &Instruction::code)) return std::nullopt;
  Batch made{program, vocabulary};
  made.plan();
  return made;
}

// A constant needs a buffer of its own only where an instruction reads it with another constant, or
// chooses it.
std::vector<bool> Batch::filled_constants(
    std::vector<std::optional<std::size_t>> const& last) const {
  auto const& code = program_->code;
  auto const fixed = [&](std::uint32_t slot) { return code[slot].code == Code::constant; };
  std::vector<bool> made(code.size(), false);
  made[program_->result] = true;
  if (program_->amount) made[program_->amount->slot] = true;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!last[i]) continue;
    auto const reads = reads_of(code[i].code);
    bool const pair = reads.a && reads.b && !reads.c && fixed(code[i].a) && fixed(code[i].b);
    bool const alone = reads.a && !reads.b;
    if (reads.a && (alone || reads.c || pair)) made[code[i].a] = true;
    if (reads.b && reads.c) made[code[i].b] = true;
    if (reads.c) made[code[i].c] = true;
  }
  return made;
}

// The instructions that the result and the amount need, each with the last one that reads it; none
// for the others.
std::vector<std::optional<std::size_t>> Batch::last_readers() const {
  auto const& code = program_->code;
  std::vector<std::optional<std::size_t>> last(code.size());
  auto const want = [&](bool read, std::uint32_t slot, std::size_t by) {
    if (read && !last[slot]) last[slot] = by;
  };
  want(true, program_->result, code.size());
  if (program_->amount) want(true, program_->amount->slot, code.size());
  for (auto i = code.size(); i-- > 0;) {
    if (!last[i]) continue;
    auto const reads = reads_of(code[i].code);
    want(reads.a, code[i].a, i);
    want(reads.b, code[i].b, i);
    want(reads.c, code[i].c, i);
  }
  return last;
}

// Gives each instruction a buffer, taken back when nothing reads it any more: they then stay in the
// processor's nearest cache.
void Batch::plan() {
  auto const& code = program_->code;
  auto last = last_readers();
  auto const filled = filled_constants(last);
  std::vector<std::uint32_t> buffer(code.size(), 0);
  std::vector<std::uint32_t> free;
  auto const held = [&](std::size_t slot) {
    return last[slot] && (code[slot].code != Code::constant || filled[slot]);
  };
  auto const fixed = [&](bool read, std::uint32_t slot) -> std::optional<std::int64_t> {
    if (!read || code[slot].code != Code::constant) return std::nullopt;
    return code[slot].k;
  };
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (!held(i)) continue;
    auto const& in = code[i];
    auto const reads = reads_of(in.code);
    // The output takes a buffer of its own before the inputs give theirs back.
    if (free.empty()) free.push_back(buffers_++);
    buffer[i] = free.back();
    free.pop_back();
    steps_.push_back({.code = in.code,
                      .a = reads.a ? buffer[in.a] : in.a,
                      .b = reads.b ? buffer[in.b] : 0,
                      .c = reads.c ? buffer[in.c] : 0,
                      .out = buffer[i],
                      .k = in.k,
                      .fixed_a = fixed(reads.a, in.a),
                      .fixed_b = fixed(reads.b, in.b)});
    auto const release = [&](bool read, std::uint32_t slot) {
      if (!read || !held(slot) || last[slot] != i) return;
      last[slot] = code.size();
      free.push_back(buffer[slot]);
    };
    release(reads.a, in.a);
    release(reads.b, in.b);
    release(reads.c, in.c);
  }
  result_ = buffer[program_->result];
  if (program_->amount) amount_ = buffer[program_->amount->slot];
}

// Goes through the steps for one block of rows, all facts known.
class Batch::Machine {
 public:
  Machine(Batch const& batch, std::int64_t today)
      : batch_{batch}, today_{today}, memory_(batch.buffers_ * block) {
    for (std::uint32_t i = 0; i < batch.buffers_; ++i)
      read_.push_back(at(i));
  }

  void rows(std::span<Column const> columns, std::size_t first, std::size_t count);
  [[nodiscard]] std::int64_t const* buffer(std::uint32_t index) const { return read_[index]; }

 private:
  std::int64_t* at(std::uint32_t index) { return memory_.data() + index * block; }

  template <class Operation> void unary(Step const& step, std::size_t count, Operation operation) {
    auto* out = at(step.out);
    auto const* a = read_[step.a];
    for (std::size_t i = 0; i < count; ++i)
      out[i] = operation(a[i]);
  }

  template <class Operation> void binary(Step const& step, std::size_t count, Operation operation) {
    auto* out = at(step.out);
    auto const* a = read_[step.a];
    auto const* b = read_[step.b];
    if (step.fixed_b) {
      auto const fixed = *step.fixed_b;
      for (std::size_t i = 0; i < count; ++i)
        out[i] = operation(a[i], fixed);
    } else if (step.fixed_a) {
      auto const fixed = *step.fixed_a;
      for (std::size_t i = 0; i < count; ++i)
        out[i] = operation(fixed, b[i]);
    } else {
      for (std::size_t i = 0; i < count; ++i)
        out[i] = operation(a[i], b[i]);
    }
  }

  void fill(Step const& step, std::size_t count, std::int64_t value) {
    std::fill_n(at(step.out), count, value);
  }

  void choose(Step const& step, std::size_t count) {
    auto* out = at(step.out);
    auto const* a = read_[step.a];
    auto const* b = read_[step.b];
    auto const* c = read_[step.c];
    for (std::size_t i = 0; i < count; ++i)
      out[i] = b[i] ^ ((a[i] ^ b[i]) & -c[i]);
  }

  void one(Step const& step, std::span<Column const> columns, std::size_t first,
           std::size_t count) {
    using Int = std::int64_t;
    auto const k = step.k;
    // A fact is read where it lies.
    if (step.code == Code::fact) {
      auto const* values = columns[step.a].values;
      read_[step.out] = values == nullptr ? at(step.out) : values + first;
      return;
    }
    read_[step.out] = at(step.out);
    switch (step.code) {
      case Code::constant: return fill(step, count, k);
      case Code::today: return fill(step, count, today_);
      case Code::both: return binary(step, count, [](Int a, Int b) { return a & b; });
      case Code::either: return binary(step, count, [](Int a, Int b) { return a | b; });
      case Code::no: return unary(step, count, [](Int a) { return a ^ 1; });
      case Code::less: return binary(step, count, [](Int a, Int b) { return Int{a < b}; });
      case Code::at_most: return binary(step, count, [](Int a, Int b) { return Int{a <= b}; });
      case Code::equal:
      case Code::equal_set:
      case Code::equal_choice: return binary(step, count, [](Int a, Int b) { return Int{a == b}; });
      case Code::subset:
      case Code::meets: return unary(step, count, [k](Int a) { return Int{(a & k) != 0}; });
      case Code::holds: return binary(step, count, [](Int a, Int b) { return Int{(a & b) != 0}; });
      case Code::plus: return binary(step, count, [](Int a, Int b) { return a + b; });
      case Code::minus: return binary(step, count, [](Int a, Int b) { return a - b; });
      case Code::scaled: return unary(step, count, [k](Int a) { return a * k; });
      case Code::product: return binary(step, count, [](Int a, Int b) { return a * b; });
      case Code::minimum: return binary(step, count, [](Int a, Int b) { return std::min(a, b); });
      case Code::maximum: return binary(step, count, [](Int a, Int b) { return std::max(a, b); });
      case Code::choose:
      case Code::choose_choice:
      case Code::choose_choices: return choose(step, count);
      case Code::months: return binary(step, count, months_between);
      case Code::shift: return binary(step, count, add_months);
      case Code::year: return unary(step, count, year_of);
      case Code::round_down:
      case Code::round_up:
      case Code::round_nearest: {
        Divider const divide{k};
        return unary(step, count, [&divide, k, code = step.code](Int a) {
          return rounded_from(divide(a) * k, a, k, code);
        });
      }
      case Code::size: return unary(step, count, count_bits);
      default: return;
    }
  }

  Batch const& batch_;
  std::int64_t today_;
  std::vector<std::int64_t> memory_;
  std::vector<std::int64_t const*> read_;  // where the values of each buffer are
};

// Compiled twice: for any processor, and for those with wide vectors, chosen when the program
// starts. The sanitizers are not ready yet at that moment.
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
[[gnu::target_clones("avx2", "default"), gnu::flatten]]
#endif
void Batch::Machine::rows(std::span<Column const> columns, std::size_t first, std::size_t count) {
  for (auto const& step : batch_.steps_)
    one(step, columns, first, count);
}

void Batch::slow(std::span<Column const> columns, std::size_t row, Facts& facts,
                 std::vector<Range>& registers, BatchOutcome& out) const {
  for (int const fact : program_->facts) {
    auto const& column = columns[static_cast<std::size_t>(fact)];
    if (column.values != nullptr && (column.known == nullptr || column.known[row] != 0)) {
      facts.set(fact, {column.values[row], column.values[row]});
    } else {
      facts.forget(fact);
    }
  }
  rule::run(*program_, facts, nullptr, registers);
  auto const outcome = outcome_of(*program_, registers);
  out.verdicts[row] = outcome.verdict;
  out.least[row] = outcome.amount ? outcome.amount->least : 0;
  out.most[row] = outcome.amount ? outcome.amount->most : 0;
}

void Batch::run(std::span<Column const> columns, std::size_t rows, std::int64_t today,
                BatchOutcome& out) const {
  out.verdicts.resize(rows);
  out.least.resize(rows);
  out.most.resize(rows);
  Machine machine{*this, today};
  Facts facts{*vocabulary_, today};
  std::vector<Range> registers;
  std::vector<std::uint8_t const*> known;
  bool whole = true;
  for (int const fact : program_->facts) {
    auto const& column = columns[static_cast<std::size_t>(fact)];
    if (column.values == nullptr) whole = false;
    if (column.known != nullptr) known.push_back(column.known);
  }
  auto const knows = [&](std::size_t row) {
    return whole && std::ranges::all_of(known, [row](auto const* each) { return each[row] != 0; });
  };
  bool const all_known = whole && known.empty();
  for (std::size_t first = 0; first < rows; first += block) {
    auto const count = std::min(block, rows - first);
    if (whole) machine.rows(columns, first, count);
    auto const* result = machine.buffer(result_);
    auto const* amount = amount_ ? machine.buffer(*amount_) : nullptr;
    for (std::size_t i = 0; i < count; ++i) {
      auto const row = first + i;
      if (!all_known && !knows(row)) {
        slow(columns, row, facts, registers, out);
        continue;
      }
      bool const eligible = result[i] != 0;
      out.verdicts[row] = eligible ? Verdict::eligible : Verdict::ineligible;
      out.least[row] = out.most[row] =
          eligible && amount != nullptr ? cents(amount[i], program_->amount->scale) : 0;
    }
  }
}

}  // namespace pacte::rule
