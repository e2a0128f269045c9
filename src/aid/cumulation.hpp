// May an aid be added to those that an undertaking has, and to those on the same costs? What was
// declared, what was counted of it, against which ceiling. Pure: nothing is kept.
#pragma once

#include "aid/de_minimis.hpp"
#include "aid/intensity.hpp"
#include "aid/undertaking.hpp"

namespace pacte::aid {

inline constexpr std::size_t most_declared_aids = 200;
inline constexpr std::size_t most_declared_links = 50;
/// Of an amount: beyond it, no ceiling here is of any help.
inline constexpr Euros largest_declared{1'000'000'000'00};

enum class AidShape {
  grant,      // the amount is the gross grant equivalent, or stands for it
  loan,       // the amount is the principal of a loan that is secured for half at least
  guarantee,  // the amount is the part of a loan that is guaranteed, 80 % of it at most
};

/// An aid as it is declared: an amount, and what its gross grant equivalent comes from.
struct DeclaredAid {
  std::string siren{};  // of the enterprise that has it; empty: the applicant
  std::string reference{};
  std::chrono::year_month_day granted;
  AidShape shape = AidShape::grant;
  Euros amount;
  int months = 0;  // of a loan or a guarantee
  DeMinimisRule rule = DeMinimisRule::general;
};

/// The costs that several aids share.
struct SharedCosts {
  Euros eligible;
  AidRegime regime{};  // of the aid asked
  std::vector<OtherAid> others{};
};

struct CumulationRequest {
  std::string applicant{};  // SIREN; may be empty when no link is declared
  std::vector<Link> links{};
  std::vector<DeclaredAid> account{};
  DeclaredAid asked;
  std::optional<SharedCosts> costs{};
};

/// A declared aid, and what became of it.
struct CountedAid {
  DeclaredAid aid;
  std::optional<Euros>
      equivalent;              // none: beyond what the simple rule of loans and guarantees says
  bool of_undertaking = true;  // false: declared of an enterprise that no link holds to it
};

struct Cumulation {
  SingleUndertaking undertaking;
  std::vector<CountedAid> account;
  CountedAid asked;
  /// None when the equivalent of the aid asked, or of one that may count, is not known: the account
  /// is then not to be judged.
  std::optional<DeMinimisCheck> de_minimis;
  std::optional<IntensityCheck> intensity;  // none without costs, or without the equivalent asked
};

/// `request` was read by `read_cumulation`: amounts from zero to `largest_declared`, days that
/// exist, SIRENs with a right key.
Cumulation check_cumulation(CumulationRequest const& request,
                            DeMinimisCeilings const& ceilings = {});

}  // namespace pacte::aid
