#include "aid/editing.hpp"

#include <algorithm>

#include "aid/design_gate.hpp"
#include "aid/facets.hpp"
#include "aid/rule_check.hpp"
#include "aid/scheme_places.hpp"
#include "source/schema.hpp"
#include "source/store.hpp"

namespace pacte::aid {
namespace {

void check_kind(store::Session& session, Notes const& notes, char const* field, source::Kind kind,
                std::string_view what, std::vector<FieldError>& faults) {
  std::vector<std::string> ids;
  for (auto const& note : notes)
    ids.push_back(note.about);
  auto const known = source::summaries(session, ids);
  for (auto const& id : ids) {
    auto const found = known.find(id);
    if (found == known.end() || found->second.kind != kind)
      faults.push_back({field, fmt::format("« {} » n’est pas l’identifiant {}.", id, what)});
  }
}

void check_lines(store::Session& session, Notes const& sources, std::vector<FieldError>& faults) {
  for (auto const& note : sources) {
    auto const document = source::document(session, note.about);
    if (!document) continue;  // already said to be none
    auto const cited = source::parse_lines(note.text);
    auto const held = source::parse_lines(document->lines);
    if (!cited) {
      faults.push_back(
          {"sources", fmt::format("« {} » : donnez les lignes ainsi : 12 ou 12-48.", note.about)});
    } else if (held && (cited->first < held->first || cited->last > held->last)) {
      faults.push_back(
          {"sources", fmt::format("« {} » va de la ligne {} à la ligne {} : {} n’y est pas.",
                                  note.about, held->first, held->last, note.text)});
    }
  }
}

}  // namespace

Result<SchemeVersion> version_as_read(store::Session& session, VersionRef const& read) {
  auto version = scheme_version(session, read.scheme, read.number);
  if (!version) return fail(ProblemKind::not_found, "Ce dispositif n’a pas cette version.");
  if (version->revision != read.revision) return fail(ProblemKind::conflict, changed_meanwhile);
  return *std::move(version);
}

Result<void> write_move(store::Session& session, SchemeVersion& version, Instant now) {
  version.changed_at = to_iso(now);
  if (!update_version(session, version)) return fail(ProblemKind::conflict, changed_meanwhile);
  ++version.revision;
  return {};
}

std::vector<FieldError> publication_gaps(store::Session& session, std::string const& scheme,
                                         SchemeContent const& content, Instant now) {
  auto gaps = design_gate(content, green_pact_ambitions(session));
  std::ranges::move(reference_faults(session, content), std::back_inserter(gaps));
  std::ranges::move(rule_gaps(session, scheme, content.rules, now), std::back_inserter(gaps));
  return gaps;
}

std::vector<FieldError> reference_faults(store::Session& session, SchemeContent const& content) {
  using source::Kind;
  std::vector<FieldError> faults;
  constexpr auto line = "d’une ligne de plan";
  check_kind(session, content.plans, "plans", Kind::plan_node, line, faults);
  check_kind(session, content.ambitions, "ambitions", Kind::plan_node, line, faults);
  check_kind(session, content.no_contradiction, "no_contradiction", Kind::plan_node, line, faults);
  check_kind(session, content.sources, "sources", Kind::document, "d’un document", faults);
  check_lines(session, content.sources, faults);
  auto const places = place_names(session, web::Locale::fr, content.places);
  for (auto const& place : content.places) {
    if (!places.contains(place)) {
      faults.push_back(
          {"places", fmt::format("« {} » n’est ni un territoire ni un zonage : écrivez la fin de "
                                 "l’adresse de sa page, comme commune/31555.",
                                 place)});
    }
  }
  return faults;
}

}  // namespace pacte::aid
