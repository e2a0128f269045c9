// A draw by lot as people and programs read it.
#pragma once

#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "decision/sortition/draw.hpp"
#include "decision/sortition/uniform_lottery.hpp"

namespace pacte::app {

struct DrawReport {
  decision::sortition::Request const& request;
  decision::sortition::Draw const& draw;
  std::optional<decision::sortition::UniformLottery> lottery;
  std::string seed;                   // of the lottery
  std::optional<std::size_t> number;  // drawn, from 0 to 999
};

/// With the lottery when it is wanted, or when a number was drawn in public; without a number, the
/// seed gives it. The problem: there are fewer panels than that.
Result<DrawReport> make_report(decision::sortition::Request const& request,
                               decision::sortition::Draw const& draw, std::string const& seed,
                               bool lottery, std::optional<std::size_t> number);

Json draw_json(DrawReport const& report);
/// One line a person: line of the pool from 0, identifier, features, probability, and whether the
/// number drawn chooses that person.
std::string draw_csv(DrawReport const& report);
std::string draw_html(DrawReport const& report);
std::string draw_table(DrawReport const& report);

Json infeasible_json(decision::sortition::Request const& request,
                     decision::sortition::Infeasibility const& why);
std::string infeasible_text(decision::sortition::Request const& request,
                            decision::sortition::Infeasibility const& why,
                            std::string const& quotas_file);

}  // namespace pacte::app
