// One scheme over many applicants, column by column: an instruction goes through a block of rows
// before the next one begins, without allocation and without looking at the program again.
//
// Rows of which every fact is known go through plain whole numbers; the others through `run`, with
// ranges. Both give the same.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "rule/evaluate.hpp"

namespace pacte::rule {

/// The values of one fact, one for each row, as Vocabulary says them (cents, days, one bit for a
/// choice), within the bounds of the fact. Where `known` is zero the row does not know it, and the
/// value is not read as such but must be within the bounds too; null: all are known.
struct Column {
  std::int64_t const* values = nullptr;  // null: no row knows this fact
  std::uint8_t const* known = nullptr;
};

/// For each row; `least` and `most` are cents, zero when there is no amount.
struct BatchOutcome {
  std::vector<Verdict> verdicts;
  std::vector<std::int64_t> least;
  std::vector<std::int64_t> most;
};

class Batch {
 public:
  /// Nothing when the program reads lists, texts or places: those are evaluated one by one. Both
  /// must outlive the batch.
  static std::optional<Batch> make(Program const& program, Vocabulary const& vocabulary);

  /// `columns` are as many as the facts of the vocabulary.
  void run(std::span<Column const> columns, std::size_t rows, std::int64_t today,
           BatchOutcome& out) const;

 private:
  static constexpr std::size_t block = 256;

  /// An instruction whose inputs and output are buffers of a block of rows.
  struct Step {
    Code code = Code::constant;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    std::uint32_t out = 0;
    std::int64_t k = 0;
    std::optional<std::int64_t> fixed_a{};  // the same for all rows
    std::optional<std::int64_t> fixed_b{};
  };
  class Machine;

  Batch(Program const& program, Vocabulary const& vocabulary)
      : program_{&program}, vocabulary_{&vocabulary} {}
  void plan();
  [[nodiscard]] std::vector<std::optional<std::size_t>> last_readers() const;
  [[nodiscard]] std::vector<bool> filled_constants(
      std::vector<std::optional<std::size_t>> const& last) const;
  void slow(std::span<Column const> columns, std::size_t row, Facts& facts,
            std::vector<Range>& registers, BatchOutcome& out) const;

  Program const* program_;
  Vocabulary const* vocabulary_;
  std::vector<Step> steps_;
  std::uint32_t buffers_ = 0;
  std::uint32_t result_ = 0;
  std::optional<std::uint32_t> amount_;
};

}  // namespace pacte::rule
