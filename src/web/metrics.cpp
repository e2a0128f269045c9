#include "web/metrics.hpp"

#include <array>
#include <mutex>
#include <unordered_map>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace pacte::web {
namespace {

constexpr std::array status_classes{"1xx", "2xx", "3xx", "4xx", "5xx"};

std::size_t status_class(int status) {
  auto const hundreds = static_cast<std::size_t>(status < 100 || status > 599 ? 5 : status / 100);
  return hundreds - 1;
}

struct Series {
  std::array<prometheus::Counter*, status_classes.size()> requests{};
  prometheus::Histogram* duration = nullptr;
};

class Registry {
 public:
  static Registry& instance() {
    static Registry registry;
    return registry;
  }

  // The library looks a series up by its labels under a lock: done once per thread and route.
  Series series(std::string const& route) {
    Series out;
    for (std::size_t i = 0; i < status_classes.size(); ++i) {
      out.requests.at(i) = &requests_.Add({{"route", route}, {"status", status_classes.at(i)}});
    }
    out.duration = &durations_.Add({{"route", route}}, bounds());
    return out;
  }

  void set_gauge(std::string const& name, std::string const& help, double value) {
    std::scoped_lock const lock{mutex_};
    auto const found = gauges_.find(name);
    auto* gauge = found != gauges_.end() ? found->second : nullptr;
    if (gauge == nullptr) {
      gauge = &prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
      gauges_.emplace(name, gauge);
    }
    gauge->Set(value);
  }

  void count_outcome(std::string const& name, std::string const& help, std::string const& outcome) {
    std::scoped_lock const lock{mutex_};
    auto const found = outcomes_.find(name);
    auto* family = found != outcomes_.end() ? found->second : nullptr;
    if (family == nullptr) {
      family = &prometheus::BuildCounter().Name(name).Help(help).Register(registry_);
      outcomes_.emplace(name, family);
    }
    family->Add({{"outcome", outcome}}).Increment();
  }

  [[nodiscard]] std::string text() const {
    return prometheus::TextSerializer{}.Serialize(registry_.Collect());
  }

 private:
  static prometheus::Histogram::BucketBoundaries bounds() {
    return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
  }

  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_ =
      prometheus::BuildCounter()
          .Name("pacte_http_requests_total")
          .Help("Requests answered, by route and class of status.")
          .Register(registry_);
  prometheus::Family<prometheus::Histogram>& durations_ =
      prometheus::BuildHistogram()
          .Name("pacte_http_request_duration_seconds")
          .Help("Time from a request read to its answer ready, by route.")
          .Register(registry_);
  std::mutex mutex_;
  std::unordered_map<std::string, prometheus::Gauge*> gauges_;
  std::unordered_map<std::string, prometheus::Family<prometheus::Counter>*> outcomes_;
};

}  // namespace

void count_request(std::string const& route, int status, std::chrono::nanoseconds duration) {
  thread_local std::unordered_map<std::string, Series> known;
  auto found = known.find(route);
  if (found == known.end()) {
    found = known.emplace(route, Registry::instance().series(route)).first;
  }
  found->second.requests.at(status_class(status))->Increment();
  found->second.duration->Observe(std::chrono::duration<double>(duration).count());
}

void count_outcome(std::string const& name, std::string const& help, std::string const& outcome) {
  Registry::instance().count_outcome(name, help, outcome);
}

void set_gauge(std::string const& name, std::string const& help, double value) {
  Registry::instance().set_gauge(name, help, value);
}

std::string metrics_text() {
  return Registry::instance().text();
}

}  // namespace pacte::web
