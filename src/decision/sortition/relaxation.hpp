// Leximin over the linear relaxation: panels that may hold fractions of people. No lottery over
// real panels is better in the leximin order, so where real panels attain it, it is the leximin.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "decision/sortition/classes.hpp"
#include "decision/sortition/linear.hpp"

namespace pacte::decision::sortition {

struct ClassPrice {
  std::uint32_t index = 0;
  double price = 0;
};

/// A step of leximin, and the proof that it could not be higher.
///
/// Write x_t for the expected seats of class t, s_t for its people times their weight, v_t for the
/// level at which an earlier stage settled it. Every panel c has sum(price_t c_t) <= bound; hence
/// every lottery that respects the settled levels has, on the other classes, a least x_t / s_t of
/// at most (bound - sum over settled of price_t v_t s_t) / (sum over others of price_t s_t), which
/// is `level`. A class that is not settled and has a positive price is at that level in every best
/// lottery: this stage settles it, and with it those that have all their seats at that level.
struct Stage {
  double level = 0;                // probability per unit of weight
  std::vector<ClassPrice> prices;  // positive ones
  double bound = 0;
  /// By row of the model: proof of the bound by plain arithmetic, as
  /// sum_t max(q_t min_t, q_t max_t) + sum_r max(m_r min_r, m_r max_r) with q_t = price_t - sum of
  /// m_r over the rows of t. Empty when the bound was found by an integer programme.
  std::vector<double> multipliers;
  std::vector<std::uint32_t> settled;  // classes
};

struct Leximin {
  std::vector<double> seats;  // by class, expected
  std::vector<Stage> stages;
};

/// The bound that multipliers prove (see Stage).
double relaxed_bound(SeatModel const& model, std::vector<ClassPrice> const& prices,
                     std::vector<double> const& multipliers);

/// Nothing when even fractional panels cannot keep the quotas. `max_stages` 1 stops at maximin.
std::optional<Leximin> relaxed_leximin(SeatModel const& model, SolverSettings const& settings,
                                       std::size_t max_stages = SIZE_MAX);

}  // namespace pacte::decision::sortition
