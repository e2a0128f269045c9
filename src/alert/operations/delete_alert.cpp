#include "alert/operations/delete_alert.hpp"

#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "store/journal.hpp"

namespace pacte::alert {

Result<Alert> delete_alert(Context const& context, std::string const& token) {
  auto writing = context.database.write();
  store::Journal journal{writing, context.clock()};
  auto alert = alert_by_token(writing, sha256_hex(token), TokenUse::stop);
  if (!alert || !erase_alert(writing, alert->id)) {
    return fail(ProblemKind::not_found,
                "Ce lien ne mène à aucune alerte : elle est déjà arrêtée, ou il est incomplet.");
  }
  journal.append({alert->person.value_or("visitor"),
                  "delete_alert",
                  "alert",
                  alert->id,
                  {{"about", about_name(alert->about)}, {"reason", "asked"}}});
  writing.commit();
  return *std::move(alert);
}

}  // namespace pacte::alert
