#include <algorithm>
#include <array>

#include "decision/election/report.hpp"

namespace pacte::decision::election {

namespace {

template <class... F> struct Overload : F... {
  using F::operator()...;
};

Json number(Rational const& value) {
  // Beyond 2^53, readers of JSON lose digits.
  if (value.get_den() != 1 || abs(value.get_num()) > Integer{1L << 53}) return value.get_str();
  return value.get_num().get_si();
}

class Writer {
 public:
  Writer(Election const& election, Contest const& contest)
      : election_{election}, contest_{contest} {}

  Json id(CandidateIndex c) const { return election_.candidates[c].id; }
  Json ids(CandidateList const& candidates) const {
    auto list = Json::array();
    for (auto const c : candidates)
      list.push_back(id(c));
    return list;
  }

  // Of those who stand in the contest.
  template <class Value> Json by_candidate(Value const& value) const {
    auto made = Json::object();
    for (auto const c : all_candidates(election_)) {
      auto const& college = election_.candidates[c].college;
      if (!contest_.college || !college || *college == *contest_.college) {
        made[election_.candidates[c].id] = value(c);
      }
    }
    return made;
  }
  Json scores(Scores const& scores) const {
    return by_candidate([&](CandidateIndex c) { return number(scores[c]); });
  }

  static Json turnout(Turnout const& turnout) {
    return {{"ballots", turnout.people},      {"proxies", turnout.proxies},
            {"valid", number(turnout.valid)}, {"blank", number(turnout.blank)},
            {"null", number(turnout.null)},   {"abstention", number(turnout.abstention)},
            {"base", number(turnout.base)}};
  }

  Json tie(Tie const& tie) const {
    constexpr std::array stakes{"seat", "exclusion", "surplus", "next_round", "bonus"};
    return {{"stage", tie.stage},
            {"stake", stakes.at(static_cast<std::size_t>(tie.stake))},
            {"tied", ids(tie.tied)},
            {"chosen", ids(tie.chosen)},
            {"rule", to_text(*tie.rule)}};
  }

  Json round(RoundCount const& round) const {
    Json made{{"turnout", turnout(round.turnout)}, {"votes", scores(round.votes)}};
    if (round.needed) {
      made["needed"] = number(*round.needed);
      made["exceeded"] = round.strict;
    }
    if (round.also_needed) made["also_needed"] = number(*round.also_needed);
    made["elected"] = ids(round.elected);
    if (!round.qualified.empty()) made["qualified"] = ids(round.qualified);
    return made;
  }

  Json stage(Stage const& stage) const {
    constexpr std::array kinds{"first", "surplus", "exclusion"};
    Json made{{"kind", kinds.at(static_cast<std::size_t>(stage.kind))}};
    if (stage.candidate) made["candidate"] = id(*stage.candidate);
    if (stage.factor) made["factor"] = number(*stage.factor);
    made["votes"] = scores(stage.votes);
    made["exhausted"] = number(stage.exhausted);
    made["elected"] = ids(stage.elected);
    return made;
  }

  Json levels(std::vector<CandidateList> const& levels) const {
    auto made = Json::array();
    for (auto const& level : levels)
      made.push_back(ids(level));
    return made;
  }

  static Json square(std::vector<Rational> const& values, std::size_t size) {
    auto rows = Json::array();
    for (std::size_t i = 0; i < size; ++i) {
      auto row = Json::array();
      for (std::size_t j = 0; j < size; ++j)
        row.push_back(number(values[i * size + j]));
      rows.push_back(std::move(row));
    }
    return rows;
  }

  // From each of the elected to each other candidate.
  Json paths(PathCount const& count) const {
    auto made = Json::array();
    auto const size = count.candidates.size();
    for (std::size_t i = 0; i < size; ++i) {
      auto const& elected = contest_.outcome.elected;
      if (std::ranges::find(elected, count.candidates[i]) == elected.end()) continue;
      for (std::size_t j = 0; j < size; ++j) {
        if (i == j || count.strength[i * size + j] == 0) continue;
        CandidateList steps{count.candidates[i]};
        for (std::size_t at = i; at != j;) {
          at = count.next[at * size + j];
          steps.push_back(count.candidates[at]);
        }
        made.push_back({{"path", ids(steps)}, {"strength", number(count.strength[i * size + j])}});
      }
    }
    return made;
  }

