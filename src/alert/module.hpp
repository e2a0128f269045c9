// The room of alerts, for app/.
#pragma once

#include "alert/operations/send_alerts.hpp"
#include "identity/personal_data.hpp"
#include "module/module.hpp"

namespace pacte::alert {

/// Its tables and views. Pages and jobs want a mail account besides: the two functions below.
Module alert_module();

void add_routes(web::Router& router, Services const& services, mail::Account const& account);

/// `alert.letter` hands one letter to the mail server; `alert.send` makes those of the day, every
/// morning while there is an alert; `alert.purge` erases those that nobody confirmed.
std::map<std::string, store::JobHandler> jobs(Services const& services,
                                              mail::Account const& account);

/// The alerts of an account, for the person's own data.
identity::PersonalData saved_alerts();

/// The day's letters, now: what the command line asks for.
Result<SentAlerts> send_now(store::Database& database, mail::Account const& account);

}  // namespace pacte::alert
