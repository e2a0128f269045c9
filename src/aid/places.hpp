// What rules may ask about places, answered from the official territories and their zonings.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "rule/evaluate.hpp"
#include "store/session.hpp"
#include "territory/former.hpp"
#include "territory/justice_report.hpp"
#include "territory/rules.hpp"

namespace pacte::aid {

/// What is known on one day.
struct PlaceKnowledge {
  std::vector<territory::Territory> communes;
  std::map<std::string, std::string> successors;  // of former communes
  std::vector<territory::ZoningExtent> extents;   // of the zonings in force
  std::set<std::string> zonings;                  // keys of all that are known, or named to be
  std::set<std::string> complete;                 // those whose list leaves nobody out
};

/// Answers about communes by their official code, that of a former one too. Never changes.
///
/// A commune is in a zoning when it, or a territory that it lies in, is a member as a whole. It is
/// out of it when nothing of it is, in a zoning whose list is complete; a commune that is in it
/// only in part, or a list that may go on, tells nothing.
class Places final : public rule::Zonings {
 public:
  explicit Places(PlaceKnowledge const& known);

  [[nodiscard]] std::optional<bool> contains(std::string_view zoning,
                                             std::string_view place) const override;
  /// Known for what is no code of a commune, and in the departments whose communes are known.
  [[nodiscard]] std::optional<bool> exists(std::string_view place) const override;
  [[nodiscard]] std::optional<std::int64_t> population(std::string_view place) const override;

  /// The keys that `contains` may be asked about.
  [[nodiscard]] std::vector<std::string> const& zonings() const { return keys_; }

 private:
  struct Listed {
    bool complete = false;
    std::map<std::string, bool, std::less<>> whole;  // by commune; false: only a part of it
  };
  [[nodiscard]] std::string_view today_of(std::string_view place) const;

  std::map<std::string, std::int64_t, std::less<>> population_;  // by commune
  std::map<std::string, std::string, std::less<>> successors_;
  std::map<std::string, Listed, std::less<>> listed_;
  std::set<std::string, std::less<>> departments_;  // first two characters of the codes
  std::vector<std::string> keys_;
};

/// The list of a version made here is complete once a file has given it as a whole, or once no name
/// of the zoning is left to review. The reference's never is: it holds the members that documents
/// name, not all there are (data/territory/README.md).
PlaceKnowledge read_places(store::Session& session, std::string_view day);

/// What a folder of the reference tells (`territory::read_folder`).
PlaceKnowledge places_of(territory::Reference const& reference);

class PlacesKeeper {
 public:
  /// Those of the reference and of the zonings as they stand now, in force on the day
  /// ("2026-01-31").
  std::shared_ptr<Places const> current(store::Session& session, std::string const& day);

 private:
  std::mutex mutex_;
  std::string state_;
  std::map<std::string, std::shared_ptr<Places const>> by_day_;
};

}  // namespace pacte::aid
