// One value that a program or a person gives, read within the bounds of its fact.
#pragma once

#include <expected>
#include <string>

#include "rule/evaluate.hpp"
#include "rule/facts.hpp"

namespace pacte::rule {

/// Who writes the values: a program gives names and dates as "2001-04-30"; a person answers a form
/// or fills a table, whose labels they know.
enum class Writer { program, person };

/// How to read facts.
struct Reading {
  Writer writer = Writer::program;
  Zonings const* places = nullptr;  // who knows which communes there are; null: nobody
};

/// A number that may be read in two ways, and what is said then.
inline constexpr char const* two_ways =
    "Ce nombre se lit de deux façons : écrivez 5 000 pour cinq mille, ou 5,00 pour cinq.";

inline constexpr char const* no_such_commune =
    "Aucune commune n’a ce code : donnez son code officiel (Insee), comme 31555, qui n’est pas son "
    "code postal.";

/// No decimals.
bool takes_whole_numbers(Fact const& fact);

class ValueReader {
 public:
  ValueReader(Facts& facts, Reading how) : facts_{facts}, how_{how} {}

  /// Of a fact that is no list; what is expected instead, in French.
  [[nodiscard]] std::expected<Range, std::string> read(Fact const& fact, Json const& given);

 private:
  using Value = std::expected<Range, std::string>;

  [[nodiscard]] Value number(Fact const& fact, Json const& given) const;
  [[nodiscard]] Value date(Fact const& fact, Json const& given) const;
  [[nodiscard]] std::expected<std::int64_t, std::string> bit(Fact const& fact,
                                                             Json const& given) const;
  [[nodiscard]] Value choice(Fact const& fact, Json const& given) const;
  [[nodiscard]] Value choices(Fact const& fact, Json const& given) const;
  [[nodiscard]] Value text(Fact const& fact, Json const& given);

  [[nodiscard]] std::string day_text(std::int64_t date) const;
  [[nodiscard]] std::string bounds_text(Fact const& fact) const;
  [[nodiscard]] std::string number_text(Fact const& fact) const;
  [[nodiscard]] std::string choices_text(Fact const& fact, std::string const& given) const;

  Facts& facts_;
  Reading how_;
};

}  // namespace pacte::rule
