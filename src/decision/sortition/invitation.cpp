#include "decision/sortition/invitation.hpp"

#include <algorithm>
#include <span>
#include <unordered_set>

#include <fmt/format.h>
#include <gmpxx.h>

#include "decision/random.hpp"

namespace pacte::decision::sortition {
namespace {

constexpr std::uint64_t most = 1'000'000'000;

std::vector<FieldError> faults(std::vector<Stratum> const& strata, std::uint64_t count) {
  std::vector<FieldError> found;
  if (strata.empty()) found.push_back({"", "Aucun territoire : donnez-en au moins un."});
  std::uint64_t households = 0;
  for (auto const& stratum : strata) {
    if (stratum.households == 0 || stratum.households > most || stratum.population > most) {
      found.push_back({stratum.name, "Donnez un nombre de foyers et d’habitants raisonnable."});
    }
    if (stratum.answers == 0 || stratum.answers > stratum.letters || stratum.letters > most) {
      found.push_back(
          {stratum.name, "Le taux de réponse attendu doit être positif et ne pas dépasser 1."});
    }
    households += std::min(stratum.households, most);
  }
  if (strata.size() > 1'000'000 || count > households) {
    found.push_back(
        {"", fmt::format("{} lettres pour {} foyers : demandez-en moins.", count, households)});
  }
  return found;
}

class Allocation {
 public:
  Allocation(std::vector<Stratum> const& strata, std::uint64_t count, Random& random)
      : strata_{strata}, left_{count}, letters_(strata.size()) {
    order_.resize(strata.size());
    for (std::size_t i = 0; i < order_.size(); ++i)
      order_[i] = i;
    random.shuffle(std::span{order_});
    for (auto const& stratum : strata) {
      weights_.emplace_back(mpz_class{stratum.population} * stratum.letters,
                            mpz_class{stratum.answers});
      weights_.back().canonicalize();
    }
  }

  std::vector<std::uint64_t> run() {
    while (fill_one())
      continue;
    round();
    return letters_;
  }

 private:
  [[nodiscard]] mpq_class total() const {
    mpq_class sum;
    for (auto const i : order_)
      sum += weights_[i];
    return sum;
  }

  // A stratum that would need more letters than it has households takes all of them.
  bool fill_one() {
    auto const sum = total();
    auto const found = std::ranges::find_if(order_, [&](std::size_t i) {
      return weights_[i] * mpz_class{left_} > sum * mpz_class{strata_[i].households};
    });
    if (found == order_.end()) return false;
    letters_[*found] = strata_[*found].households;
    left_ -= letters_[*found];
    order_.erase(found);
    return true;
  }

  void round() {
    auto const sum = total();
    if (sum == 0) return;
    std::vector<std::pair<mpq_class, std::size_t>> remainders;
    auto rest = left_;
    for (auto const i : order_) {
      mpq_class const share = weights_[i] * mpz_class{left_} / sum;
      mpz_class const whole = share.get_num() / share.get_den();
      letters_[i] = whole.get_ui();
      rest -= letters_[i];
      remainders.emplace_back(share - whole, i);
    }
    std::ranges::stable_sort(remainders,
                             [](auto const& a, auto const& b) { return a.first > b.first; });
    for (std::uint64_t i = 0; i < rest; ++i)
      ++letters_[remainders[i].second];
  }

  std::vector<Stratum> const& strata_;
  std::uint64_t left_;
  std::vector<std::uint64_t> letters_;
  std::vector<mpq_class> weights_;
  std::vector<std::size_t> order_;  // strata not yet full, in an order that is chance's
};

// R. W. Floyd's sampling (Bentley, "Programming pearls: a sample of brilliance", 1987).
std::vector<std::uint64_t> sample(std::uint64_t among, std::uint64_t count, Random& random) {
  std::unordered_set<std::uint64_t> taken;
  for (auto i = among - count; i < among; ++i) {
    if (!taken.insert(random.below(i + 1)).second) taken.insert(i);
  }
  std::vector<std::uint64_t> sorted{taken.begin(), taken.end()};
  std::ranges::sort(sorted);
  return sorted;
}

}  // namespace

Result<std::vector<Invitations>> draw_invitations(std::vector<Stratum> const& strata,
                                                  std::uint64_t count, std::string_view seed) {
  if (auto found = faults(strata, count); !found.empty()) {
    return fail(ProblemKind::invalid, "Ces invitations ne peuvent pas être tirées.",
                std::move(found));
  }
  Random random{seed};
  auto const letters = Allocation{strata, count, random}.run();
  std::vector<Invitations> drawn;
  for (std::size_t i = 0; i < strata.size(); ++i) {
    drawn.push_back({i, sample(strata[i].households, letters[i], random)});
  }
  return drawn;
}

}  // namespace pacte::decision::sortition
