// Values as people read them, in French.
#pragma once

#include <optional>
#include <string>

#include "rule/facts.hpp"

namespace pacte::rule {

/// « 12 salariés », « 10 000 € », « 50 % », « 2026-01-31 ».
std::string show(Fact const& fact, std::int64_t raw);

/// A value of a node: « oui », « inconnu », « de 0 € à 10 000 € », « tpe ou pme », « 18 ans ».
std::string show(Type const& type, std::int64_t scale, Range range, Facts const& facts);

/// A duration of whole years, as one says of ages: 216 months are 18.
std::optional<std::int64_t> whole_years(Unit const& unit, std::int64_t scale, std::int64_t raw);

/// A plain number in per cent: « 50 % », « de 30 % à 50 % ».
std::string show_share(std::int64_t scale, Range range);

/// Is the value of this node a share, that people read in per cent? A percentage written as such or
/// answered, and what adds, chooses or multiplies shares; the rate, its bonuses and modulations.
bool is_share(Program const& program, Vocabulary const& vocabulary, std::uint32_t node);

/// Is what a step leaves still a rate, and not yet money?
bool is_share_after(Program const& program, ProgramLine const& line);

/// Cents as « 10 000 € », « 12,50 € ».
std::string show_cents(std::int64_t cents);

}  // namespace pacte::rule
