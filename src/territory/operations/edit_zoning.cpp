#include "territory/operations/edit_zoning.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "identity/context.hpp"
#include "store/journal.hpp"
#include "territory/contour_store.hpp"

namespace pacte::territory {
namespace {

constexpr std::size_t longest_text = 2'000;

std::vector<Member> added_members(store::Session& session, std::string const& lines,
                                  std::vector<FieldError>& faults) {
  std::vector<Member> added;
  if (trim(lines).empty()) return added;
  auto const territories = all_territories(session);
  auto const former = former_communes(session);
  CodeReader const codes{territories, former};
  std::size_t number = 0;
  for (auto const line : split(lines, '\n')) {
    ++number;
    if (trim(line).empty()) continue;
    auto member = parse_member(trim(line), codes);
    if (member) {
      added.push_back(std::move(*member));
    } else {
      faults.push_back({"added", fmt::format("Ligne {} : {}.", number, member.error())});
    }
  }
  return added;
}

void refuse_twice(std::span<Member const> kept, std::span<Member const> added,
                  std::vector<FieldError>& faults) {
  std::set<std::string> known;
  for (auto const& member : kept)
    known.insert(identity(member));
  for (auto const& member : added) {
    if (!known.insert(identity(member)).second)
      faults.push_back({"added", fmt::format("« {} » y est déjà.", member.label)});
  }
}

Result<PlannedZoning> plan(store::Session& session, EditZoning const& input) {
  auto const versions = zoning_versions(session, input.zoning);
  auto const base = std::ranges::find(versions, input.base, &ZoningVersion::number);
  if (base == versions.end()) return fail(ProblemKind::not_found, "Ce zonage n’existe pas.");
  if (input.revision != revision_of(versions)) {
    return fail(ProblemKind::conflict,
                "Une autre version de ce zonage a été faite entre-temps : relisez-la, puis "
                "recommencez.");
  }
  auto faults = day_faults(input.from, input.until);
  auto const before = zoning_members(session, input.zoning, base->number);
  PlannedZoning planned;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!input.removed.contains(static_cast<std::int64_t>(i))) planned.members.push_back(before[i]);
  }
  auto added = added_members(session, input.added, faults);
  refuse_twice(planned.members, added, faults);
  std::ranges::move(added, std::back_inserter(planned.members));
  if (length(input.definition) > longest_text)
    faults.push_back({"definition", fmt::format("{} caractères au plus.", longest_text)});
  if (planned.members.empty() && faults.empty())
    faults.push_back({"", "Il ne resterait aucun membre : donnez plutôt une fin à la version."});
  planned.version = {.number = next_number(versions),
                     .from = input.from,
                     .until = input.until,
                     .definition = std::string{trim(input.definition)},
                     .source = read_source(session, input.source),
                     .origin = ZoningOrigin::editor,
                     .digest = digest_of(planned.members)};
  planned.difference = difference(before, planned.members);
  auto const& made = planned.version;
  if (faults.empty() && planned.difference.none() && made.from == base->from &&
      made.until == base->until && made.definition == base->definition &&
      made.source == base->source) {
    faults.push_back({"", "Rien ne change : ajoutez ou retirez un membre, ou changez une date."});
  }
  if (faults.empty()) return planned;
  return fail(ProblemKind::invalid, "La version n’a pas été faite.", std::move(faults));
}

}  // namespace

Result<PlannedZoning> preview_zoning(store::Database& database, web::Principal const& actor,
                                     EditZoning const& input) {
  auto const editor = identity::holder_of(edit_zonings, actor);
  if (!editor) return std::unexpected(editor.error());
  auto reading = database.read();
  return plan(reading, input);
}

Result<PlannedZoning> edit_zoning(store::Database& database, Instant now,
                                  web::Principal const& actor, EditZoning const& input) {
  auto const editor = identity::holder_of(edit_zonings, actor);
  if (!editor) return std::unexpected(editor.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto planned = plan(writing, input);
  if (!planned) return planned;
  planned->version.made_at = to_iso(now);
  put_version(writing, input.zoning, planned->version, planned->members);
  Json payload{{"version", planned->version.number},
               {"base", input.base},
               {"from", planned->version.from},
               {"until", planned->version.until},
               {"reason", input.reason}};
  payload.update(difference_json(planned->difference));
  journal.append({editor->value, "edit_zoning", "zoning", input.zoning, std::move(payload)});
  writing.commit();
  return planned;
}

}  // namespace pacte::territory
