#include "aid/operations/begin_scheme.hpp"

#include "aid/fields.hpp"
#include "base/text.hpp"
#include "identity/context.hpp"
#include "source/store.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t longest_slug = 80;

// Of the Region's own, beside those of the corpus: "region/aide-au-velo", "region/aide-au-velo-2".
std::string free_identifier(store::Session& session, std::string const& label) {
  auto const base = "region/" + slug(label).substr(0, longest_slug);
  auto id = base;
  for (int i = 2; scheme(session, id) || source::summary(session, id); ++i)
    id = fmt::format("{}-{}", base, i);
  return id;
}

Result<SchemeVersion> next_version(store::Session& session, BeginScheme const& input) {
  auto const known = scheme(session, input.scheme);
  if (!known) return fail(ProblemKind::not_found, "Ce dispositif n’existe pas.");
  auto const from = scheme_version(session, input.scheme, input.from);
  if (!from) return fail(ProblemKind::not_found, "Ce dispositif n’a pas cette version.");
  if (open_version(session, input.scheme)) {
    return fail(ProblemKind::conflict,
                "Une version de ce dispositif est déjà en cours d’écriture : reprenez-la.");
  }
  return SchemeVersion{.scheme = input.scheme, .number = known->last + 1, .content = from->content};
}

Result<SchemeVersion> first_version(store::Session& session, BeginScheme const& input) {
  std::string const label{trim(input.label)};
  SchemeContent const content{.label = label};
  if (slug(label).empty() || length(label) > scheme_field("label")->longest) {
    return fail(ProblemKind::invalid, "Le dispositif n’a pas été créé.",
                {{"label", "Donnez-lui un nom, de 300 caractères au plus."}});
  }
  return SchemeVersion{.scheme = free_identifier(session, label), .number = 1, .content = content};
}

}  // namespace

Result<SchemeVersion> begin_scheme(store::Database& database, Instant now,
                                   web::Principal const& actor, BeginScheme const& input) {
  auto const officer = identity::holder_of(edit_schemes, actor);
  if (!officer) return std::unexpected(officer.error());
  auto writing = database.write();
  store::Journal journal{writing, now};
  auto made = input.scheme.empty() ? first_version(writing, input) : next_version(writing, input);
  if (!made) return made;
  made->author = officer->value;
  made->writers = {officer->value};
  made->created_at = to_iso(now);
  made->changed_at = made->created_at;
  if (!insert_version(writing, *made)) return fail(ProblemKind::conflict, changed_meanwhile);
  journal.append({officer->value,
                  "begin_scheme",
                  "scheme",
                  made->scheme,
                  {{"version", made->number}, {"from", input.from}}});
  writing.commit();
  return made;
}

}  // namespace pacte::aid
