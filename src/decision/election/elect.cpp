#include "decision/election/elect.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "decision/election/count.hpp"

namespace pacte::decision::election {

namespace {

std::unexpected<Problem> invalid(std::string detail) {
  return fail(ProblemKind::invalid, std::move(detail));
}

Result<void> check_rules(Election const& election, Rules const& rules) {
  bool const by_rounds = rules.method == Method::rounds ||
                         (rules.method == Method::lists && rules.bonus_needs_majority);
  auto const most = by_rounds ? std::max<std::size_t>(rules.last_round, 2) : 1;
  if (election.rounds.size() > most) {
    return invalid(fmt::format("Le fichier a {} tours et la méthode en prévoit {}.",
                               election.rounds.size(), most));
  }
  for (auto const& round : election.rounds) {
    if (round.size() == 0) return invalid("Un tour n’a aucun bulletin : corrigez la colonne tour.");
  }
  bool const several =
      rules.seats > 1 || std::ranges::any_of(election.colleges, [](auto const& college) {
        return college.seats.value_or(1) > 1;
      });
  if (rules.method == Method::instant_runoff && several) {
    return invalid("Le vote alternatif élit une seule personne : prenez --method stv.");
  }
  if (rules.bonus && *rules.bonus > 1) return invalid("La prime dépasse le nombre de sièges.");
  for (auto const& rule : rules.ties) {
    bool const known = std::ranges::any_of(
        election.candidates, [&](auto const& candidate) { return candidate.id == rule.argument; });
    if (rule.kind == TieRule::Kind::casting && !known) {
      return invalid(fmt::format("casting:{} ne nomme aucun candidat.", rule.argument));
    }
  }
  bool const sexes = std::ranges::all_of(
      election.candidates, [](auto const& candidate) { return candidate.sex != Sex::unknown; });
  if (rules.parity_gap && rules.method == Method::lists) {
    return invalid("La parité des listes se règle par leur composition : --composition alternate.");
  }
  if (rules.parity_gap && !sexes) {
    return invalid("La parité demande le sexe de chaque candidat : remplissez la colonne sexe.");
  }
  return {};
}

std::optional<Votes> members_of(Election const& election) {
  if (election.members) return election.members;
  Votes sum = 0;
  for (auto const& college : election.colleges) {
    if (!college.members) return std::nullopt;
    sum += *college.members;
  }
  return sum;
}

// People there in person: as declared, or else those whose ballots are known.
Votes there(Election const& election, bool with_proxies) {
  auto declared = election.present;
  if (!declared && std::ranges::all_of(election.colleges, [](auto const& college) {
        return college.present.has_value();
      })) {
    declared = 0;
    for (auto const& college : election.colleges)
      *declared += *college.present;
  }
  auto least = largest_number * largest_number;
  for (auto const& round : election.rounds) {
    Votes people = 0;
    Votes proxies = 0;
    for (std::size_t ballot = 0; ballot < round.size(); ++ballot) {
      people += round.group(ballot).people;
      proxies += round.group(ballot).proxies;
    }
    auto const in_person = declared.value_or(people - proxies);
    least = std::min(least, in_person + (with_proxies ? proxies : 0));
  }
  return least;
}

Result<std::optional<QuorumCheck>> check_quorum(Election const& election, Rules const& rules) {
  if (!rules.quorum) return std::optional<QuorumCheck>{};
  QuorumCheck check{.needed = rules.quorum->people,
                    .counted = there(election, rules.quorum_with_proxies)};
  if (auto const& share = rules.quorum->share) {
    auto const members = members_of(election);
    if (!members) {
      return invalid(
          "Le quorum est une part des membres, et leur nombre n’est pas donné : ajoutez "
          "« membres » à la section VOTE.");
    }
    Rational const exact{share->value * *members};
    auto const whole = share->strict ? floor_of(exact) + 1 : ceiling_of(exact);
    check.needed = static_cast<Votes>(whole);
  }
  check.reached = check.counted >= check.needed;
  return std::optional{check};
}

Result<void> count_by_method(Count& count, Outcome& outcome) {
  switch (count.rules.method) {
    case Method::rounds: return count_rounds(count, outcome);
    case Method::lists: return count_seats(count, outcome);
    case Method::instant_runoff: count_instant_runoff(count, outcome); break;
    case Method::schulze: count_paths(count, outcome); break;
    case Method::stv: count_transfers(count, outcome); break;
    case Method::judgment: count_grades(count, outcome); break;
    default: count_scores(count, outcome); break;
  }
  return {};
}

std::unexpected<Problem> undecided(Election const& election, std::vector<Tie> const& ties) {
  auto const tie = std::ranges::find_if(ties, [](Tie const& one) { return !one.rule; });
  std::string names;
  for (auto const c : tie->tied)
    names += (names.empty() ? "« " : ", « ") + election.candidates[c].shown() + " »";
  return fail(
      ProblemKind::conflict,
      fmt::format("Égalité entre {} (étape {}), et aucune règle déclarée ne les départage : "
                  "déclarez-en une avec --ties, par exemple --ties age ou --ties "
                  "\"seed:TEXTE PUBLIÉ\".",
                  names, tie->stage));
}

std::uint32_t seats_of(Election const& election, Rules const& rules,
                       std::optional<std::uint16_t> college) {
  return college ? static_cast<std::uint32_t>(*election.colleges[*college].seats) : rules.seats;
}

Result<Contest> hold(Election const& election, Rules const& rules,
                     std::optional<std::uint16_t> college) {
  Contest contest{.college = college, .seats = seats_of(election, rules, college)};
  if (rules.parity_gap == 0U && contest.seats % 2 != 0) {
    return invalid("Un nombre impair de sièges ne se partage pas à égalité : prenez --parity 1.");
  }
  TieBreaker ties{election, rules.ties};
  Count count{.election = election,
              .rules = rules,
              .ties = ties,
              .seats = contest.seats,
              .college = college};
  for (auto const c : all_candidates(election)) {
    auto const& stands = election.candidates[c].college;
    if (!college || !stands || *stands == *college) count.candidates.push_back(c);
  }
  if (auto weighed = weigh(count); !weighed) return std::unexpected{std::move(weighed.error())};
  if (auto counted = count_by_method(count, contest.outcome); !counted) {
    return std::unexpected{std::move(counted.error())};
  }
  if (ties.undecided()) return undecided(election, ties.ties());
  contest.turnout = count.turnout;
  contest.outcome.ties = ties.ties();
  return contest;
}

}  // namespace

Result<ElectionResult> elect(Election const& election, Rules const& rules) {
  if (auto good = check_rules(election, rules); !good) {
    return std::unexpected{std::move(good.error())};
  }
  auto quorum = check_quorum(election, rules);
  if (!quorum) return std::unexpected{std::move(quorum.error())};
  ElectionResult result{.quorum = *quorum};
  std::vector<std::optional<std::uint16_t>> contests{std::nullopt};
  if (election.colleges.front().seats) {
    contests.clear();
    for (auto const i : indices<std::uint16_t>(election.colleges.size()))
      contests.emplace_back(i);
  }
  for (auto const college : contests) {
    if (result.quorum && !result.quorum->reached) {
      result.contests.push_back({.college = college,
                                 .seats = seats_of(election, rules, college),
                                 .outcome = {.ending = Outcome::Ending::no_quorum}});
      continue;
    }
    auto contest = hold(election, rules, college);
    if (!contest) return std::unexpected{std::move(contest.error())};
    result.contests.push_back(std::move(*contest));
  }
  return result;
}

}  // namespace pacte::decision::election
