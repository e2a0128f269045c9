// The map of the page of territorial justice.
#include <algorithm>
#include <map>

#include "territory/justice_figures.hpp"
#include "territory/justice_view.hpp"
#include "territory/map_view.hpp"
#include "territory/store.hpp"

namespace pacte::territory {
namespace {

using web::tr;
using web::trf;

struct Part {
  Key key;
  std::string name;
  std::int64_t population = 0;
  Quantity value = 0;
};

std::vector<Part> measured_places(JusticeReport const& report, std::string const& department) {
  std::vector<Part> parts;
  for (auto const& place : report.places) {
    if (!department.empty() && place.department != department) continue;
    parts.push_back({place.key, place.name, place.population, place.value});
  }
  return parts;
}

// There are too many communes for one drawing: their EPCI have what they have.
std::vector<Part> by_epci(store::Session& session, JusticeReport const& report) {
  std::map<std::string, Part> parts;
  for (auto const& epci : all_territories(session, Level::epci))
    parts.emplace(epci.key.code, Part{epci.key, epci.name});
  std::map<std::string, std::string> epci_of;
  for (auto const& commune : all_territories(session, Level::commune))
    epci_of.emplace(commune.key.code, commune.epci);
  for (auto const& place : report.places) {
    auto const part = parts.find(epci_of[place.key.code]);
    if (part == parts.end()) continue;
    part->second.population += place.population;
    part->second.value += place.value;
  }
  std::vector<Part> all;
  for (auto& [code, part] : parts)
    all.push_back(std::move(part));
  return all;
}

// Quantiles cannot cut among equals: where many have nothing, one class would hold nearly all.
bool mostly_nothing(std::vector<Part> const& parts) {
  auto const without = std::ranges::count(parts, 0, &Part::value);
  return static_cast<std::size_t>(without) * 4 > parts.size();
}

}  // namespace

void fill_justice_map(web::View& view, store::Session& session, web::Request const& request,
                      MeasuredJustice const& measured, Level communes_by) {
  auto const& report = measured.report;
  auto const locale = request.locale;
  PerPeople const scale{report};
  MapOfValues map{.unit = scale.unit(locale), .level = report.level, .decimals = 2};
  Key within;
  std::vector<Part> parts;
  if (report.level != Level::commune) {
    map.title = scale.title(locale);
    parts = measured_places(report, "");
  } else if (measured.place && measured.place->department) {
    within = measured.place->department->key;
    map.title =
        trf(locale, "{}, par commune : {}", scale.title(locale), measured.place->department->name);
    parts = measured_places(report, within.code);
  } else if (communes_by == Level::department) {
    map.level = communes_by;
    map.title = trf(locale, "{}, par département", scale.title(locale));
    for (auto const& group : report.groups)
      parts.push_back({group.key, group.name, group.population, group.value});
  } else {
    map.level = Level::epci;
    map.title = trf(locale, "{}, par intercommunalité", scale.title(locale));
    parts = by_epci(session, report);
  }
  for (auto const& part : parts) {
    auto const each = per_inhabitant(part.value, part.population);
    map.values.push_back({part.key, part.name, each ? std::optional{scale.of(*each)} : std::nullopt,
                          scale.text(each, locale)});
  }
  if (mostly_nothing(parts)) map.method = Classification::jenks;
  fill_values_map(view, session, request, within, std::move(map));
}

}  // namespace pacte::territory
