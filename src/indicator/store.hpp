// All the SQL of indicators.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indicator/model.hpp"
#include "store/session.hpp"

namespace pacte::indicator {

/// How many figures are shown at most about one record, of one territory or of one series.
inline constexpr std::size_t most_figures = 500;

std::optional<Figure> figure(store::Session& session, std::string const& id);

/// What measures a record, in the order of the labels.
std::vector<Figure> figures_about(store::Session& session, std::string const& id);

/// The figures of a territory named as the documents print it, in the order of the labels.
std::vector<Figure> figures_of_territory(store::Session& session, std::string const& territory);

/// The figures of one series, oldest first, undated last; none when there is no such series.
std::vector<Figure> figures_of_series(store::Session& session, std::string const& series);

/// The same for several series at once, in the order of their identifiers.
std::vector<Series> series_of(store::Session& session, std::vector<std::string> const& ids);

/// The series after the one of that identifier, in the order of their identifiers.
std::vector<Series> list_series(store::Session& session, std::string const& after,
                                std::size_t most);

/// Figures in the order of their folded labels, after the one of that identifier. `differing`
/// only leaves out the figures without series here: rules decide the rest.
std::vector<Figure> list_figures(store::Session& session, FigureFilter const& filter,
                                 std::string const& after, std::size_t most);

/// The same in the order of their identifiers.
std::vector<Figure> list_figures_by_id(store::Session& session, FigureFilter const& filter,
                                       std::string const& after, std::size_t most);

/// All but `differing`, which rules decide.
Facets count_facets(store::Session& session);

/// Changes whenever something was written: what is derived from the data stays good until then.
std::int64_t revision(store::Session& session);

}  // namespace pacte::indicator
