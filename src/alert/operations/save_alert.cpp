#include "alert/operations/save_alert.hpp"

#include "alert/criteria.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "identity/attempts.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"

namespace pacte::alert {
namespace {

constexpr std::chrono::hours an_hour{1};
// Within an hour: a stranger could have our letters fill somebody's mailbox.
constexpr identity::AttemptKind asking{
    .name = "alert-",
    .on_account = {.free = 5, .first_wait = an_hour, .longest_wait = an_hour},
    .from_remote = {.free = 20, .first_wait = an_hour, .longest_wait = an_hour},
    .refusal =
        "Trop de demandes d’alertes pour cette adresse ou depuis ce réseau. Recommencez "
        "dans une heure."};

Result<void> count(Context const& context, SaveAlert const& input, Instant now) {
  auto writing = context.database.write();
  if (auto counted = identity::record_attempt(writing, asking, input.email, input.remote, now);
      !counted)
    return counted;
  writing.commit();
  return {};
}

}  // namespace

Result<void> save_alert(Context const& context, web::Principal const& actor,
                        SaveAlert const& input) {
  if (!context.sender.configured())
    return fail(ProblemKind::unavailable, "Ce site n’envoie pas de courriel.");
  constexpr auto refused = "L’alerte n’a pas été gardée.";
  if (auto fault = mail::address_fault(trim(input.email)))
    return fail(ProblemKind::invalid, refused, {{"email", *std::move(fault)}});
  auto query = kept_query(input.about, input.parameters);
  if (!query)
    return fail(ProblemKind::invalid, refused, {{"query", "Un des critères n’est pas lisible."}});
  constexpr std::size_t id_bytes = 12;
  auto const now = context.clock();
  if (auto const counted = count(context, input, now); !counted) return counted;

  Alert alert{.id = random_hex(id_bytes),
              .email = std::string{trim(input.email)},
              .person = actor.person,
              .about = input.about,
              .query = *std::move(query),
              .locale = std::string{web::tag(input.locale)},
              .created_at = now};
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto const former = same_alert(writing, alert);
  if (former) {
    alert.id = former->id;
  } else if (alerts_of_address(writing, alert.email) >= std::int64_t{most_alerts_of_an_address}) {
    return fail(ProblemKind::conflict,
                "Cette adresse a déjà dix alertes : arrêtez-en une par le lien de ses courriels.");
  } else {
    insert_alert(writing, alert);
    store::enqueue(writing, purge_job, Json::object(), now + confirm_within, purge_job);
    journal.append({actor.person.value_or("visitor"),
                    "save_alert",
                    "alert",
                    alert.id,
                    {{"about", about_name(alert.about)}}});
  }
  Letter const letter{random_hex(id_bytes), alert.id, LetterKind::confirm};
  insert_letter(writing, letter, now);
  post_letter(writing, letter.id, now);
  writing.commit();
  return {};
}

}  // namespace pacte::alert