  void working(Json& made) const {
    std::visit(Overload{[](std::monostate) {},
                        [&](ScoreCount const& count) {
                          for (auto const& one : count.rounds)
                            made["rounds"].push_back(round(one));
                        },
                        [&](TransferCount const& count) {
                          if (count.quota) made["quota"] = number(*count.quota);
                          for (auto const& one : count.stages)
                            made["stages"].push_back(stage(one));
                        },
                        [&](PathCount const& count) { path_count(count, made); },
                        [&](GradeCount const& count) { grade_count(count, made); },
                        [&](SeatCount const& count) { seat_count(count, made); }},
               contest_.outcome.working);
  }

 private:
  void path_count(PathCount const& count, Json& made) const {
    auto const size = count.candidates.size();
    made["candidates"] = ids(count.candidates);
    made["preferred"] = square(count.preferred, size);
    made["strengths"] = square(count.strength, size);
    made["levels"] = levels(count.levels);
    made["paths"] = paths(count);
    made["condorcet"] = count.condorcet ? id(*count.condorcet) : Json{};
  }

  void grade_count(GradeCount const& count, Json& made) const {
    made["grades"] = election_.grades;
    made["candidates"] = by_candidate([&](CandidateIndex c) {
      auto votes = Json::array();
      for (auto const& one : count.profiles[c])
        votes.push_back(number(one));
      return Json{{"votes", std::move(votes)},
                  {"median", election_.grades[count.medians[c]]},
                  {"above", number(count.gauges[c].above)},
                  {"below", number(count.gauges[c].below)}};
    });
    made["levels"] = levels(count.levels);
  }

  void seat_count(SeatCount const& count, Json& made) const {
    made["votes"] = scores(count.votes);
    made["least_votes"] = number(count.least_votes);
    made["admitted"] = ids(count.admitted);
    if (count.leader) {
      made["bonus"] = Json{{"list", id(*count.leader)}, {"seats", count.bonus}};
    }
    if (count.hare_quota != 0) {
      made["quota"] = number(count.hare_quota);
      made["whole"] = by_candidate([&](CandidateIndex c) { return count.whole[c]; });
    }
    made["awards"] = Json::array();
    for (auto const& award : count.awards) {
      made["awards"].push_back({{"list", id(award.list)}, {"quotient", number(award.quotient)}});
    }
    if (count.next_best) made["next_best"] = number(*count.next_best);
    made["seats_by_list"] = by_candidate([&](CandidateIndex c) { return count.seats[c]; });
    made["vacant"] = by_candidate([&](CandidateIndex c) { return count.vacant[c]; });
    if (!count.qualified.empty()) made["qualified"] = ids(count.qualified);
    made["members"] = by_candidate([&](CandidateIndex c) {
      auto names = Json::array();
      auto const& members = election_.candidates[c].members;
      for (std::size_t i = 0; i < std::min<std::size_t>(count.seats[c], members.size()); ++i)
        names.push_back(members[i].name);
      return names;
    });
  }

  Election const& election_;
  Contest const& contest_;
};

Json contest_json(Election const& election, Rules const& rules, Contest const& contest) {
  constexpr std::array endings{"elected", "nobody", "next_round", "no_quorum"};
  Writer const writer{election, contest};
  auto const& outcome = contest.outcome;
  Json made = Json::object();
  if (contest.college) made["college"] = election.colleges[*contest.college].id;
  made["seats"] = contest.seats;
  made["ending"] = endings.at(static_cast<std::size_t>(outcome.ending));
  made["elected"] = writer.ids(outcome.elected);
  made["ties"] = Json::array();
  for (auto const& tie : outcome.ties)
    made["ties"].push_back(writer.tie(tie));
  if (outcome.ending != Outcome::Ending::no_quorum) {
    made["turnout"] = writer.turnout(contest.turnout);
  }
  writer.working(made);
  made["explanation"] = account(election, rules, contest);
  return made;
}

}  // namespace

Json to_json(Election const& election, Rules const& rules, ElectionResult const& result) {
  Json made{{"title", election.title}, {"method", name_of(rules.method)}};
  made["elected"] = Json::array();
  if (result.quorum) {
    made["quorum"] = Json{{"needed", result.quorum->needed},
                          {"counted", result.quorum->counted},
                          {"reached", result.quorum->reached}};
  }
  made["contests"] = Json::array();
  for (auto const& contest : result.contests) {
    auto one = contest_json(election, rules, contest);
    for (auto const& id : one["elected"])
      made["elected"].push_back(id);
    made["contests"].push_back(std::move(one));
  }
  return made;
}

}  // namespace pacte::decision::election
