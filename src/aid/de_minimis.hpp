// The de minimis account of a single undertaking: what small aid it may still be granted.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/euros.hpp"

namespace pacte::aid {

/// Under which regulation a small aid was granted.
enum class DeMinimisRule {
  general,      // (EU) 2023/2831
  agriculture,  // (EU) 1408/2013: primary agricultural production
  fishery,      // (EU) 717/2014: fishery and aquaculture
  sgei,         // (EU) 2023/2832: services of general economic interest
};

struct DeMinimisGrant {
  std::chrono::year_month_day granted;  // day on which the right to the aid was given
  Euros equivalent;                     // gross grant equivalent
  DeMinimisRule rule = DeMinimisRule::general;
  std::string undertaking{};  // SIREN of the enterprise that has it
  std::string reference{};    // the aid, as it was declared
  bool planned = false;       // not granted yet: counted as if it were
};

/// Most that one undertaking may be granted over any three years.
struct DeMinimisCeilings {
  Euros general{300'000'00};     // 2023/2831, article 3(2)
  Euros agriculture{50'000'00};  // 1408/2013, article 3(2), as amended by 2024/3118
  Euros fishery{30'000'00};      // 717/2014, article 3(2)
  Euros sgei{750'000'00};        // 2023/2832, article 3(2)
};

/// One of the sums that must hold: of which regulations, over which days, against which ceiling.
struct DeMinimisLimit {
  std::vector<DeMinimisRule> rules;
  Euros ceiling;
  std::chrono::year_month_day from;  // first and last day of the three years
  std::chrono::year_month_day to;
  std::vector<DeMinimisGrant> counted;  // those of these days, the new one left out
  Euros total;                          // of those
  Euros left;                           // what a new grant may have of it; never below zero
};

struct DeMinimisCheck {
  Euros most;  // the largest grant that every limit allows
  bool allowed = false;
  std::vector<DeMinimisLimit>
      limits;  // for each sum, the three years that leave least; least first
};

/// May `asked` be granted? `account` holds all the grants of all the enterprises of the single
/// undertaking, in any order, also those dated after it: over *any* three years that hold the new
/// day, each sum must stay under its ceiling. Three years end on a day and begin on the morrow of
/// the same day three years before: grants of 10 March 2023 and of 10 March 2026 never add up.
/// Sums (2023/2831, article 5(1)): aid under a regulation of a sector against its own ceiling;
/// general, agriculture and fishery together against the general one; all against that of services
/// of general economic interest when there is some.
DeMinimisCheck check_de_minimis(std::span<DeMinimisGrant const> account,
                                DeMinimisGrant const& asked,
                                DeMinimisCeilings const& ceilings = {});

/// Gross grant equivalent of a loan secured for half at least (article 4(3)(c)): up to EUR
/// 1,000,000 over 5 years, or 500,000 over 10, in proportion, rounded up to the cent. Nothing
/// beyond: it must then be computed from the reference rate.
std::optional<Euros> loan_equivalent(Euros principal, int months);

/// The same of a guarantee of at most 80 % of a loan (article 4(6)(c)): EUR 1,500,000 guaranteed
/// over 5 years, or 750,000 over 10.
std::optional<Euros> guarantee_equivalent(Euros guaranteed, int months);

}  // namespace pacte::aid
