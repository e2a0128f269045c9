// A scheme ready to be evaluated: a flat list of instructions, each of which makes one value, and
// the tree that explains them.
//
// A value is a range [least, most] of whole numbers, known when both are equal: an unknown truth is
// [0, 1], an amount that depends on what is not known yet runs from the least to the most that it
// can be. Every instruction keeps within the ranges that its inputs allow, so that knowing more
// never contradicts what was certain. A choice is the set of what it may still be (both ends
// equal); a set of choices is what it surely holds (least) and what it may hold (most).
//
// No instruction can overflow: `Program::statics` bounds each, from the bounds of the facts, and a
// program with a value beyond 2^62 is refused when it is compiled.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rule/syntax.hpp"
#include "rule/vocabulary.hpp"

namespace pacte::rule {

struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool operator==(Range const&) const = default;
};

/// What a place may be once somebody has passed its question: still anything, but what is asked
/// where a place cannot tell counts from then on.
inline constexpr Range untold_place{-1, std::numeric_limits<std::int32_t>::max()};

/// Is this value certain? A choice is when one bit is left.
inline bool certain(Kind kind, Range range) {
  if (kind == Kind::choice) return (range.most & (range.most - 1)) == 0;
  return range.least == range.most;
}

enum class Code : std::uint8_t {
  constant,          // k
  fact,              // a: the fact
  item,              // a: position of the field in the item
  today,             //
  both,              // a and b
  either,            // a or b
  no,                // not a
  less,              // a < b
  at_most,           // a <= b
  equal,             // a = b, numbers, dates, truths
  subset,            // the choice a is within the bits k
  holds,             // the set a holds the choice b
  meets,             // the set a and the bits k have a choice in common
  equal_set,         // a = b, sets of choices
  equal_choice,      // a = b, choices
  equal_text,        // the text a is texts[k]
  same_text,         // a = b, texts of facts
  plus,              // a + b
  minus,             // a - b
  scaled,            // a × k
  product,           // a × b
  minimum,           // of a and b
  maximum,           //
  choose,            // if c then a else b
  choose_choice,     // the same for choices
  choose_choices,    // the same for sets
  months,            // whole months from a to b
  shift,             // the date a, b months later
  year,              // of the date a
  round_down,        // to a multiple of k
  round_up,          //
  round_nearest,     // half away from zero
  size,              // number of choices in the set a
  zoning,            // the place a is in zonings[k]; b: what to ask for when the zoning cannot tell
  zoning_alone,      // the same, without b
  population,        // inhabitants of the place a; b: what to ask for when nobody can tell
  population_alone,  // the same, without b
  sum,               // over the list c: of a when b; the k instructions that follow are its body
  count,             // items of the list c for which b
  every,             // b holds for all items of the list c
  some,              // for one at least
};

struct Instruction {
  Code code = Code::constant;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::int64_t k = 0;
};

/// A part of an expression, and the register that holds its value.
struct Node {
  Operator op = Operator::truth;
  std::uint32_t slot = 0;
  Type type;
  std::int64_t scale = 1;
  Place place;
  std::string text;                  // as written
  std::vector<std::uint32_t> parts;  // other nodes
  int fact = -1;                     // op name: a fact
  int line = -1;                     // op name: another line
  int scheme = -1;                   // the result or the aid of this one of Program::others
  bool constant = false;
};

struct ConflictingValue {
  std::string value;  // as written
  std::vector<Citation> sources;
};

/// A named line of the scheme, or of another one that it refers to, with what explains it.
struct ProgramLine {
  int scheme = -1;  // in Program::others; -1: a line of this scheme
  LineKind kind = LineKind::condition;
  std::string name;
  Bilingual label;
  std::vector<Citation> sources;
  std::string note;
  bool to_be_set = false;
  std::vector<ConflictingValue> conflicts;
  Place place;
  std::uint32_t node = 0;             // its value
  std::optional<std::uint32_t> when;  // node of a step's own condition
  std::uint32_t aid = 0;              // of a step: the register of the aid (or the rate) after it
  std::int64_t aid_scale = 1;
  bool has_aid = false;
  bool used = false;
};

/// An amount, in euros × scale.
struct AmountSlot {
  std::uint32_t slot = 0;
  std::int64_t scale = 100;
};

/// A scheme that this one asks about: its conditions (and its aid) are part of this program.
struct OtherScheme {
  std::string name;
  Bilingual title;
  std::string record;
  std::uint32_t result = 0;  // register
};

/// What running and explaining a program go through, small and close together: thousands of
/// programs are gone through for one applicant, and their texts are not needed until they are read.
struct Links {
  /// A node, without its texts.
  struct Part {
    std::uint32_t slot = 0;
    std::uint32_t first = 0;  // of its parts, in `inner`
    std::uint32_t count = 0;
    std::int32_t fact = -1;  // what to ask for: the list, for a field of its items
    std::int32_t line = -1;
    Operator op = Operator::truth;
    Kind kind = Kind::truth;
  };
  struct Line {
    std::uint32_t node = 0;
    std::uint32_t when = 0;  // the same as `node` when there is none
    LineKind kind = LineKind::condition;
    bool own = true;  // of this scheme
  };
  std::vector<Part> parts;           // parallel to Program::nodes
  std::vector<std::uint32_t> inner;  // nodes; a node has a greater number than its parts
  std::vector<Line> lines;  // parallel to Program::lines, in which a line follows its needs
  std::vector<std::uint32_t> order;  // of the lines, as written
  std::vector<Range> initial;        // registers before a run: constants are there
  std::vector<std::uint32_t> work;   // the instructions to run; those in aggregates are not here
};

struct Program {
  std::string name;
  Bilingual title;
  std::string record;
  std::vector<Citation> sources;
  std::string note;
  std::vector<Instruction> code;
  std::vector<Range> statics;
  std::vector<Node> nodes;
  std::vector<ProgramLine> lines;
  std::uint32_t result = 0;          // register: all conditions hold
  std::optional<AmountSlot> amount;  // the aid when they do
  std::vector<int> facts;            // that it reads, in the order of the vocabulary
  std::vector<OtherScheme> others;
  std::vector<std::string> zonings;
  std::vector<std::string> texts;
  Links links;

  /// The parts of a node that explain it: none of the name of a line, explained by itself, nor of
  /// an aggregate, that each item gives another value.
  [[nodiscard]] std::span<std::uint32_t const> parts_of(std::uint32_t node) const {
    auto const& part = links.parts[node];
    return std::span{links.inner}.subspan(part.first, part.count);
  }
};

}  // namespace pacte::rule
