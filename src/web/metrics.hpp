// Counters of the running program, in Prometheus text form.
#pragma once

#include <chrono>
#include <string>

namespace pacte::web {

void count_request(std::string const& route, int status, std::chrono::nanoseconds duration);
/// A counter of what became of things, by `outcome`: a few fixed words.
void count_outcome(std::string const& name, std::string const& help, std::string const& outcome);
void set_gauge(std::string const& name, std::string const& help, double value);
std::string metrics_text();

}  // namespace pacte::web
