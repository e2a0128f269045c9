#include "territory/justice_tables.hpp"

namespace pacte::territory {
namespace {

std::string each(PlaceShare const& place) {
  auto const mean = per_inhabitant(place.value, place.population);
  return mean ? fmt::format("{}", *mean) : std::string{};
}

void add(std::vector<std::string>& row, Bounds<double> const& bounds) {
  row.push_back(fmt::format("{}", bounds.least));
  row.push_back(fmt::format("{}", bounds.most));
}

}  // namespace

std::string places_csv(MeasuredJustice const& measured, report::CsvOptions options) {
  std::vector<std::string> header{"id", "name", "population", "value", "per_inhabitant", "group"};
  if (measured.before) header.insert(header.end(), {"before", "before_per_inhabitant"});
  report::CsvWriter writer{header, options};
  auto const& places = measured.report.places;
  for (std::size_t i = 0; i < places.size(); ++i) {
    auto const& place = places[i];
    std::vector row{to_text(place.key),        place.name,  std::to_string(place.population),
                    decimal_text(place.value), each(place), place.group};
    if (measured.before) {
      auto const& then = measured.before->places[i];
      row.push_back(decimal_text(then.value));
      row.push_back(each(then));
    }
    writer.row(row);
  }
  return writer.take();
}

std::string zonings_csv(MeasuredJustice const& measured, report::CsvOptions options) {
  std::vector<std::string> header{"zoning",
                                  "name",
                                  "value_least",
                                  "value_most",
                                  "share_of_value_least",
                                  "share_of_value_most",
                                  "share_of_population_least",
                                  "share_of_population_most"};
  if (measured.before)
    header.insert(header.end(), {"before_share_of_value_least", "before_share_of_value_most"});
  report::CsvWriter writer{header, options};
  for (std::size_t i = 0; i < measured.report.zonings.size(); ++i) {
    auto const& [zoning, name, members, reach] = measured.report.zonings[i];
    std::vector row{zoning, name, decimal_text(reach.value.least), decimal_text(reach.value.most)};
    add(row, reach.share_of_value);
    add(row, reach.share_of_population);
    if (measured.before) add(row, measured.before->zonings[i].reach.share_of_value);
    writer.row(row);
  }
  return writer.take();
}

}  // namespace pacte::territory
