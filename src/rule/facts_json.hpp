// Facts as programs give them.
//
//   {"entreprise.effectif": 12,
//    "entreprise": {"siege": "31555"},
//    "demandeur.naissance": {"value": "2001-04-30", "proof": "carte d’identité"},
//    "projet.depenses": [{"montant": 5000, "nature": "conseil"}]}
//
// Money is in euros, percentages in percent, durations in the unit of the fact; numbers may be
// given as text ("1234,56"; not "5,000", that reads in two ways), truths as true and false. A fact
// that is null is not known.
#pragma once

#include "rule/fact_value.hpp"

namespace pacte::rule {

/// All faults at once: unknown facts with the nearest name, wrong types, values out of bounds, a
/// fact given twice. Each says in `field` which fact.
Result<Facts> read_facts(Json const& given, Vocabulary const& vocabulary, std::int64_t today,
                         Reading how = {});

/// The incoherences, by number, that hold for these facts.
std::vector<std::size_t> contradicted(Facts const& facts, std::vector<Program> const& incoherences);

/// Refuses facts that the vocabulary declares incoherent together.
Result<void> check_coherence(Facts const& facts, std::vector<Program> const& incoherences);

}  // namespace pacte::rule
