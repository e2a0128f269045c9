// A draw by lot as people and programs read it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "decision/sortition/draw.hpp"
#include "decision/sortition/replacement.hpp"
#include "decision/sortition/uniform_lottery.hpp"

namespace pacte::app {

struct LotteryAsked {
  std::string seed;                     // published
  bool lottery = false;                 // the thousand panels, and the one that the seed gives
  std::optional<std::size_t> number{};  // drawn in public, from 0 to 999: instead of the seed's
  std::size_t alternates = 0;           // of that panel
};

struct DrawReport {
  decision::sortition::Request const& request;
  decision::sortition::Draw const& draw;
  LotteryAsked asked;
  std::optional<decision::sortition::UniformLottery> lottery;
  std::optional<std::size_t> number;  // of the panel chosen
  std::vector<decision::sortition::Alternate> alternates;
};

/// With the lottery when any of what it gives is asked for. The problem: there are fewer panels
/// than the number.
Result<DrawReport> make_report(decision::sortition::Request const& request,
                               decision::sortition::Draw const& draw, LotteryAsked const& asked);

/// The panel that the number gives; nullptr without lottery.
std::vector<std::size_t> const* chosen_panel(DrawReport const& report);
/// Those of it who were not required: after refusals, those who come in.
std::vector<std::size_t> newcomers(DrawReport const& report);

Json draw_json(DrawReport const& report);
/// One line a person: line of the pool from 0, identifier, features, probability, whether that
/// person is on the panel chosen, was excluded, and the rank of alternates. `read_panel` reads it.
std::string draw_csv(DrawReport const& report);
std::string draw_html(DrawReport const& report);
std::string draw_table(DrawReport const& report);

Json infeasible_json(decision::sortition::Request const& request,
                     decision::sortition::Infeasibility const& why);
std::string infeasible_text(decision::sortition::Request const& request,
                            decision::sortition::Infeasibility const& why,
                            std::string const& quotas_file);

}  // namespace pacte::app
