#include "simulation/rules.hpp"

#include <algorithm>
#include <map>

#include "rule/question.hpp"

namespace pacte::simulation {
namespace {

// In thousandths, as rule::Ranked: half of the result of one scheme. Below it an answer only makes
// an amount more precise.
constexpr std::int64_t settles_something = 2000;

// What stands before the dot: "entreprise" of "entreprise.effectif".
std::string_view subject_of(rule::Fact const& fact) {
  return std::string_view{fact.name}.substr(0, fact.name.find('.'));
}

// What people know of themselves without having to think: a size, an age, a place.
bool describes(rule::Fact const& fact) {
  return fact.type.kind != rule::Kind::truth && fact.type.kind != rule::Kind::items;
}

struct Subject {
  std::int64_t best = 0;
  std::int64_t sum = 0;
};

struct Asked {
  int fact = 0;
  std::int64_t gain = 0;
  Subject subject;
  bool first = false;  // describes, and settles something
};

bool before(Asked const& left, Asked const& right) {
  bool const left_settles = left.gain >= settles_something;
  bool const right_settles = right.gain >= settles_something;
  if (left_settles != right_settles) return left_settles;
  if (left.subject.best != right.subject.best) return left.subject.best > right.subject.best;
  if (left.subject.sum != right.subject.sum) return left.subject.sum > right.subject.sum;
  if (left.first != right.first) return left.first;
  if (!left.first && left.gain != right.gain) return left.gain > right.gain;
  return left.fact < right.fact;
}

// So that what may be asked instead of a place that was passed is asked, and counts.
void leave_untold(rule::Facts& facts, std::set<int> const& passed) {
  for (int const fact : passed) {
    bool const place =
        facts.vocabulary().facts[static_cast<std::size_t>(fact)].type.kind == rule::Kind::place;
    if (place && !facts.known(fact)) facts.narrow(fact, rule::untold_place);
  }
}

}  // namespace

std::vector<int> questions(std::span<rule::Program const* const> programs, rule::Facts const& facts,
                           rule::Zonings const* zonings, std::set<int> const& passed) {
  auto const& words = facts.vocabulary().facts;
  auto const fact_of = [&](int fact) -> rule::Fact const& {
    return words[static_cast<std::size_t>(fact)];
  };
  auto ranked = rule::rank_questions(programs, facts, zonings);
  std::erase_if(ranked, [&](rule::Ranked const& each) { return passed.contains(each.fact); });
  std::map<std::string_view, Subject> subjects;
  for (auto const& each : ranked) {
    auto& subject = subjects[subject_of(fact_of(each.fact))];
    subject.best = std::max(subject.best, each.gain);
    subject.sum += each.gain;
  }
  std::vector<Asked> asked;
  for (auto const& each : ranked) {
    auto const& fact = fact_of(each.fact);
    asked.push_back({each.fact, each.gain, subjects[subject_of(fact)],
                     describes(fact) && each.gain >= settles_something});
  }
  std::ranges::sort(asked, before);
  std::vector<int> made;
  made.reserve(asked.size());
  for (auto const& each : asked)
    made.push_back(each.fact);
  return made;
}

Simulation simulate(std::span<Candidate const> candidates, rule::Facts facts,
                    rule::Zonings const* zonings, std::set<int> const& passed) {
  Simulation made;
  leave_untold(facts, passed);
  std::vector<rule::Program const*> programs;
  for (auto const& candidate : candidates) {
    Judged judged{.candidate = candidate, .registers = {}, .explanation = {}};
    auto const& known = candidate.facts ? *candidate.facts : facts;
    rule::run(*candidate.program, known, zonings, judged.registers);
    judged.explanation = rule::explain(*candidate.program, known, judged.registers);
    judged.told = rule::without_form_bounds(*candidate.program, known, zonings, judged.registers);
    judged.amount = rule::open_amount(*candidate.program, judged.told);
    programs.push_back(candidate.program);
    made.schemes.push_back(std::move(judged));
  }
  auto const asked = questions(programs, facts, zonings, passed);
  made.remaining = asked.size();
  if (asked.empty()) return made;
  Question next{.fact = asked.front()};
  for (std::size_t i = 0; i < made.schemes.size(); ++i) {
    auto const& missing = made.schemes[i].explanation.missing;
    if (std::ranges::find(missing, next.fact) != missing.end()) next.concerns.push_back(i);
  }
  made.next = std::move(next);
  return made;
}

}  // namespace pacte::simulation
