#include "aid/facets.hpp"

#include <set>

#include "plan/store.hpp"

namespace pacte::aid {

std::vector<Facet> facets_of(store::Session& session, SchemeContent const& content) {
  std::vector<Facet> facets;
  for (auto const& kind : content.beneficiary_kinds.values)
    facets.emplace_back("beneficiary_kind", kind);
  for (auto const& form : content.forms.values)
    facets.emplace_back("form", form);
  for (auto const& place : content.places)
    facets.emplace_back("territory", place);
  std::vector<std::string> lines;
  for (auto const* notes : {&content.plans, &content.ambitions}) {
    for (auto const& note : *notes)
      lines.push_back(note.about);
  }
  std::set<std::string> plans;
  for (auto const& node : plan::nodes(session, lines))
    plans.insert(node.plan);
  for (auto const& plan : plans)
    facets.emplace_back("plan", plan);
  return facets;
}

std::vector<Ambition> green_pact_ambitions(store::Session& session) {
  std::vector<Ambition> ambitions;
  auto const axes = plan::children(session, green_pact_plan);
  for (auto const& axis : axes) {
    for (auto const& line : plan::children(session, axis.id)) {
      if (line.level == "plan" || line.level == "lever")
        ambitions.push_back({line.id, line.code, line.label});
    }
  }
  return ambitions;
}

}  // namespace pacte::aid
