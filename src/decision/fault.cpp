#include "decision/fault.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace pacte::decision {

std::string to_text(Fault const& fault) {
  auto const place =
      fault.line > 0 ? fmt::format("{}:{}", fault.file, fault.line) : std::string{fault.file};
  return fmt::format("{} : {}. {}.", place, fault.what, fault.remedy);
}

void Faults::add(Fault fault) {
  if (faults_.size() < limit_) {
    faults_.push_back(std::move(fault));
  } else {
    ++more_;
  }
}

std::vector<Fault> Faults::take() {
  auto faults = std::exchange(faults_, {});
  std::ranges::stable_sort(faults, {}, &Fault::line);
  if (more_ > 0) {
    faults.push_back({.file = faults.back().file,
                      .what = fmt::format("{} autres fautes ne sont pas montrées", more_),
                      .remedy = "Corrigez celles-ci et recommencez"});
    more_ = 0;
  }
  return faults;
}

}  // namespace pacte::decision
