#include "store/jobs.hpp"

#include <condition_variable>

#include <spdlog/spdlog.h>

namespace pacte::store {
namespace {

constexpr auto never_locked = "1970-01-01T00:00:00.000Z";

struct Claimed {
  std::int64_t id = 0;
  std::string kind;
  std::string payload;
  int attempts = 0;
};

std::optional<Claimed> claim(Database& database, Instant now, std::chrono::seconds lease) {
  auto transaction = database.write();
  auto& session = transaction.session();
  auto const at = to_iso(now);
  auto job = session(
                 "SELECT id, kind, payload, attempts FROM job "
                 "WHERE failed_at IS NULL AND run_at <= :now AND locked_until <= :free ORDER BY "
                 "run_at, id LIMIT 1",
                 at, at)
                 .first([](std::int64_t id, std::string kind, std::string payload, int attempts) {
                   return Claimed{id, std::move(kind), std::move(payload), attempts};
                 });
  if (!job) return std::nullopt;
  // The condition is checked again: on PostgreSQL another node may have taken it in between.
  auto const taken =
      session(
          "UPDATE job SET locked_until = :until, attempts = attempts + 1, dedup_key = NULL "
          "WHERE id = :id AND locked_until <= :now",
          to_iso(now + lease), job->id, at)
          .run();
  if (taken != 1) return std::nullopt;
  transaction.commit();
  ++job->attempts;
  return job;
}

}  // namespace

void enqueue(Session& session, std::string const& kind, Json const& payload, Instant run_at,
             std::string const& dedup_key) {
  std::optional<std::string> const key =
      dedup_key.empty() ? std::nullopt : std::optional{dedup_key};
  session(
      "INSERT INTO job (kind, dedup_key, payload, run_at, locked_until, attempts) "
      "VALUES (:kind, :key, :payload, :run_at, :free, 0) ON CONFLICT (dedup_key) DO NOTHING",
      kind, key, to_line(payload), to_iso(run_at), never_locked)
      .run();
}

JobRunner::JobRunner(Database& database, std::map<std::string, JobHandler> handlers, Clock clock,
                     JobSettings settings)
    : database_{database},
      handlers_{std::move(handlers)},
      clock_{std::move(clock)},
      settings_{settings} {}

bool JobRunner::run_one() {
  auto const job = claim(database_, clock_(), settings_.lease);
  if (!job) return false;
  std::string error;
  try {
    auto const handler = handlers_.find(job->kind);
    if (handler == handlers_.end()) throw std::runtime_error("no handler for this kind of job");
    auto const payload = parse_json(job->payload);
    if (!payload) throw std::runtime_error("the payload is not JSON");
    handler->second(*payload);
  } catch (std::exception const& thrown) {
    error = thrown.what();
    spdlog::error("job {} ({}), attempt {}: {}", job->id, job->kind, job->attempts, error);
  }
  auto transaction = database_.write();
  auto& session = transaction.session();
  if (error.empty()) {
    session("DELETE FROM job WHERE id = :id", job->id).run();
  } else {
    constexpr int longest_exponent = 12;
    auto const wait =
        std::min(std::chrono::seconds{1LL << std::min(job->attempts, longest_exponent)},
                 std::chrono::seconds{std::chrono::hours{1}});
    auto const now = clock_();
    auto const failed =
        job->attempts >= settings_.max_attempts ? std::optional{to_iso(now)} : std::nullopt;
    session(
        "UPDATE job SET locked_until = :free, run_at = :run_at, last_error = :error, failed_at = "
        ":failed "
        "WHERE id = :id",
        never_locked, to_iso(now + wait), error, failed, job->id)
        .run();
  }
  transaction.commit();
  return true;
}

void JobRunner::run(std::stop_token const& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  while (!stop.stop_requested()) {
    bool worked = false;
    try {
      worked = run_one();
    } catch (std::exception const& thrown) {
      spdlog::error("job queue: {}", thrown.what());
    }
    if (worked) continue;
    std::unique_lock lock{mutex};
    wake.wait_for(lock, stop, settings_.poll, [] { return false; });
  }
}

}  // namespace pacte::store
