// A draw by lot as a verification bundle, and back.
#pragma once

#include "app/decision/draw_report.hpp"
#include "decision/bundle.hpp"

namespace pacte::app {

/// The inputs are "quotas" and "pool", written again without anything that names people: the
/// features of each person, a number for the address, the weight.
decision::Bundle draw_bundle(DrawReport const& report);

/// Checks the panels by plain arithmetic, then draws again.
void verify_draw(decision::Bundle const& bundle, decision::Verdict& verdict);

}  // namespace pacte::app
