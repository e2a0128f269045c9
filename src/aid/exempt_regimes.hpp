// The articles of the general block exemption regulation (Regulation (EU) No 651/2014) that a
// Region uses most, and the largest share of public aid that each allows. The figures and their
// sources are those of data/europe/aid-regimes.json, which the program carries.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aid/intensity.hpp"
#include "rule/syntax.hpp"

namespace pacte::aid {

/// Annex I of the regulation.
enum class UndertakingSize { small, medium, large };
inline constexpr std::size_t undertaking_sizes = 3;

/// Something that raises the share under some articles.
struct BonusKind {
  std::string id;  // "zone-c"
  rule::Bilingual label;
};

struct RegimeBonus {
  std::string id;  // of its kind
  BasisPoints points;
  std::string source;
  std::string group;  // of those of a group the greatest alone counts; empty: it adds to all
};

/// The amount of aid beyond which the article exempts it no more.
struct RegimeLimit {
  Euros amount;
  rule::Bilingual per;  // "par entreprise et par projet"
  std::string source;
};

struct ExemptRegime {
  std::string id;       // "rgec-17"
  std::string article;  // "17"
  rule::Bilingual label;
  std::array<std::optional<BasisPoints>, undertaking_sizes> base;  // none: that size is not aided
  std::string base_source;                                         // "art. 17(6)"
  std::array<BasisPoints, undertaking_sizes> size;                 // points added
  std::string size_source;
  std::vector<RegimeBonus> bonuses;
  std::optional<BasisPoints> cap;
  std::string cap_source;
  std::optional<RegimeLimit> limit;
  rule::Bilingual note;
  bool compared = false;  // the figures were held against a published copy of the text

  /// The share is that of the regional aid map, which the regulation does not give.
  [[nodiscard]] bool by_map() const;
  /// The share, or whether there is one, depends on the size of the undertaking.
  [[nodiscard]] bool by_size() const;
};

struct ExemptRegimes {
  rule::Bilingual act;
  std::chrono::year_month_day until;  // last day on which the regulation applies
  std::string until_source;
  std::vector<BonusKind> bonuses;
  std::vector<ExemptRegime> regimes;

  [[nodiscard]] ExemptRegime const* find(std::string_view id) const;
  /// The one regime of the article that a text names: "article 17". None when the article has
  /// several: their shares differ.
  [[nodiscard]] ExemptRegime const* of_article(std::string_view text) const;
};

ExemptRegimes const& exempt_regimes();

/// One step of how a share is reached.
struct CeilingStep {
  enum class Kind { base, size, bonus, passed_over, cap } kind = Kind::base;
  BasisPoints points;   // added; for the cap, the share that remains
  std::string source;   // empty for a bonus that the article does not have
  std::string bonus{};  // identifier of its kind
};

struct RegimeCeiling {
  BasisPoints share;
  std::vector<CeilingStep> steps;
};

/// The largest share for an undertaking of that size, with the bonuses that it has by their kinds.
/// None when the article does not aid that size, or leaves the share to the map.
std::optional<RegimeCeiling> ceiling_of(ExemptRegime const& regime, UndertakingSize size,
                                        std::span<std::string const> bonuses);

}  // namespace pacte::aid
