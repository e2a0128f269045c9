// Amounts, rates and forms of aid that a French sentence states beyond doubt. Pure.
//
// A sentence is read as a whole or not at all: "plafond 10 M€ par projet" is a ceiling, "plafond
// 10 M€ pour les grandes entreprises" is one under a condition and gives nothing, nor does "10 M€",
// which says of what it is the amount nowhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aid/model.hpp"

namespace pacte::aid {

/// A value and the sentence that states it.
template <class Value> struct Stated {
  Value value;
  std::string sentence;
};

struct AmountReading {
  std::optional<Stated<Euros>> floor{};
  std::optional<Stated<Euros>> ceiling{};
  std::optional<Stated<Euros>> envelope{};
  std::optional<Stated<BasisPoints>> rate{};
  std::vector<Stated<std::string>> forms{};  // each once: "grant", "loan"
};

/// What the sentences state. Two that disagree on a value, or a floor above the ceiling: nothing.
AmountReading read_amounts(std::span<std::string const> sentences);

/// What the amounts of a scheme, and its nature as printed, state.
AmountReading reading_of(SchemeContent const& content);

}  // namespace pacte::aid
