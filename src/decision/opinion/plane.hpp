// Participants laid on a plane, so that those who vote alike stand near each other.
//
// The two principal components of the votes, as Polis computes them (C. Small, M. Bjorkegren,
// T. Erkkilä, L. Shaw and C. Megill, "Polis: Scaling deliberation by mapping high dimensional
// opinion spaces", Recerca 26(2), 2021): agree 1, disagree -1, pass 0; a vote that was not cast
// counts as the mean of its statement; the place of a participant is scaled by the square root of
// (statements / own votes), so that those who voted little are not all drawn to the centre.
#pragma once

#include <array>
#include <vector>

#include "decision/opinion/votes.hpp"

namespace pacte::decision::opinion {

struct Point {
  double x = 0;
  double y = 0;
  friend bool operator==(Point const&, Point const&) = default;
};

struct Plane {
  std::vector<double> means;   // of each statement, over the votes cast
  std::vector<Point> weights;  // of each statement in the first and second component: unit vectors
  std::vector<Point> beside;   // in the third and fourth: where the next plane begins too
  std::array<double, 2> variance{};  // along the first two, and in all
  double total_variance = 0;
  std::vector<Point> places;  // of each participant
  int passes = 0;             // over the votes, until the components stood still
};

struct PlaneOptions {
  unsigned threads = 1;     // the result does not depend on it
  double tolerance = 1e-5;  // largest change of a unit vector between two passes
  int most_passes = 60;
};

/// With `before`, the plane of earlier votes of the same consultation: begins from it, which takes
/// a few passes only, and keeps its orientation, so that the picture does not turn over. Statements
/// must keep their numbers; new ones come last.
Plane lay_out(Votes const& votes, PlaneOptions const& options = {}, Plane const* before = nullptr);

}  // namespace pacte::decision::opinion
