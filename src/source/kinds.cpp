#include "source/kinds.hpp"

#include <algorithm>

namespace pacte::source {

std::array<KindInfo, 10> const& all_kinds() {
  using enum Kind;
  static constexpr std::array<KindInfo, 10> kinds{{
      {document, "document", "documents.jsonl", "source_document", "/documents", "documents",
       "document", "Document", "Documents"},
      {plan_node, "plan_node", "plans.jsonl", "plan_node", "/plans", "nodes", "plan_node",
       "Ligne de plan", "Plans et actions"},
      {plan_link, "plan_link", "links.jsonl", "plan_link", "/renvois", "links", "plan_link",
       "Renvoi", "Renvois"},
      {proposal, "proposal", "proposals.jsonl", "citizen_proposal", "/propositions", "proposals",
       "proposal", "Proposition citoyenne", "Propositions citoyennes"},
      {indicator, "indicator", "indicators.jsonl", "indicator", "/indicateurs", "indicators",
       "indicator", "Chiffre", "Chiffres"},
      {instrument, "instrument", "instruments.jsonl", "instrument", "/dispositifs", "instruments",
       "instrument", "Dispositif", "Dispositifs"},
      {body, "body", "bodies.jsonl", "body", "/instances", "bodies", "body", "Instance",
       "Instances"},
      {platform, "platform", "platforms.jsonl", "platform", "/plateformes", "platforms", "platform",
       "Plateforme", "Plateformes"},
      {process, "process", "processes.jsonl", "process", "/processus", "processes", "process",
       "Processus", "Processus"},
      {territory, "territory", "territories.jsonl", "named_territory", "/territoires",
       "named-territories", "territory", "Territoire cité", "Territoires cités"},
  }};
  return kinds;
}

KindInfo const& info(Kind kind) {
  return all_kinds()[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kind_named(std::string_view name) {
  auto const& kinds = all_kinds();
  auto const* const found = std::ranges::find(kinds, name, &KindInfo::name);
  return found == kinds.end() ? std::nullopt : std::optional{found->kind};
}

std::string page_path(Kind kind, std::string_view id) {
  return std::string{info(kind).page} + "/" + std::string{id};
}

std::string api_path(Kind kind, std::string_view id) {
  return "/api/v1/" + std::string{info(kind).collection} + "/" + std::string{id};
}

}  // namespace pacte::source
