#include "alert/operations/send_alerts.hpp"

#include <map>

#include <spdlog/spdlog.h>

#include "alert/criteria.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "store/journal.hpp"

namespace pacte::alert {
namespace {

std::vector<Event> events_for(store::Session& session, Alert const& alert, Instant now) {
  auto const since = alert.confirmed_at.value_or(now);
  auto const found = find(session, alert.about, alert.query, since);
  std::vector<Event> events;
  for (auto const& call : found.calls) {
    auto of_call = call_events(call, now, since);
    events.insert(events.end(), of_call.begin(), of_call.end());
  }
  for (auto const& line : found.schemes)
    events.push_back({line.id, fmt::format("version:{}", line.number)});
  return untold(std::move(events), told_by(session, alert.id));
}

// Whether there was something to tell.
bool write_letter(Context const& context, Alert const& alert, Instant now) {
  auto const events = [&] {
    auto reading = context.database.read();
    return events_for(reading, alert, now);
  }();
  if (events.empty()) return false;
  constexpr std::size_t id_bytes = 12;
  Letter const letter{random_hex(id_bytes), alert.id, LetterKind::news};
  auto writing = context.database.write();
  if (!hold(writing, alert.id)) return false;
  bool any = false;
  for (auto const& event : events)
    any = insert_told(writing, alert.id, event, letter.id) || any;
  if (!any) return false;  // another run told it meanwhile
  insert_letter(writing, letter, now);
  post_letter(writing, letter.id, now);
  writing.commit();
  return true;
}

// Those that the queue gave up, after a mail server that was away for hours.
void ask_again(Context const& context, Instant now) {
  constexpr std::chrono::hours given_up{12};
  auto writing = context.database.write();
  for (auto const& letter : letters_made_before(writing, now - given_up))
    post_letter(writing, letter, now);
  writing.commit();
}

void note(Context const& context, std::string const& actor, SentAlerts const& sent, Instant now) {
  if (sent.letters == 0) return;
  auto writing = context.database.write();
  store::Journal journal{writing, now};
  journal.append({actor, "send_alerts", "alert", "all", {{"letters", sent.letters}}});
  writing.commit();
}

}  // namespace

Result<SentAlerts> send_alerts(Context const& context, std::string const& actor) {
  if (!context.sender.configured())
    return fail(ProblemKind::unavailable, "Aucun serveur de courriel n’est réglé.");
  constexpr std::size_t at_once = 200;
  auto const now = context.clock();
  SentAlerts sent;
  std::string after;
  for (bool more = true; more;) {
    auto const page = [&] {
      auto reading = context.database.read();
      return confirmed_alerts(reading, after, at_once);
    }();
    more = page.size() == at_once;
    for (auto const& alert : page) {
      after = alert.id;
      ++sent.alerts;
      try {
        sent.letters += write_letter(context, alert, now) ? 1 : 0;
      } catch (std::exception const& thrown) {
        // One alert that fails must not silence the others.
        ++sent.failures;
        spdlog::error("alert {}: {}", alert.id, thrown.what());
      }
    }
  }
  ask_again(context, now);
  note(context, actor, sent, now);
  return sent;
}

}  // namespace pacte::alert
