#include "decision/sortition/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <gmpxx.h>

namespace pacte::decision::sortition {
namespace {

// What floating-point solvers may differ by from what they state.
constexpr double tolerance = 1e-6;

class Verifier {
 public:
  Verifier(SeatModel const& model, std::vector<PeoplePanel> const& panels,
           Certificate const& certificate)
      : model_{model}, panels_{panels}, certificate_{certificate}, class_of_(model.people) {
    for (std::size_t t = 0; t < model.classes.size(); ++t) {
      for (auto const person : model.classes[t].people)
        class_of_[person] = t;
    }
  }

  Verification run() {
    auto total = 0.0;
    for (std::size_t j = 0; j < panels_.size(); ++j) {
      total += panels_[j].weight;
      check_panel(j);
    }
    if (std::abs(total - 1) > tolerance) fault(fmt::format("les poids font {} et non 1", total));
    std::vector<std::optional<double>> levels(model_.classes.size());
    for (std::size_t i = 0; i < certificate_.stages.size(); ++i)
      check_stage(i, levels);
    check_levels(levels);
    return std::move(result_);
  }

 private:
  void fault(std::string what) { result_.failures.push_back(std::move(what)); }

  // Seats by class, then the rows; households of people who are alike are in the class's limit
  // only as a number, so their members must be told apart.
  void check_panel(std::size_t j) {
    Seats seats(model_.classes.size());
    std::vector<std::size_t> addresses;
    for (auto const person : panels_[j].members) {
      if (person >= class_of_.size() || !class_of_[person]) {
        fault(fmt::format("le panel {} a une personne écartée ou inconnue : {}", j, person));
        return;
      }
      auto const t = *class_of_[person];
      ++seats[t];
      addresses.push_back(address_of(t, person));
    }
    if (!is_panel(model_, seats)) fault(fmt::format("le panel {} ne respecte pas les quotas", j));
    std::ranges::sort(addresses);
    if (std::ranges::adjacent_find(addresses) != addresses.end()) {
      fault(fmt::format("le panel {} a deux personnes d’une adresse", j));
    }
  }

  // The place in the pool of the first of those alike at the address.
  [[nodiscard]] std::size_t address_of(std::size_t t, std::size_t person) const {
    auto const& people = model_.classes[t];
    auto const at =
        static_cast<std::size_t>(std::ranges::find(people.people, person) - people.people.begin());
    return people.people[at % static_cast<std::size_t>(people.max)];
  }

  [[nodiscard]] double share(std::size_t t) const {
    return static_cast<double>(model_.classes[t].people.size()) * model_.classes[t].weight;
  }

  [[nodiscard]] mpq_class bound_of(Stage const& stage) const {
    if (stage.multipliers.empty()) return mpq_class{stage.bound};
    std::vector<mpq_class> left(model_.classes.size());
    for (auto const& [t, price] : stage.prices)
      left[t] += mpq_class{price};
    mpq_class bound;
    for (std::size_t r = 0; r < model_.rows.size(); ++r) {
      mpq_class const multiplier{stage.multipliers[r]};
      auto const& row = model_.rows[r];
      bound += multiplier * (sgn(multiplier) > 0 ? row.max : row.min);
      for (auto const t : row.classes)
        left[t] -= multiplier;
    }
    for (std::size_t t = 0; t < left.size(); ++t) {
      bound += left[t] * (sgn(left[t]) > 0 ? model_.classes[t].max : model_.classes[t].min);
    }
    return bound;
  }

  void check_stage(std::size_t i, std::vector<std::optional<double>>& levels) {
    auto const& stage = certificate_.stages[i];
    // Nash has one stage, which settles nobody: its gap says all.
    if (stage.settled.empty()) {
      mpq_class whole;
      for (auto const& [t, price] : stage.prices)
        whole += mpq_class{share(t)};
      mpq_class const ratio = bound_of(stage) / whole;
      result_.largest_gap = std::max(result_.largest_gap, std::abs(ratio.get_d() - 1));
      return;
    }
    auto left = bound_of(stage);
    mpq_class open;
    for (auto const& [t, price] : stage.prices) {
      if (price < 0) fault(fmt::format("l’étape {} a un prix négatif", i));
      mpq_class const weight = mpq_class{price} * mpq_class{share(t)};
      if (levels[t]) {
        left -= weight * mpq_class{*levels[t]};
      } else {
        open += weight;
      }
    }
    if (sgn(open) <= 0) {
      fault(fmt::format("l’étape {} n’a pas de prix", i));
      return;
    }
    mpq_class const proven = left / open;
    auto const gap = proven.get_d() - stage.level;
    result_.largest_gap = std::max(result_.largest_gap, std::abs(gap));
    if (std::abs(gap) > tolerance) {
      fault(fmt::format("l’étape {} annonce {} et prouve {}", i, stage.level, proven.get_d()));
    }
    for (auto const t : stage.settled)
      levels[t] = stage.level;
  }

  void check_levels(std::vector<std::optional<double>> const& levels) {
    auto const found = probabilities(model_.people, panels_);
    for (std::size_t t = 0; t < levels.size(); ++t) {
      if (!levels[t]) continue;
      for (auto const person : model_.classes[t].people) {
        auto const expected = *levels[t] * model_.classes[t].weight;
        auto const deviation = std::abs(found[person] - expected);
        result_.largest_deviation = std::max(result_.largest_deviation, deviation);
        // Maximin promises a least probability; the first stage of leximin is no different.
        if (deviation > tolerance && (found[person] < expected || certificate_.stages.size() > 1)) {
          fault(fmt::format("la personne {} a {} et non {}", person, found[person], expected));
        }
      }
    }
  }

  SeatModel const& model_;
  std::vector<PeoplePanel> const& panels_;
  Certificate const& certificate_;
  std::vector<std::optional<std::size_t>> class_of_;
  Verification result_;
};

}  // namespace

Verification verify(SeatModel const& model, std::vector<PeoplePanel> const& panels,
                    Certificate const& certificate) {
  return Verifier{model, panels, certificate}.run();
}

}  // namespace pacte::decision::sortition
