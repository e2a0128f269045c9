// Counters of the running program, in Prometheus text form.
#pragma once

#include <chrono>
#include <string>

namespace pacte::web {

void count_request(const std::string& route, int status, std::chrono::nanoseconds duration);
void set_gauge(const std::string& name, const std::string& help, double value);
std::string metrics_text();

}  // namespace pacte::web
