#include "territory/operations/review_zoning_name.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "identity/context.hpp"
#include "store/journal.hpp"
#include "territory/contour_store.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest_reason = 500;
constexpr std::size_t longest_name = 200;

Result<Member> member_of(store::Session& session, ReviewZoningName const& input) {
  auto const territories = all_territories(session);
  auto const former = former_communes(session);
  auto const read = CodeReader{territories, former}.read(input.territory);
  auto const extent = member_extent_named(input.extent);
  std::vector<FieldError> faults;
  if (!read) faults.push_back({"territory", fmt::format("Territoire : {}.", read.error())});
  if (!extent)
    faults.push_back({"extent", "Dites si le nom désigne tout le territoire, ou une partie."});
  if (!faults.empty()) return fail(ProblemKind::invalid, "Rien n’a été décidé.", std::move(faults));
  return Member{.label = input.label, .extent = *extent, .places = {{read->territory->key}}};
}

// The zoning with the member added, as a new version of the one in force.
Result<std::int64_t> accept(store::Session& session, Instant now, ReviewZoningName const& input,
                            Member member) {
  auto const zoning_name = std::string{trim(input.zoning_name)};
  if (!zoning(session, input.zoning)) {
    if (zoning_name.empty() || length(zoning_name) > longest_name) {
      return fail(ProblemKind::invalid, "Rien n’a été décidé.",
                  {{"zoning_name", "Ce zonage n’existe pas encore : donnez-lui un nom."}});
    }
    put_zoning(session, {input.zoning, zoning_name});
  }
  auto const versions = zoning_versions(session, input.zoning);
  auto const* base = in_force(versions, iso_day(now));
  if (base == nullptr) base = in_force(versions, {});
  auto version = base == nullptr ? ZoningVersion{} : *base;
  auto members =
      base == nullptr ? std::vector<Member>{} : zoning_members(session, input.zoning, base->number);
  if (std::ranges::find(members, identity(member), identity) != members.end()) {
    return fail(ProblemKind::invalid, "Rien n’a été décidé.",
                {{"territory", "Ce territoire est déjà dans le zonage sous ce nom."}});
  }
  members.push_back(std::move(member));
  version.number = next_number(versions);
  version.origin = ZoningOrigin::editor;
  version.digest = digest_of(members);
  version.made_at = to_iso(now);
  put_version(session, input.zoning, version, members);
  return version.number;
}

Result<void> check_decision(std::optional<ReviewedName> const& listed,
                            ReviewZoningName const& input) {
  if (!listed) return fail(ProblemKind::not_found, "Ce nom n’est plus dans la liste à vérifier.");
  auto const stands = listed->decision ? listed->decision->decision : std::string{};
  if (stands == "accepted")
    return fail(ProblemKind::conflict, "Ce nom est déjà accepté : modifiez plutôt le zonage.");
  if (stands != input.seen)
    return fail(ProblemKind::conflict, "Quelqu’un a décidé de ce nom entre-temps : relisez-le.");
  if (input.decision != "accepted" && input.decision != "set_aside") {
    return fail(ProblemKind::invalid, "Rien n’a été décidé.",
                {{"decision", "Acceptez un territoire, ou écartez le nom."}});
  }
  if (length(input.reason) > longest_reason ||
      (input.decision == "set_aside" && trim(input.reason).empty())) {
    return fail(
        ProblemKind::invalid, "Rien n’a été décidé.",
        {{"reason", fmt::format("Dites pourquoi, en {} caractères au plus.", longest_reason)}});
  }
  return {};
}

}  // namespace

Result<ReviewedZoningName> review_zoning_name(store::Database& database, Instant now,
                                              web::Principal const& actor,
                                              ReviewZoningName const& input) {
  auto const editor = identity::holder_of(edit_zonings, actor);
  if (!editor) return std::unexpected(editor.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto const checked = check_decision(unmatched(writing, input.zoning, input.label), input);
  if (!checked) return std::unexpected(checked.error());
  NameDecision decision{.decision = input.decision,
                        .reason = std::string{trim(input.reason)},
                        .territory = {},
                        .decided_at = to_iso(now)};
  ReviewedZoningName made;
  if (input.decision == "accepted") {
    auto member = member_of(writing, input);
    if (!member) return std::unexpected(member.error());
    decision.territory = to_text(member->places.front().key);
    auto const version = accept(writing, now, input, std::move(*member));
    if (!version) return std::unexpected(version.error());
    made.version = *version;
  }
  put_decision(writing, input.zoning, input.label, decision);
  journal.append({editor->value,
                  "review_zoning_name",
                  "zoning",
                  input.zoning,
                  {{"label", input.label},
                   {"decision", decision.decision},
                   {"territory", decision.territory},
                   {"reason", decision.reason},
                   {"version", made.version ? Json(*made.version) : Json{}}}});
  writing.commit();
  return made;
}

}  // namespace pacte::territory
