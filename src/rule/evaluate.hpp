// Evaluation of a program over what is known of one applicant. Three-valued: strong Kleene logic on
// truths, intervals on quantities (S. C. Kleene, Introduction to Metamathematics, 1952, § 64;
// R. E. Moore, Interval Analysis, 1966).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rule/facts.hpp"
#include "rule/program.hpp"

namespace pacte::rule {

/// Who knows places: which zonings they are in, how many people live there.
class Zonings {
 public:
  Zonings() = default;
  Zonings(Zonings const&) = delete;
  Zonings& operator=(Zonings const&) = delete;
  virtual ~Zonings() = default;
  /// Nothing when it cannot tell: no such zoning, or a commune that is in it only in part. Always
  /// the same answer to the same question.
  [[nodiscard]] virtual std::optional<bool> contains(std::string_view zoning,
                                                     std::string_view place) const = 0;
  /// Is there a commune of this code? Nothing when it cannot tell.
  [[nodiscard]] virtual std::optional<bool> exists(std::string_view /*place*/) const {
    return std::nullopt;
  }
  /// Inhabitants of a commune; nothing when it cannot tell.
  [[nodiscard]] virtual std::optional<std::int64_t> population(std::string_view /*place*/) const {
    return std::nullopt;
  }
};

/// Money in cents. Both ends hold when the applicant is eligible.
struct Amount {
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool operator==(Amount const&) const = default;
};

struct Outcome {
  Verdict verdict = Verdict::unknown;
  std::optional<Amount> amount;  // none when the scheme has no amount, or refuses
  bool operator==(Outcome const&) const = default;
};

/// Of a truth.
inline Verdict verdict_of(Range truth) {
  if (truth.most == 0) return Verdict::ineligible;
  return truth.least == 1 ? Verdict::eligible : Verdict::unknown;
}

/// Fills `registers`, one for each instruction. `zonings` may be null: then none can tell.
void run(Program const& program, Facts const& facts, Zonings const* zonings,
         std::vector<Range>& registers);

Outcome outcome_of(Program const& program, std::vector<Range> const& registers);

/// Runs the body of the aggregate at `header` for one item.
void run_item(Program const& program, Facts const& facts, Zonings const* zonings,
              std::uint32_t header, Facts::Item const& item, std::vector<Range>& registers);

}  // namespace pacte::rule
