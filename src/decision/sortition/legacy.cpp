#include "decision/sortition/legacy.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "decision/random.hpp"

namespace pacte::decision::sortition {
namespace {

struct FeatureState {
  int chosen = 0;
  int left = 0;  // people who can still be chosen
};

class Attempt {
 public:
  Attempt(Request const& request, Random& random)
      : request_{request}, random_{random}, free_(request.pool.people.size(), true) {
    for (auto const& category : request.quotas.categories) {
      state_.emplace_back(category.features.size());
    }
    for (auto const& person : request.pool.people)
      count(person, 1);
    for (auto const i : request.excluded)
      put_aside(i);
  }

  std::optional<std::vector<std::size_t>> run() {
    for (auto const i : request_.required) {
      if (!free_[i] || !choose(i)) return std::nullopt;
    }
    while (chosen_.size() < static_cast<std::size_t>(request_.size)) {
      auto const next = draw_next();
      if (!next || !choose(*next)) return std::nullopt;
    }
    if (!all_filled()) return std::nullopt;
    std::ranges::sort(chosen_);
    return chosen_;
  }

 private:
  void count(Person const& person, int by) {
    for (std::size_t c = 0; c < state_.size(); ++c)
      state_[c][person.features[c]].left += by;
  }

  void put_aside(std::size_t i) {
    if (!free_[i]) return;
    free_[i] = false;
    count(request_.pool.people[i], -1);
  }

  // False when a feature cannot be filled any more.
  bool choose(std::size_t i) {
    chosen_.push_back(i);
    put_aside(i);
    auto const& person = request_.pool.people[i];
    for (std::size_t c = 0; c < state_.size(); ++c) {
      auto const f = person.features[c];
      auto const most = request_.quotas.categories[c].features[f].max;
      if (++state_[c][f].chosen > most) return false;
      if (state_[c][f].chosen == most) put_aside_feature(c, f);
    }
    if (!person.household.empty()) {
      for (std::size_t j = 0; j < free_.size(); ++j) {
        if (request_.pool.people[j].household == person.household) put_aside(j);
      }
    }
    return can_be_filled();
  }

  void put_aside_feature(std::size_t category, std::uint16_t feature) {
    for (std::size_t i = 0; i < free_.size(); ++i) {
      if (request_.pool.people[i].features[category] == feature) put_aside(i);
    }
  }

  [[nodiscard]] int lacking(std::size_t c, std::size_t f) const {
    return request_.quotas.categories[c].features[f].min - state_[c][f].chosen;
  }

  [[nodiscard]] bool can_be_filled() const {
    for (std::size_t c = 0; c < state_.size(); ++c) {
      for (std::size_t f = 0; f < state_[c].size(); ++f) {
        if (lacking(c, f) > state_[c][f].left) return false;
      }
    }
    return true;
  }

  [[nodiscard]] bool all_filled() const {
    for (std::size_t c = 0; c < state_.size(); ++c) {
      for (std::size_t f = 0; f < state_[c].size(); ++f) {
        if (lacking(c, f) > 0) return false;
      }
    }
    return true;
  }

  std::optional<std::size_t> draw_next() {
    std::size_t category = 0;
    std::size_t feature = 0;
    auto most = 0;
    auto among = 1;
    for (std::size_t c = 0; c < state_.size(); ++c) {
      for (std::size_t f = 0; f < state_[c].size(); ++f) {
        auto const lacks = lacking(c, f);
        if (lacks <= 0) continue;
        auto const left = state_[c][f].left;
        // Fractions compared without dividing: at most 10^6 seats by 10^6 people.
        if (std::int64_t{lacks} * among > std::int64_t{most} * left) {
          category = c;
          feature = f;
          most = lacks;
          among = left;
        }
      }
    }
    std::vector<std::size_t> candidates;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      auto const wanted = most == 0 || request_.pool.people[i].features[category] == feature;
      if (free_[i] && wanted) candidates.push_back(i);
    }
    if (candidates.empty()) return std::nullopt;
    return candidates[random_.below(candidates.size())];
  }

  Request const& request_;
  Random& random_;
  std::vector<bool> free_;
  std::vector<std::vector<FeatureState>> state_;  // by category and feature
  std::vector<std::size_t> chosen_;
};

}  // namespace

std::vector<PeoplePanel> draw_legacy(Request const& request, std::string_view seed,
                                     LegacyLimits const& limits) {
  Random random{seed};
  std::vector<PeoplePanel> panels;
  std::size_t failures = 0;
  while (panels.size() < limits.panels && failures < limits.failures) {
    if (auto members = Attempt{request, random}.run()) {
      panels.push_back({.weight = 0, .members = std::move(*members)});
      failures = 0;
    } else {
      ++failures;
    }
  }
  for (auto& panel : panels)
    panel.weight = 1.0 / static_cast<double>(panels.size());
  return panels;
}

}  // namespace pacte::decision::sortition
