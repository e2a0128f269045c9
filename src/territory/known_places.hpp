// The territories that a table or a person may name: those of the reference, and former communes.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "territory/former.hpp"
#include "territory/model.hpp"

namespace pacte::territory {

/// A commune that is no more, and the one that it went into.
struct PlaceBefore {
  std::string name;
  Territory const* now = nullptr;
};

/// Holds pointers to the territories it was made of.
class KnownPlaces {
 public:
  explicit KnownPlaces(std::span<Territory const> territories,
                       std::vector<FormerCommune> const& former = {});
  [[nodiscard]] Territory const* find(Key const& key) const;
  /// The only territory of that level and name, if there is one.
  [[nodiscard]] Territory const* named(Level level, std::string_view name) const;
  /// What a person typed: "commune:34172", an official code of any level, or the only name of its
  /// kind, looked for at the level `first` before the others.
  [[nodiscard]] Territory const* typed(std::string_view text, Level first) const;
  /// Of a code that is no longer in use; nothing when it leads nowhere in the reference.
  [[nodiscard]] PlaceBefore const* former(std::string const& code) const;

 private:
  std::map<Key, Territory const*> by_key_;
  std::multimap<std::pair<Level, std::string>, Territory const*> by_name_;
  std::map<std::string, PlaceBefore> former_;
};

}  // namespace pacte::territory
