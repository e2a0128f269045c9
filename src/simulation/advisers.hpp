// Whom somebody should ask about a scheme, by what they answered of places.
#pragma once

#include "aid/contacts.hpp"
#include "simulation/sitting.hpp"
#include "web/view.hpp"

namespace pacte::simulation {

struct Adviser {
  aid::Advice advice;
  bool placed = false;   // a commune of the region was answered
  std::string run_by{};  // operator; empty: not stated
};

/// What is needed to tell it of every scheme of a sitting, which must outlive it.
class Advisers {
 public:
  Advisers(Context const& context, store::Session& session, Sitting const& sitting);

  /// By the communes that the rules of this scheme ask for, then by that of the project, by that of
  /// the head office, by the others. Nothing when the scheme refuses.
  [[nodiscard]] std::optional<Adviser> of(Judged const& judged) const;

 private:
  struct Answered {
    int fact = 0;
    territory::Territory commune;
  };
  Sitting const& sitting_;
  std::shared_ptr<aid::ContactBook const> book_;
  std::vector<Answered> answered_;  // what counts most first
};

/// Fills {{>ADVISER}} (simulation/adviser.html).
void fill_adviser(web::View& view, Adviser const& adviser);

}  // namespace pacte::simulation
