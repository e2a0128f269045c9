#include "alert/operations/confirm_alert.hpp"

#include "alert/criteria.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "store/journal.hpp"

namespace pacte::alert {

Result<Alert> confirm_alert(Context const& context, std::string const& token) {
  auto const now = context.clock();
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  auto alert = alert_by_token(writing, sha256_hex(token), TokenUse::confirm);
  if (!alert || (!alert->confirmed_at && alert->created_at <= now - confirm_within)) {
    return fail(ProblemKind::not_found,
                "Ce lien ne mène à aucune alerte : il est incomplet, ou il a plus de deux jours.");
  }
  if (!confirm(writing, alert->id, now)) return *std::move(alert);
  alert->confirmed_at = now;
  for (auto const& call : find(writing, alert->about, alert->query, now).calls) {
    for (auto const& event : call_events(call, now, now)) {
      // A closing within the week is news whenever the alert began.
      if (!event.name.starts_with("closing")) insert_told(writing, alert->id, event, "");
    }
  }
  ask_for_next_run(writing, now);
  journal.append({alert->person.value_or("visitor"),
                  "confirm_alert",
                  "alert",
                  alert->id,
                  {{"about", about_name(alert->about)}}});
  writing.commit();
  return *std::move(alert);
}

}  // namespace pacte::alert
