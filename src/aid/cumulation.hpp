// May an aid be added to those that an undertaking has, and to those on the same costs? What was
// declared, what was counted of it, against which ceiling. Pure: nothing is kept.
#pragma once

#include "aid/de_minimis.hpp"
#include "aid/exempt_regimes.hpp"
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
  bool planned = false;  // not granted yet on the day of the check
};

/// A regime as it is declared: one of the table, or what is said of another.
struct DeclaredRegime {
  std::string id{};   // of an `ExemptRegime`; empty: another
  AidRegime typed{};  // of another regime, and the share of one that the map decides
};

struct DeclaredOther {
  std::string giver;
  Euros equivalent;
  DeclaredRegime regime{};
};

/// The costs that several aids share.
struct SharedCosts {
  Euros eligible;
  DeclaredRegime regime{};  // of the aid asked
  std::vector<DeclaredOther> others{};
};

struct CumulationRequest {
  std::string applicant{};  // SIREN; may be empty when no link is declared
  std::vector<Link> links{};
  std::vector<DeclaredAid> account{};
  DeclaredAid asked;
  bool de_minimis = true;  // the aid asked is one; its rule means nothing otherwise
  UndertakingSize size = UndertakingSize::small;  // of the applicant; regimes may depend on it
  std::vector<std::string> bonuses{};             // kinds that the project has
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
  bool asked_de_minimis = true;
  /// None when the aid asked is not de minimis, or when its equivalent, or that of an aid which may
  /// count, is not known: the account is then not to be judged.
  std::optional<DeMinimisCheck> de_minimis;
  std::string regime{};                     // of the aid asked, when it is one of the table
  std::optional<RegimeCeiling> ceiling{};   // how the share of that regime is reached
  std::optional<IntensityCheck> intensity;  // none without costs, or without the equivalent asked

  /// False when one of the checks that the aid asked needs could not be made.
  [[nodiscard]] bool judged() const;
  /// What may be granted, and whether what is asked may: every check that was made together.
  [[nodiscard]] Euros most() const;
  [[nodiscard]] bool allowed() const;
};

/// What a regime allows an undertaking of that size: the share of the table, or what was typed.
AidRegime regime_of(DeclaredRegime const& declared, UndertakingSize size,
                    std::span<std::string const> bonuses);

/// `request` was read by `read_cumulation`: amounts from zero to `largest_declared`, days that
/// exist, SIRENs with a right key, regimes that aid the size declared.
Cumulation check_cumulation(CumulationRequest const& request,
                            DeMinimisCeilings const& ceilings = {});

}  // namespace pacte::aid
