// What is wrong with a program that compiles: conditions that nothing can meet, or that everything
// does; conditions that contradict each other, or what the vocabulary declares incoherent; lines
// without a source; no test.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "rule/program.hpp"

namespace pacte::rule {

/// The warning of a scheme without a test case.
inline constexpr char const* without_cases = "Ce dispositif n’a pas d’essai.";

/// Of the incoherences of a vocabulary, those that hold on any day; empty programs, which nobody
/// runs, in the place of the others.
std::vector<Program> undated(std::vector<Program> incoherences);

/// `incoherences`: of the vocabulary, as `undated` leaves them; parallel to
/// Vocabulary::incoherences.
void check(Sheet const& sheet, Program const& program, Vocabulary const& vocabulary,
           std::vector<Program> const& incoherences, Faults& faults);

/// All that a scheme cites: itself, its lines, the other values of its parameters.
std::vector<Citation> citations_of(Sheet const& sheet);

/// Warns of the zonings that are not among the keys known.
void check_zonings(Program const& program, std::span<std::string const> known, Faults& faults);

}  // namespace pacte::rule
