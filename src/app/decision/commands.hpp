// The commands of decisions: `pacte tally`, `draw`, `invite`, `elect`, `opinions` and `verify`.
// They need neither database nor settings.
#pragma once

#include "app/decision/command.hpp"

namespace pacte::app {

void add_tally(CLI::App& app, Chosen const& chosen);     // counts a participatory budget
void add_draw(CLI::App& app, Chosen const& chosen);      // draws a panel by lot
void add_invite(CLI::App& app, Chosen const& chosen);    // draws the households to write to
void add_elect(CLI::App& app, Chosen const& chosen);     // counts a vote or an election
void add_opinions(CLI::App& app, Chosen const& chosen);  // maps the opinions of a consultation
void add_verify(CLI::App& app, Chosen const& chosen);    // computes a bundle again

}  // namespace pacte::app
