// Work done after the commit that asked for it: it survives a restart, and is tried again when it
// fails.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <thread>

#include "base/date.hpp"
#include "base/json.hpp"
#include "store/database.hpp"

namespace pacte::store {

/// Asks for a job, inside the caller's transaction. With a `dedup_key`, a job that is already
/// waiting under the same key is not asked for twice.
void enqueue(Session& session, std::string const& kind, Json const& payload, Instant run_at,
             std::string const& dedup_key = {});

using JobHandler = std::function<void(Json const& payload)>;

struct JobSettings {
  int max_attempts = 8;             // then it stays, marked as failed, for the administrator
  std::chrono::seconds lease{300};  // a job not finished by then may be claimed again
  std::chrono::milliseconds poll{1'000};
};

class JobRunner {
 public:
  JobRunner(Database& database, std::map<std::string, JobHandler> handlers,
            Clock clock = system_now, JobSettings settings = {});

  /// Claims one due job and runs it; false when none is due. A handler runs at least once, so it
  /// must bear being run again. A failed job waits 2^attempts seconds (at most an hour).
  bool run_one();

  /// `run_one` until stopped.
  void run(std::stop_token const& stop);

 private:
  Database& database_;
  std::map<std::string, JobHandler> handlers_;
  Clock clock_;
  JobSettings settings_;
};

}  // namespace pacte::store
