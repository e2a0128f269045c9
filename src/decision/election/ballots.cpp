#include <algorithm>

#include "decision/election/model.hpp"

namespace pacte::decision::election {

namespace {

std::uint32_t hash_of(BallotGroup const& group, std::span<Mark const> marks) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  auto const take = [&hash](std::uint64_t value) { hash = (hash ^ value) * 0x100000001B3U; };
  take(static_cast<std::uint64_t>(group.kind) << 16 | group.college);
  take(static_cast<std::uint64_t>(group.each));
  for (auto const mark : marks)
    take(static_cast<std::uint64_t>(mark.candidate) << 16 | mark.level);
  return static_cast<std::uint32_t>(hash ^ hash >> 31);
}

}  // namespace

bool Ballots::same(std::size_t ballot, BallotGroup const& group,
                   std::span<Mark const> marks) const {
  auto const& other = groups_[ballot];
  return other.kind == group.kind && other.college == group.college && other.each == group.each &&
         std::ranges::equal(this->marks(ballot), marks);
}

void Ballots::grow() {
  std::vector<Slot> wider(table_.empty() ? 1024 : table_.size() * 2);
  for (auto const& slot : table_) {
    if (slot.ballot == 0) continue;
    std::size_t place = slot.hash & (wider.size() - 1);
    while (wider[place].ballot != 0)
      place = (place + 1) & (wider.size() - 1);
    wider[place] = slot;
  }
  table_ = std::move(wider);
}

void Ballots::add(BallotGroup const& group, std::span<Mark const> marks) {
  if (2 * (groups_.size() + 1) > table_.size()) grow();
  auto const hash = hash_of(group, marks);
  std::size_t place = hash & (table_.size() - 1);
  for (; table_[place].ballot != 0; place = (place + 1) & (table_.size() - 1)) {
    if (table_[place].hash != hash || !same(table_[place].ballot - 1, group, marks)) continue;
    auto& met = groups_[table_[place].ballot - 1];
    met.people += group.people;
    met.proxies += group.proxies;
    return;
  }
  groups_.push_back(group);
  marks_.insert(marks_.end(), marks.begin(), marks.end());
  starts_.push_back(marks_.size());
  table_[place] = {hash, static_cast<std::uint32_t>(groups_.size())};
}

void Ballots::renumber(std::span<CandidateIndex const> numbers) {
  for (auto& mark : marks_)
    mark.candidate = numbers[mark.candidate];
  for (std::size_t ballot = 0; ballot < size(); ++ballot) {
    auto const first = marks_.begin() + static_cast<std::ptrdiff_t>(starts_[ballot]);
    auto const last = marks_.begin() + static_cast<std::ptrdiff_t>(starts_[ballot + 1]);
    std::ranges::sort(first, last, {},
                      [](Mark const& mark) { return std::pair{mark.level, mark.candidate}; });
  }
}

void Ballots::reserve(std::size_t ballots, std::size_t marks) {
  groups_.reserve(ballots);
  starts_.reserve(ballots + 1);
  marks_.reserve(marks);
}

void Ballots::close() {
  table_ = {};
}

}  // namespace pacte::decision::election
