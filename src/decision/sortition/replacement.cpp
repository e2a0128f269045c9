#include "decision/sortition/replacement.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "decision/random.hpp"

namespace pacte::decision::sortition {
namespace {

class Replacements {
 public:
  Replacements(Request const& request, std::vector<std::size_t> const& panel)
      : request_{request}, panel_{panel} {
    for (auto const& category : request.quotas.categories) {
      seats_.emplace_back(category.features.size());
    }
    for (auto const i : panel) {
      auto const& person = request.pool.people[i];
      for (std::size_t c = 0; c < seats_.size(); ++c)
        ++seats_[c][person.features[c]];
      if (!person.household.empty()) addresses_.insert(person.household);
    }
  }

  [[nodiscard]] std::vector<std::size_t> by(std::size_t candidate) const {
    std::vector<std::size_t> replaced;
    for (auto const member : panel_) {
      if (can_replace(candidate, member)) replaced.push_back(member);
    }
    return replaced;
  }

 private:
  [[nodiscard]] bool can_replace(std::size_t candidate, std::size_t member) const {
    auto const& in = request_.pool.people[candidate];
    auto const& out = request_.pool.people[member];
    if (in.household != out.household && addresses_.contains(in.household)) return false;
    for (std::size_t c = 0; c < seats_.size(); ++c) {
      if (in.features[c] == out.features[c]) continue;
      auto const& features = request_.quotas.categories[c].features;
      if (seats_[c][in.features[c]] >= features[in.features[c]].max) return false;
      if (seats_[c][out.features[c]] <= features[out.features[c]].min) return false;
    }
    return true;
  }

  Request const& request_;
  std::vector<std::size_t> const& panel_;
  std::vector<std::vector<int>> seats_;  // by category and feature
  std::set<std::string> addresses_;
};

}  // namespace

Request replacement_request(Request const& request, std::vector<std::size_t> const& panel,
                            std::vector<std::size_t> const& refusals) {
  auto replaced = request;
  std::set<std::size_t> const gone{refusals.begin(), refusals.end()};
  replaced.required.clear();
  std::ranges::copy_if(panel, std::back_inserter(replaced.required),
                       [&](std::size_t i) { return !gone.contains(i); });
  replaced.excluded.insert(replaced.excluded.end(), refusals.begin(), refusals.end());
  return replaced;
}

std::vector<Alternate> choose_alternates(Request const& request,
                                         std::vector<std::size_t> const& panel, std::size_t count,
                                         std::string_view seed) {
  std::set<std::size_t> taken{panel.begin(), panel.end()};
  taken.insert(request.excluded.begin(), request.excluded.end());
  Replacements const replacements{request, panel};
  std::vector<Alternate> candidates;
  for (std::size_t i = 0; i < request.pool.people.size(); ++i) {
    if (taken.contains(i)) continue;
    if (auto replaces = replacements.by(i); !replaces.empty()) {
      candidates.push_back({i, std::move(replaces)});
    }
  }
  // The first of equals is kept, in an order that is chance's.
  Random random{seed};
  random.shuffle(std::span{candidates});
  std::vector<Alternate> chosen;
  std::set<std::size_t> covered;
  while (chosen.size() < count && !candidates.empty()) {
    auto const worth = [&](Alternate const& alternate) {
      auto const fresh = std::ranges::count_if(
          alternate.replaces, [&](std::size_t member) { return !covered.contains(member); });
      return std::pair{fresh, alternate.replaces.size()};
    };
    auto const best = std::ranges::max_element(candidates, {}, worth);
    covered.insert(best->replaces.begin(), best->replaces.end());
    chosen.push_back(std::move(*best));
    candidates.erase(best);
  }
  return chosen;
}

}  // namespace pacte::decision::sortition
