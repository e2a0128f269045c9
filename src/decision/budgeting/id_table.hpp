// Identifiers found by their text, fast: a file names its projects hundreds of thousands of times.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace pacte::decision::budgeting {

/// The texts given must outlive the table.
class IdTable {
 public:
  /// The number of an identifier: the first added is 0, the next 1…
  std::optional<std::uint32_t> find(std::string_view id) const {
    if (ids_.empty()) return std::nullopt;
    auto const hash = hash_of(id);
    for (std::size_t place = hash & mask();; place = (place + 1) & mask()) {
      auto const& slot = slots_[place];
      if (slot.number == 0) return std::nullopt;
      if (slot.hash == hash && ids_[slot.number - 1] == id) return slot.number - 1;
    }
  }

  /// False, and nothing changes, when it is there already.
  bool add(std::string_view id) {
    if (2 * (ids_.size() + 1) > slots_.size()) grow();
    auto const hash = hash_of(id);
    std::size_t place = hash & mask();
    for (; slots_[place].number != 0; place = (place + 1) & mask()) {
      if (slots_[place].hash == hash && ids_[slots_[place].number - 1] == id) return false;
    }
    ids_.push_back(id);
    slots_[place] = {hash, static_cast<std::uint32_t>(ids_.size())};
    return true;
  }

  std::size_t size() const { return ids_.size(); }

  void reserve(std::size_t ids) {
    while (slots_.size() < 2 * ids)
      grow();
    ids_.reserve(ids);
  }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = 0;  // one more than the identifier's; 0 where there is none
  };

  static std::uint32_t hash_of(std::string_view id) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (char const c : id)
      hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return static_cast<std::uint32_t>(hash ^ hash >> 29);
  }

  std::size_t mask() const { return slots_.size() - 1; }

  void grow() {
    std::vector<Slot> wider(slots_.empty() ? 256 : slots_.size() * 2);
    for (auto const& slot : slots_) {
      if (slot.number == 0) continue;
      std::size_t place = slot.hash & (wider.size() - 1);
      while (wider[place].number != 0)
        place = (place + 1) & (wider.size() - 1);
      wider[place] = slot;
    }
    slots_ = std::move(wider);
  }

  std::vector<Slot> slots_;
  std::vector<std::string_view> ids_;
};

/// Tells identifiers met before. Most files number their voters in increasing order: as long as
/// they do, nothing needs to be looked up.
class FreshIds {
 public:
  /// False when it was met already.
  bool add(std::string_view id) {
    if (table_.size() == 0) {
      auto const number = number_of(id);
      if (number > last_) {
        last_ = number;
        increasing_.push_back(id);
        return true;
      }
      table_.reserve(2 * increasing_.size() + 1);
      for (auto const& before : increasing_)
        table_.add(before);
    }
    return table_.add(id);
  }

 private:
  // Of a whole number above zero written as such; 0 otherwise.
  static std::uint64_t number_of(std::string_view id) {
    if (id.empty() || id.size() > 18 || id.front() == '0') return 0;
    std::uint64_t number = 0;
    for (char const c : id) {
      if (c < '0' || c > '9') return 0;
      number = number * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return number;
  }

  std::uint64_t last_ = 0;
  std::vector<std::string_view> increasing_;
  IdTable table_;
};

}  // namespace pacte::decision::budgeting
