// Finding one real panel near a point of fractional panels, by exchanging seats.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "decision/sortition/classes.hpp"

namespace pacte::decision::sortition {

/// Limits on seats narrower than those of the model; as many as its classes and rows.
struct SeatBox {
  std::vector<int> class_min;
  std::vector<int> class_max;
  std::vector<int> row_min;
  std::vector<int> row_max;
};

/// The limits of the model itself.
SeatBox box_of(SeatModel const& model);

/// A fast generator for searches, whose results are checked or do not depend on it. Not for draws.
class SearchRandom {
 public:
  explicit SearchRandom(std::uint64_t seed) : state_{seed} {}
  std::uint64_t next();
  std::size_t below(std::size_t bound);
  double unit();  // from 0 to 1, 1 not included

 private:
  std::uint64_t state_;
};

class PanelSearch {
 public:
  PanelSearch(SeatModel const& model, SearchRandom& random);

  /// A panel in the box, starting from seats drawn in proportion to `near` (by class, adding up to
  /// the size of the panel); nothing when `most_moves` exchanges did not lead to one.
  std::optional<Seats> find(SeatBox const& box, std::vector<double> const& near,
                            std::size_t most_moves);

 private:
  bool start(std::vector<double> const& near);
  void count();
  void refresh_row(std::uint32_t row);
  bool move();
  void exchange(std::uint32_t out, std::uint32_t in);
  [[nodiscard]] int change(std::uint32_t out, std::uint32_t in) const;
  void gather(std::uint32_t row, bool lacking);
  void add_seat(std::uint32_t index, int by);

  SeatModel const& model_;
  SearchRandom& random_;
  SeatBox const* box_ = nullptr;
  Seats seats_;
  std::vector<int> sums_;  // by row
  std::vector<int> loss_;  // by row: violation gained when a seat leaves
  std::vector<int> gain_;  // by row: violation gained when a seat comes
  std::vector<std::uint32_t> violated_;
  std::vector<std::uint32_t> open_;     // classes that may have seats
  std::vector<std::uint32_t> leaving_;  // candidates of a move
  std::vector<std::uint32_t> coming_;
  std::vector<std::size_t> moved_;  // by class, when it last moved
  std::size_t now_ = 0;
};

}  // namespace pacte::decision::sortition
