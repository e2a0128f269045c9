#include "decision/budgeting/election.hpp"

#include <algorithm>
#include <array>

namespace pacte::decision::budgeting {

namespace {

constexpr std::array<std::pair<VoteType, std::string_view>, 6> type_names{{
    {VoteType::approval, "approval"},
    {VoteType::choose_one, "choose-1"},
    {VoteType::knapsack, "knapsack"},
    {VoteType::cumulative, "cumulative"},
    {VoteType::scoring, "scoring"},
    {VoteType::ordinal, "ordinal"},
}};

constexpr std::uint64_t mix(std::uint64_t hash, std::uint64_t word) {
  hash = (hash ^ word) * 0x9E3779B97F4A7C15U;
  return hash ^ hash >> 32;
}

std::uint32_t hash_of(std::span<ProjectIndex const> projects,
                      std::span<std::uint32_t const> points) {
  std::uint64_t hash = projects.size();
  for (auto const project : projects)
    hash = mix(hash, project);
  for (auto const given : points)
    hash = mix(hash, given);
  return static_cast<std::uint32_t>(hash >> 16);
}

}  // namespace

std::string_view name_of(VoteType type) {
  return std::ranges::find(type_names, type, [](auto const& pair) { return pair.first; })->second;
}

std::optional<VoteType> vote_type_named(std::string_view name) {
  auto const* found =
      std::ranges::find(type_names, name, [](auto const& pair) { return pair.second; });
  if (found == type_names.end()) return std::nullopt;
  return found->first;
}

bool Ballots::same(std::size_t ballot, std::span<ProjectIndex const> projects,
                   std::span<std::uint32_t const> points) const {
  return std::ranges::equal(this->projects(ballot), projects) &&
         std::ranges::equal(this->points(ballot), points);
}

void Ballots::grow() {
  std::vector<Slot> wider(std::max<std::size_t>(1024, table_.size() * 2));
  for (auto const& slot : table_) {
    if (slot.ballot == 0) continue;
    std::size_t place = slot.hash & (wider.size() - 1);
    while (wider[place].ballot != 0)
      place = (place + 1) & (wider.size() - 1);
    wider[place] = slot;
  }
  table_ = std::move(wider);
}

void Ballots::add(std::span<ProjectIndex const> projects, std::span<std::uint32_t const> points,
                  std::uint32_t weight) {
  voters_ += weight;
  if (2 * (weights_.size() + 1) > table_.size()) grow();
  auto const hash = hash_of(projects, points);
  std::size_t place = hash & (table_.size() - 1);
  for (; table_[place].ballot != 0; place = (place + 1) & (table_.size() - 1)) {
    auto const& slot = table_[place];
    if (slot.hash == hash && same(slot.ballot - 1, projects, points)) {
      weights_[slot.ballot - 1] += weight;
      return;
    }
  }
  projects_.insert(projects_.end(), projects.begin(), projects.end());
  points_.insert(points_.end(), points.begin(), points.end());
  starts_.push_back(static_cast<std::uint32_t>(projects_.size()));
  weights_.push_back(weight);
  table_[place] = {hash, static_cast<std::uint32_t>(weights_.size())};
}

void Ballots::reserve(std::size_t ballots, std::size_t choices) {
  starts_.reserve(ballots + 1);
  weights_.reserve(ballots);
  projects_.reserve(choices);
  if (with_points_) points_.reserve(choices);
}

void Ballots::close() {
  table_ = {};
}

std::string to_text(Amount amount, int decimals) {
  bool const negative = amount < 0;
  auto digits = std::to_string(negative ? -amount : amount);
  auto const after = static_cast<std::size_t>(decimals);
  if (after > 0) {
    if (digits.size() <= after) digits.insert(0, after + 1 - digits.size(), '0');
    digits.insert(digits.size() - after, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return negative ? "-" + digits : digits;
}

std::vector<std::uint64_t> votes_by_project(Election const& election) {
  std::vector<std::uint64_t> votes(election.projects.size());
  for (std::size_t ballot = 0; ballot < election.ballots.size(); ++ballot) {
    for (auto const project : election.ballots.projects(ballot)) {
      votes[project] += election.ballots.weight(ballot);
    }
  }
  return votes;
}

}  // namespace pacte::decision::budgeting
