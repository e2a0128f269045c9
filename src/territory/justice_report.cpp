#include "territory/justice_report.hpp"

#include <algorithm>
#include <map>

namespace pacte::territory {
namespace {

// Of one zoning, by commune.
struct Extent {
  std::string name;
  std::size_t members = 0;
  std::map<std::string, Cover> communes;
};

class Analysis {
 public:
  Analysis(Amounts const& amounts, std::span<Territory const> territories,
           JusticeOptions const& options)
      : amounts_{amounts}, options_{options} {
    for (auto const& territory : territories) {
      if (territory.key.level == Level::commune) communes_.push_back(&territory);
      by_key_.emplace(territory.key, &territory);
    }
    count_people_of_epci();
    report_.level = amounts.level;
    for (auto const& territory : territories) {
      if (territory.key.level == amounts.level) add(territory);
    }
    std::ranges::sort(report_.places, {}, &PlaceShare::key);
    if (!options.absent_are_zero) {
      std::erase_if(communes_, [&](Territory const* commune) {
        return !amounts_.by_code.contains(place_of(*commune));
      });
    }
  }

  JusticeReport run(std::span<ZoningExtent const> zonings) {
    report_.concentration = concentration(report_.places);
    report_.sizes = by_size(report_.places);
    share_groups();
    share_zonings(zonings);
    return std::move(report_);
  }

 private:
  void count_people_of_epci() {
    std::map<std::string, std::map<std::string, std::int64_t>> people;
    for (auto const* commune : communes_)
      people[commune->epci][commune->department] += commune->population;
    for (auto const& [epci, departments] : people) {
      auto const most = std::ranges::max_element(
          departments, {}, [](auto const& department) { return department.second; });
      department_of_epci_[epci] = most->first;
    }
  }

  [[nodiscard]] std::string group_of(Territory const& territory) const {
    if (options_.groups == Level::epci) {
      return territory.key.level == Level::epci ? territory.key.code : territory.epci;
    }
    return department_of(territory);
  }

  [[nodiscard]] std::string department_of(Territory const& territory) const {
    switch (territory.key.level) {
      case Level::department: return territory.key.code;
      case Level::epci: {
        auto const found = department_of_epci_.find(territory.key.code);
        return found == department_of_epci_.end() ? std::string{} : found->second;
      }
      default: return territory.department;
    }
  }

  void add(Territory const& territory) {
    auto const value = amounts_.by_code.find(territory.key.code);
    bool const named = value != amounts_.by_code.end();
    report_.absent += named ? 0 : 1;
    if (!named && !options_.absent_are_zero) return;
    report_.places.push_back({.key = territory.key,
                              .name = territory.name,
                              .population = territory.population,
                              .value = named ? value->second : 0,
                              .group = group_of(territory),
                              .department = department_of(territory)});
    report_.population += territory.population;
    report_.total += report_.places.back().value;
  }

  void share_groups() {
    std::map<std::string, GroupShare> groups;
    for (auto const& place : report_.places) {
      auto& group = groups[place.group];
      ++group.places;
      group.population += place.population;
      group.value += place.value;
    }
    for (auto& [code, group] : groups) {
      group.key = {options_.groups, code};
      auto const known = by_key_.find(group.key);
      group.name = known == by_key_.end() ? code : known->second->name;
      report_.groups.push_back(std::move(group));
    }
  }

  void extend(Extent& extent, ZoningExtent const& member) const {
    extent.name = member.name;
    ++extent.members;
    for (auto const* commune : communes_) {
      if (!lies_in(*commune, member.key)) continue;
      auto& cover = extent.communes[commune->key.code];
      cover = std::max(cover, member.part ? Cover::part : Cover::whole);
    }
  }

  // A place is wholly in the zoning when all its communes are.
  [[nodiscard]] std::vector<Cover> covers(Extent const& extent) const {
    std::map<std::string, std::pair<bool, bool>> seen;  // of each place: all of it, some of it
    for (auto const* commune : communes_) {
      auto const found = extent.communes.find(commune->key.code);
      auto const cover = found == extent.communes.end() ? Cover::none : found->second;
      auto& [all, some] = seen.try_emplace(place_of(*commune), true, false).first->second;
      all = all && cover == Cover::whole;
      some = some || cover != Cover::none;
    }
    std::vector<Cover> made;
    for (auto const& place : report_.places) {
      auto const found = seen.find(place.key.code);
      auto const [all, some] = found == seen.end() ? std::pair{false, false} : found->second;
      auto const partly = some ? Cover::part : Cover::none;
      made.push_back(all ? Cover::whole : partly);
    }
    return made;
  }

  [[nodiscard]] std::string const& place_of(Territory const& commune) const {
    switch (report_.level) {
      case Level::epci: return commune.epci;
      case Level::department: return commune.department;
      default: return commune.key.code;
    }
  }

  void share_zonings(std::span<ZoningExtent const> zonings) {
    std::map<std::string, Extent> extents;
    for (auto const& member : zonings)
      extend(extents[member.zoning], member);
    for (auto const& [zoning, extent] : extents) {
      Bounds<std::int64_t> inside;
      for (auto const* commune : communes_) {
        auto const found = extent.communes.find(commune->key.code);
        if (found == extent.communes.end()) continue;
        inside.most += commune->population;
        if (found->second == Cover::whole) inside.least += commune->population;
      }
      report_.zonings.push_back(
          {.zoning = zoning,
           .name = extent.name,
           .members = extent.members,
           .reach = reach(report_.places, covers(extent), inside, report_.population)});
    }
  }

  Amounts const& amounts_;
  JusticeOptions const& options_;
  std::vector<Territory const*> communes_;
  std::map<Key, Territory const*> by_key_;
  std::map<std::string, std::string> department_of_epci_;
  JusticeReport report_;
};

}  // namespace

JusticeReport justice_of(Amounts const& amounts, std::span<Territory const> territories,
                         std::span<ZoningExtent const> zonings, JusticeOptions const& options) {
  return Analysis{amounts, territories, options}.run(zonings);
}

}  // namespace pacte::territory
