// How a body votes: the method, and what its standing orders say around it.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "decision/election/model.hpp"

namespace pacte::decision::election {

enum class Method {
  relative,        // most votes
  absolute,        // more than a share of the base, half by default
  qualified,       // at least a share of the base: 2/3, 3/5
  rounds,          // absolute, then relative at the last round
  approval,        // as many candidates as one likes
  instant_runoff,  // last one out, until a majority
  schulze,         // strongest paths
  stv,             // single transferable vote
  judgment,        // majority judgment
  lists,           // seats in proportion to the votes of lists
};

/// What a majority is a share of.
enum class Base { expressed, cast, present, members };

/// A share of something that must be reached (`strict`: exceeded).
struct Share {
  Rational value;
  bool strict = false;
  bool reached(Rational const& amount, Rational const& whole) const {
    return strict ? amount > value * whole : amount >= value * whole;
  }
};

/// People who must be there: a share of the members, or so many.
struct Quorum {
  std::optional<Share> share{};
  Votes people = 0;  // when there is no share
};

struct TieRule {
  enum class Kind {
    age,          // the eldest first
    youngest,     // the youngest first
    first_votes,  // most first preferences
    earlier,      // most votes at the latest earlier stage where they differ
    order,        // the order of the file
    casting,      // the candidate that the chair names
    seed,         // order drawn from a published text (decision/random.hpp)
  };
  Kind kind = Kind::age;
  std::string argument{};  // candidate of `casting`, text of `seed`
};

enum class Strength { winning, margins };
enum class QuotaKind { droop, exact };
enum class Formula { largest_remainder, dhondt, sainte_lague };
enum class Rounding { up, down, nearest };
enum class Composition { free, pairs, alternating };

struct Rules {
  Method method = Method::relative;
  /// Seats to fill; a college with seats of its own has its own number.
  std::uint32_t seats = 1;
  /// Applied in turn. A tie that none decides stops the count.
  std::vector<TieRule> ties{};

  Base base = Base::expressed;
  /// Added to the votes for candidates in the base `expressed`.
  bool count_blank = false;
  bool count_null = false;
  bool count_abstention = false;
  /// For `absolute`, `qualified` and the first rounds of `rounds`.
  Share majority{.value = Rational{1, 2}, .strict = true};
  /// Also needed before the last round: votes, as a share of the members of the body.
  std::optional<Rational> least_of_members{};
  std::optional<Quorum> quorum{};
  bool quorum_with_proxies = false;

  /// Candidates that one ballot may name; none: as many as seats, or all with `approval`.
  std::optional<std::uint32_t> most_choices{};

  /// Round at which most votes are enough, with `rounds`.
  std::uint32_t last_round = 2;
  /// Who may stand at the next round: everybody, with votes or not; or so many; or whoever has that
  /// share of the members or, when their number is not known or for lists, of the base.
  bool qualify_all = false;
  std::uint32_t qualify_top = 2;
  std::optional<Rational> qualify_share{};

  Strength strength = Strength::winning;
  QuotaKind quota = QuotaKind::droop;

  Formula formula = Formula::dhondt;
  std::optional<Rational> threshold{};  // share of the votes under which a list has no seat
  std::optional<Rational> bonus{};      // share of the seats given first to the leading list
  Rounding bonus_rounding = Rounding::up;
  /// The bonus, and any seat, wait for a second round unless a list has more than half.
  bool bonus_needs_majority = false;

  /// Among the elected, women and men may differ by so many.
  std::optional<std::uint32_t> parity_gap{};
  Composition composition = Composition::free;
};

BallotForm form_of(Method method);
/// Whether ballots may put several candidates on one rank.
bool allows_equal_ranks(Method method);
/// Candidates that one ballot may name, for ballots that are not rankings or grades; a college may
/// have seats of its own.
std::uint32_t choices_allowed(Rules const& rules, std::optional<Votes> college_seats = {});

/// A field of `Rules` as text: one table for the command line, the bundles and the help.
struct Setting {
  std::string_view name;  // "ties"
  std::string_view help;  // French
  /// Nothing when the text was understood; otherwise what may be written, in French.
  std::optional<std::string> (*set)(Rules& rules, std::string_view text);
  /// Reads back as the same value; empty when nothing need be said.
  std::string (*get)(Rules const& rules);
};
std::span<Setting const> settings();

/// The settings that are not as by default, by name; and back. The error is a French sentence.
Json to_json(Rules const& rules);
std::expected<Rules, std::string> rules_from_json(Json const& json);

std::string_view name_of(Method method);
std::string to_text(TieRule const& rule);
/// "2/3"; with ">" before when it must be exceeded.
std::string to_text(Share const& share);
/// "12", "54/35".
std::string to_text(Rational const& value);

}  // namespace pacte::decision::election
