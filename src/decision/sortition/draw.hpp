// The draw by lot: from a request to a lottery over panels, with its proof.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>
#include <vector>

#include "base/problem.hpp"
#include "decision/sortition/certificate.hpp"
#include "decision/sortition/classes.hpp"
#include "decision/sortition/conflict.hpp"
#include "decision/sortition/model.hpp"
#include "decision/sortition/people_lottery.hpp"

namespace pacte::decision::sortition {

enum class Method {
  leximin,  // the least probability as great as can be, then the second least, and so on
  maximin,  // the least probability only
  nash,     // the product of probabilities
  legacy,   // seat after seat among those whose feature is most wanting; not optimal in any sense
};

struct Draw {
  SeatModel model;
  Method method = Method::leximin;
  std::vector<WeightedPanel> by_class;  // panels by class; none for the legacy draw
  std::vector<PeoplePanel> panels;      // weights add up to 1
  std::vector<double> probabilities;    // by place in the pool
  double minimum = 0;                   // the least of them, excluded people left out
  Certificate certificate;
};

/// Either a lottery, or why there is no panel.
using Drawn = std::variant<Draw, Infeasibility>;

struct DrawOptions {
  Method method = Method::leximin;
  std::string_view seed = "0";               // for the legacy draw, which is the only random one
  std::chrono::milliseconds limit{600'000};  // of real time
  std::function<void(std::string_view)> told{};  // hears what is being done, in French
};

/// The request has passed `check`. Solvers work in a child process, and again with other settings
/// when they break down. Problems: `unavailable` when time is over or nothing worked; `invalid`
/// when the legacy draw found no panel although there may be some.
Result<Drawn> draw(Request const& request, DrawOptions const& options = {});

}  // namespace pacte::decision::sortition
