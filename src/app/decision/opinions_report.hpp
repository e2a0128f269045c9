// An opinion map as people and programs read it.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "decision/opinion/map.hpp"

namespace pacte::app {

struct OpinionsReport {
  decision::opinion::Votes const& votes;
  decision::opinion::OpinionMap const& map;
  std::vector<std::string> texts;  // of each statement; its name where no text is known
  std::string title;
};

inline constexpr std::size_t most_groups = 20;  // that can be asked for: they have letters

Json tally_json(decision::opinion::Tally const& tally);
Json opinions_json(OpinionsReport const& report);
/// One line a participant: name, x, y, group.
std::string opinions_csv(OpinionsReport const& report);
std::string opinions_html(OpinionsReport const& report);
std::string opinions_table(OpinionsReport const& report);

}  // namespace pacte::app
