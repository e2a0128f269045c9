#include "decision/sortition/draw.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "decision/sortition/integer.hpp"
#include "decision/sortition/isolation.hpp"
#include "decision/sortition/legacy.hpp"
#include "decision/sortition/nash.hpp"
#include "decision/sortition/solution.hpp"

namespace pacte::decision::sortition {
namespace {

Solution solve(SeatModel const& model, Method method, SolverSettings const& settings,
               Progress const& progress) {
  if (method == Method::nash) return solve_nash(model, settings, progress);
  auto const stages = method == Method::maximin ? 1 : std::numeric_limits<std::size_t>::max();
  return solve_leximin(model, settings, stages, progress);
}

// The whole draw in one child, once for each way of setting the solvers.
Result<Solution> solve_apart(SeatModel const& model, DrawOptions const& options) {
  auto const end = std::chrono::steady_clock::now() + options.limit;
  for (auto const& settings : settings_to_try()) {
    auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    auto const bytes = run_in_child(
        [&](Tell const& tell) { return pack(solve(model, options.method, settings, tell)); }, left,
        options.told);
    if (bytes) return unpack(*bytes);
    if (bytes.error() == ChildFailure::too_long) break;
  }
  if (std::chrono::steady_clock::now() >= end) {
    return fail(
        ProblemKind::unavailable,
        "Le tirage n’a pas abouti dans le temps donné. Donnez plus de temps, élargissez les "
        "quotas ou choisissez le maximin.");
  }
  return fail(ProblemKind::unavailable,
              "Le calcul a échoué avec tous les réglages du solveur. Le tirage simple (legacy) "
              "reste possible.");
}

void finish(Request const& request, Draw& draw) {
  draw.probabilities = probabilities(request.pool.people.size(), draw.panels);
  draw.minimum = 1;
  for (auto const& people : draw.model.classes) {
    for (auto const i : people.people)
      draw.minimum = std::min(draw.minimum, draw.probabilities[i]);
  }
}

}  // namespace

Result<Drawn> draw(Request const& request, DrawOptions const& options) {
  Draw draw{.model = make_seat_model(request), .method = options.method};
  if (options.method == Method::legacy) {
    draw.panels = draw_legacy(request, options.seed);
    if (draw.panels.empty()) {
      return fail(ProblemKind::invalid,
                  "Le tirage simple n’a trouvé aucun panel. Le leximin dira s’il y en a un, et "
                  "sinon quels quotas se contredisent.");
    }
    finish(request, draw);
    return draw;
  }
  auto solution = solve_apart(draw.model, options);
  if (!solution) return std::unexpected(solution.error());
  if (solution->infeasibility) return std::move(*solution->infeasibility);
  draw.panels = share_out(draw.model, solution->panels);
  draw.by_class = std::move(solution->panels);
  draw.certificate = std::move(solution->certificate);
  finish(request, draw);
  return draw;
}

}  // namespace pacte::decision::sortition
