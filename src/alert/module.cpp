#include "alert/module.hpp"

#include <spdlog/spdlog.h>

#include "alert/operations/deliver_letter.hpp"
#include "alert/pages.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "web/metrics.hpp"
#include "web/page.hpp"

namespace pacte::embedded {
std::vector<File> alert_migrations();
std::vector<File> alert_views();
}  // namespace pacte::embedded

namespace pacte::alert {
namespace {

// What the operations need, and what they refer to.
struct Held {
  mail::Sender sender;
  Context context;
  Held(store::Database& database, Clock clock, mail::Account const& account)
      : sender{account},
        context{database, std::move(clock), sender, web::site().origin, web::site().name} {}
};

std::shared_ptr<Context const> context_of(Services const& services, mail::Account const& account) {
  auto const held = std::make_shared<Held>(services.database, services.clock, account);
  return {held, &held->context};
}

constexpr std::string_view outcome_of(Delivered delivered) {
  switch (delivered) {
    case Delivered::sent: return "accepted";
    case Delivered::refused: return "refused";
    case Delivered::nothing: break;
  }
  return "withdrawn";
}

void run_letter(Context const& context, Json const& payload) {
  auto const done = deliver_letter(context, text_or_empty(payload, "letter"));
  web::count_outcome("pacte_mail_letters_total", "Letters of alerts, by what became of them.",
                     std::string{done ? outcome_of(*done) : "failed"});
  if (!done) throw std::runtime_error(done.error().detail);  // the queue tries again
}

void run_daily(Context const& context) {
  {
    // First of all, so that a day that fails does not take the next ones with it.
    auto writing = context.database.write();
    if (!confirmed_alerts(writing, "", 1).empty()) ask_for_next_run(writing, context.clock());
    writing.commit();
  }
  auto const sent = send_alerts(context, "system");
  if (!sent) return spdlog::warn("alerts: {}", sent.error().detail);
  spdlog::info("alerts: {} looked at, {} letters", sent->alerts, sent->letters);
}

void run_purge(Context const& context) {
  auto const now = context.clock();
  auto writing = context.database.write();
  if (auto const oldest = erase_unconfirmed(writing, now - confirm_within)) {
    store::enqueue(writing, purge_job, Json::object(), *oldest + confirm_within, purge_job);
  }
  writing.commit();
}

Json given_to(store::Session& session, std::string const& person) {
  Json all = Json::array();
  for (auto const& alert : alerts_of_person(session, person)) {
    all.push_back(
        {{"id", alert.id},
         {"email", alert.email},
         {"list", about_name(alert.about)},
         {"search", alert.query},
         {"created_at", to_iso(alert.created_at)},
         {"confirmed_at", alert.confirmed_at ? Json(to_iso(*alert.confirmed_at)) : Json{}}});
  }
  return all;
}

void erase_for(store::Session& session, std::string const& person) {
  for (auto const& alert : alerts_of_person(session, person))
    erase_alert(session, alert.id);
}

}  // namespace

Module alert_module() {
  return {.name = "alert",
          .migrations = embedded::alert_migrations(),
          .views = embedded::alert_views()};
}

void add_routes(web::Router& router, Services const& services, mail::Account const& account) {
  add_pages(router, context_of(services, account));
}

std::map<std::string, store::JobHandler> jobs(Services const& services,
                                              mail::Account const& account) {
  auto const context = context_of(services, account);
  return {{letter_job, [context](Json const& payload) { run_letter(*context, payload); }},
          {daily_job, [context](Json const&) { run_daily(*context); }},
          {purge_job, [context](Json const&) { run_purge(*context); }}};
}

identity::PersonalData saved_alerts() {
  return {.name = "alerts", .give = given_to, .erase = erase_for};
}

Result<SentAlerts> send_now(store::Database& database, mail::Account const& account) {
  Held const held{database, system_now, account};
  return send_alerts(held.context, "command-line");
}

}  // namespace pacte::alert
