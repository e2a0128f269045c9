// What need not be asked: answers that the incoherences of the vocabulary leave no choice of.
#pragma once

#include "rule/facts.hpp"
#include "rule/program.hpp"

namespace pacte::rule {

/// Narrows each fact that is not known, yes or no or one of a list, to the answers that contradict
/// nothing that is. A coherent answer given later lies within, so that what is certain stays so.
/// The facts must be coherent (`check_coherence`).
Facts deduced(Facts facts, std::vector<Program> const& incoherences);

}  // namespace pacte::rule
