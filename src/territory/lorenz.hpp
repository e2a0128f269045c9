// The curve of Lorenz as SVG: no script, no inline style, readable in black and white.
#pragma once

#include <span>
#include <string>

#include "territory/justice.hpp"
#include "web/locale.hpp"

namespace pacte::territory {

/// Shares of people across, of the value upwards, and the diagonal where all would have the same.
/// The curve of `before`, if any, is dotted.
std::string lorenz_svg(std::span<LorenzPoint const> points, web::Locale locale,
                       std::span<LorenzPoint const> before = {});

}  // namespace pacte::territory
