#include "indicator/listing.hpp"

#include <set>

#include "indicator/rules.hpp"

namespace pacte::indicator {
namespace {

constexpr std::size_t batch = 200;

void add_differing(Series const& series, std::map<std::string, std::int64_t>& differing) {
  for (auto const& one : disagreements(series.figures)) {
    for (auto const i : one.figures) {
      auto& count = differing[series.figures[i].id];
      count = std::max(count, static_cast<std::int64_t>(one.figures.size()));
    }
  }
}

std::vector<Figure> read(store::Session& session, FigureFilter const& filter,
                         std::string const& after, std::size_t most, Order order) {
  return order == Order::label ? list_figures(session, filter, after, most)
                               : list_figures_by_id(session, filter, after, most);
}

std::int64_t count_differing(store::Session& session) {
  std::int64_t count = 0;
  std::string after;
  while (true) {
    auto const series = list_series(session, after, batch);
    std::map<std::string, std::int64_t> differing;
    for (auto const& one : series)
      add_differing(one, differing);
    count += static_cast<std::int64_t>(differing.size());
    if (series.size() < batch) return count;
    after = series.back().id;
  }
}

}  // namespace

std::map<std::string, std::int64_t> differing_among(store::Session& session,
                                                    std::vector<Figure> const& figures) {
  std::set<std::string> ids;
  for (auto const& figure : figures) {
    if (!figure.series.empty()) ids.insert(figure.series);
  }
  std::map<std::string, std::int64_t> differing;
  for (auto const& series : series_of(session, {ids.begin(), ids.end()}))
    add_differing(series, differing);
  return differing;
}

FigurePage page_of_figures(store::Session& session, FigureFilter const& filter,
                           std::string const& after, std::size_t most, Order order) {
  FigurePage page;
  std::string key = after;
  // Only the rules know which figures disagree: batches are read until the page is full.
  while (page.figures.size() <= most) {
    auto figures = read(session, filter, key, filter.differing ? batch : most + 1, order);
    bool const last = figures.size() < (filter.differing ? batch : most + 1);
    if (!figures.empty()) key = figures.back().id;
    auto const differing = differing_among(session, figures);
    for (auto& figure : figures) {
      if (filter.differing && !differing.contains(figure.id)) continue;
      page.figures.push_back(std::move(figure));
    }
    page.differing.insert(differing.begin(), differing.end());
    if (last) break;
  }
  if (page.figures.size() > most) {
    page.figures.resize(most);
    page.next = page.figures.back().id;
  }
  return page;
}

std::shared_ptr<Facets const> FacetMemory::get(store::Session& session) {
  auto const now = revision(session);
  std::scoped_lock const lock{mutex_};
  if (!facets_ || revision_ != now) {
    auto counted = count_facets(session);
    counted.differing = count_differing(session);
    facets_ = std::make_shared<Facets const>(std::move(counted));
    revision_ = now;
  }
  return facets_;
}

}  // namespace pacte::indicator
