#include "decision/opinion/map.hpp"

namespace pacte::decision::opinion {

OpinionMap draw_map(Votes const& votes, MapOptions const& options, OpinionMap const* before) {
  OpinionMap map;
  map.plane = lay_out(votes, options.plane, before == nullptr ? nullptr : &before->plane);
  map.groups =
      group(votes, map.plane, options.groups, before == nullptr ? nullptr : &before->groups);
  map.reading = read(votes, map.groups);
  return map;
}

}  // namespace pacte::decision::opinion
