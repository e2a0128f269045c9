// What the catalogue of schemes filters by, and the ambitions of the Green Pact: both come from
// plans.
#pragma once

#include "aid/store.hpp"

namespace pacte::aid {

/// Kinds of beneficiaries, forms, the plans of the lines served, and the territories that a scheme
/// is limited to: those are asked for by what holds a commune (`schemes_open_to`).
inline constexpr auto facet_fields = {"beneficiary_kind", "form", "plan"};
std::vector<Facet> facets_of(store::Session& session, SchemeContent const& content);

/// The plan that holds the ambitions in the corpus of the demonstration.
inline constexpr auto green_pact_plan = "pacte-vert-2020/plan";
/// Its ten plans and five levers, in their order: the lines under its axes. Empty when the corpus
/// does not have it.
std::vector<Ambition> green_pact_ambitions(store::Session& session);

}  // namespace pacte::aid
