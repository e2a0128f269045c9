#include "web/operational.hpp"

#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

#include "web/metrics.hpp"
#include "web/page.hpp"

namespace pacte::web {
namespace {

Response plain(std::string body, std::string type, int status = 200) {
  Response response{.status = status, .body = std::move(body)};
  return std::move(response.with("Content-Type", std::move(type)));
}

// A request that a proxy forwarded comes from elsewhere, wherever the proxy runs.
bool from_this_machine(Request const& request) {
  bool const loopback = request.remote.starts_with("127.") || request.remote == "::1" ||
                        request.remote.starts_with("::ffff:127.");
  return loopback && request.header("x-forwarded-for").empty() &&
         request.header("forwarded").empty();
}

double seconds(timeval const& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

void measure_process() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) {
    set_gauge("process_cpu_seconds", "User and system time spent.",
              seconds(usage.ru_utime) + seconds(usage.ru_stime));
  }
  // proc(5): size and resident set, in pages.
  std::ifstream file{"/proc/self/statm"};
  std::int64_t virtual_pages = 0;
  std::int64_t resident_pages = 0;
  if (file >> virtual_pages >> resident_pages) {
    auto const page = static_cast<double>(sysconf(_SC_PAGESIZE));
    set_gauge("process_virtual_memory_bytes", "Size of the address space.",
              static_cast<double>(virtual_pages) * page);
    set_gauge("process_resident_memory_bytes", "Memory in use.",
              static_cast<double>(resident_pages) * page);
  }
}

}  // namespace

void add_operational_routes(Router& router, std::function<bool()> database_is_well,
                            bool metrics_for_all) {
  router.page("/health", [well = std::move(database_is_well)](Request const&) {
    bool const good = well();
    return json(good ? R"({"status":"ok"})" : R"({"status":"unavailable"})", good ? 200 : 503);
  });
  router.page("/metrics", [metrics_for_all](Request const& request) {
    if (!metrics_for_all && !from_this_machine(request)) return error_page(request, 404, "");
    measure_process();
    return plain(metrics_text(), "text/plain; version=0.0.4; charset=utf-8");
  });
}

}  // namespace pacte::web
