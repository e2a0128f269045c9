// The reference in memory, for lookups: contours by point, names with misspellings. Made once for
// each reference loaded, on the first request that needs it, and shared by all of them.
#pragma once

#include <memory>
#include <mutex>

#include "store/session.hpp"
#include "territory/former.hpp"
#include "territory/names.hpp"
#include "territory/point_index.hpp"

namespace pacte::territory {

class Atlas {
 public:
  /// Reads the whole reference.
  Atlas(store::Session& session, std::string digest);

  /// The commune that holds the point, on the rule of PointIndex.
  [[nodiscard]] std::optional<Key> at(Place const& place) const;
  /// Whether contours of communes are made up around their points.
  [[nodiscard]] bool approximate() const { return approximate_; }
  [[nodiscard]] NameIndex const& names() const { return names_; }
  [[nodiscard]] std::string const& digest() const { return digest_; }

 private:
  struct Communes {
    std::vector<Key> keys;
    std::vector<Contour> contours;
    bool approximate = false;
  };
  static Communes communes_of(store::Session& session);
  Atlas(store::Session& session, std::string digest, Communes communes);

  std::string digest_;
  std::vector<Key> communes_;  // by their number in the index
  bool approximate_ = false;
  PointIndex points_;
  NameIndex names_;
};

class AtlasKeeper {
 public:
  /// That of the reference loaded now.
  std::shared_ptr<Atlas const> current(store::Session& session);

 private:
  std::mutex mutex_;
  std::shared_ptr<Atlas const> atlas_;
};

}  // namespace pacte::territory
