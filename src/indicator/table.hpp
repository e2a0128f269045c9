// Figures as CSV, sent in parts so that any number of them takes the same memory.
#pragma once

#include "indicator/model.hpp"
#include "module/module.hpp"

namespace pacte::indicator {

/// The figures that the filter keeps, in the order of their identifiers.
web::Response figures_csv(Services const& services, FigureFilter const& filter,
                          std::string const& file_name);

}  // namespace pacte::indicator
