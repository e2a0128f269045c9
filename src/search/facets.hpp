// Counts of facet values over what a search matches.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "search/index.hpp"

namespace pacte::search {

/// Hears of every matching document.
class FacetSpy : public Xapian::MatchSpy {
 public:
  void operator()(Xapian::Document const& document, double weight) override;
  /// By facet, most frequent first, then in the order of the values.
  [[nodiscard]] std::map<Facet, std::vector<FacetCount>> counts() const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> counted_;
};

}  // namespace pacte::search
