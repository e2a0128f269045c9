#include "simulation/coverage.hpp"

#include <algorithm>
#include <array>

#include "aid/record.hpp"
#include "base/text.hpp"
#include "source/catalogue_store.hpp"
#include "web/page.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;

// The kinds of beneficiary of the catalogue, by the answers to "demandeur.statut".
struct Applicant {
  std::string_view answer;
  std::string_view kind;
};
constexpr std::array applicants{
    Applicant{"entreprise", "enterprise"},  Applicant{"association", "association"},
    Applicant{"exploitation", "farm"},      Applicant{"personne", "person"},
    Applicant{"etablissement", "research"}, Applicant{"commune", "local_authority"},
};

std::string catalogue_url(Sitting const& sitting, Locale locale) {
  auto url = web::localized(locale, "/dispositifs");
  auto const& facts = sitting.answers.facts;
  auto const status = text_or_empty(facts, "demandeur.statut");
  auto const found = std::ranges::find(applicants, status, &Applicant::answer);
  if (found != applicants.end()) url += fmt::format("?beneficiary_kind={}", found->kind);
  return url;
}

}  // namespace

void fill_coverage(web::View& view, store::Session& session, Sitting const& sitting,
                   Locale locale) {
  auto const written = static_cast<std::int64_t>(sitting.book->entries().size());
  if (written == 0) return;
  auto const all = source::catalogue_count(session, aid::instrument_kind(), {});
  auto const sentence =
      web::trn(locale, "{} aide a ses règles écrites ici, sur {} au catalogue.",
               "{} aides ont leurs règles écrites ici, sur {} au catalogue.", written);
  view.section("COVERAGE")
      .set("TEXT", fmt::format(fmt::runtime(sentence), written, grouped(all, web::digits(locale))))
      .set("URL", catalogue_url(sitting, locale));
}

}  // namespace pacte::simulation
