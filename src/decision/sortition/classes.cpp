#include "decision/sortition/classes.hpp"

#include <algorithm>
#include <compare>
#include <map>

namespace pacte::decision::sortition {
namespace {

// What tells a person from another, apart from the household.
struct Traits {
  std::vector<std::uint16_t> features;
  bool required = false;
  std::int64_t weight = unit_weight;
  auto operator<=>(Traits const&) const = default;
};

struct Household {
  std::vector<std::pair<Traits, std::size_t>> members;  // with their place in the pool
};

std::vector<Household> households_of(Request const& request) {
  std::vector<bool> required(request.pool.people.size());
  std::vector<bool> excluded(request.pool.people.size());
  for (auto const i : request.required)
    required[i] = true;
  for (auto const i : request.excluded)
    excluded[i] = true;
  std::vector<Household> households;
  std::map<std::string, std::size_t> by_address;
  for (std::size_t i = 0; i < request.pool.people.size(); ++i) {
    if (excluded[i]) continue;
    auto const& person = request.pool.people[i];
    auto place = households.size();
    if (!person.household.empty()) {
      place = by_address.try_emplace(person.household, place).first->second;
    }
    if (place == households.size()) households.emplace_back();
    households[place].members.emplace_back(Traits{person.features, required[i], person.weight}, i);
  }
  return households;
}

// Classes are ordered by their traits first, so that those alike stand together. A household of
// mixed composition stands alone (its number): which of its members sits is then in the seats
// themselves. Households whose members are all alike are counted together, by their size.
struct ClassKey {
  Traits traits;
  std::size_t household_size = 1;
  std::size_t mixed_household = 0;  // from 1
  auto operator<=>(ClassKey const&) const = default;
};

struct Grouping {
  std::map<ClassKey, std::vector<std::size_t>> people;
  std::size_t mixed_households = 0;
};

// The first members of all households, then the second ones: as many people in a row as there are
// households never share an address.
std::vector<std::size_t> by_rank(std::vector<std::size_t> const& people, std::size_t size) {
  std::vector<std::size_t> ranked;
  ranked.reserve(people.size());
  for (std::size_t rank = 0; rank < size; ++rank) {
    for (auto i = rank; i < people.size(); i += size)
      ranked.push_back(people[i]);
  }
  return ranked;
}

Grouping group(Request const& request) {
  Grouping grouping;
  for (auto const& household : households_of(request)) {
    auto const alike = std::ranges::all_of(household.members, [&](auto const& member) {
      return member.first == household.members.front().first;
    });
    ClassKey key{.household_size = alike ? household.members.size() : 1,
                 .mixed_household = alike ? 0 : ++grouping.mixed_households};
    for (auto const& [traits, place] : household.members) {
      key.traits = traits;
      grouping.people[key].push_back(place);
    }
  }
  for (auto& [key, people] : grouping.people)
    people = by_rank(people, key.household_size);
  return grouping;
}

void add_feature_rows(Quotas const& quotas, SeatModel& model) {
  for (std::size_t c = 0; c < quotas.categories.size(); ++c) {
    auto const& features = quotas.categories[c].features;
    auto const first = model.rows.size();
    for (std::size_t f = 0; f < features.size(); ++f) {
      model.rows.push_back({.kind = Row::Kind::feature,
                            .category = c,
                            .feature = f,
                            .classes = {},
                            .min = features[f].min,
                            .max = features[f].max});
    }
    for (std::uint32_t t = 0; t < model.classes.size(); ++t) {
      model.rows[first + model.classes[t].features[c]].classes.push_back(t);
    }
  }
}

}  // namespace

SeatModel make_seat_model(Request const& request) {
  auto grouping = group(request);
  SeatModel model;
  model.size = request.size;
  model.people = request.pool.people.size();
  std::map<std::size_t, std::vector<std::uint32_t>> mixed;
  for (auto& [key, people] : grouping.people) {
    auto const count = static_cast<int>(people.size());
    auto households = count / static_cast<int>(key.household_size);
    if (key.mixed_household > 0) {
      households = 1;
      mixed[key.mixed_household].push_back(static_cast<std::uint32_t>(model.classes.size()));
    }
    model.classes.push_back({.features = key.traits.features,
                             .weight = static_cast<double>(key.traits.weight) / unit_weight,
                             .people = std::move(people),
                             .min = key.traits.required ? count : 0,
                             .max = households});
  }
  Row all{.kind = Row::Kind::size, .min = request.size, .max = request.size};
  all.classes.resize(model.classes.size());
  for (std::uint32_t t = 0; t < all.classes.size(); ++t)
    all.classes[t] = t;
  model.rows.push_back(std::move(all));
  add_feature_rows(request.quotas, model);
  for (auto& [household, classes] : mixed) {
    model.rows.push_back(
        {.kind = Row::Kind::household, .classes = std::move(classes), .min = 0, .max = 1});
  }
  model.rows_of.resize(model.classes.size());
  for (std::uint32_t r = 0; r < model.rows.size(); ++r) {
    for (auto const t : model.rows[r].classes)
      model.rows_of[t].push_back(r);
  }
  return model;
}

bool is_panel(SeatModel const& model, Seats const& seats) {
  if (seats.size() != model.classes.size()) return false;
  for (std::size_t t = 0; t < seats.size(); ++t) {
    if (seats[t] < model.classes[t].min || seats[t] > model.classes[t].max) return false;
  }
  return std::ranges::all_of(model.rows, [&](Row const& row) {
    int sum = 0;
    for (auto const t : row.classes)
      sum += seats[t];
    return row.min <= sum && sum <= row.max;
  });
}

}  // namespace pacte::decision::sortition
