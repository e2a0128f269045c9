#include "alert/context.hpp"

#include "aid/paris_time.hpp"
#include "store/jobs.hpp"

namespace pacte::alert {

void post_letter(store::Session& session, std::string const& letter, Instant now) {
  store::enqueue(session, letter_job, {{"letter", letter}}, now,
                 fmt::format("{}:{}", letter_job, letter));
}

void ask_for_next_run(store::Session& session, Instant now) {
  constexpr auto hour = "06:00";
  constexpr std::chrono::hours day{24};
  auto const today = aid::paris_instant(aid::in_paris(now).day, hour);
  auto const tomorrow = aid::paris_instant(aid::in_paris(now + day).day, hour);
  auto const next = today && *today > now ? *today : tomorrow.value_or(now + day);
  store::enqueue(session, daily_job, Json::object(), next, daily_job);
}

}  // namespace pacte::alert
