#include "decision/budgeting/completion.hpp"

#include <algorithm>
#include <deque>
#include <future>

namespace pacte::decision::budgeting {

namespace {

// True when no project left out could still be taken.
bool exhaustive(Count const& count, Outcome const& outcome, bool supported_only) {
  auto const& projects = count.election.projects;
  auto const taken = chosen(count.election, outcome);
  Eligibility eligibility{count.election, count.constraints};
  for (auto const project : outcome.selected)
    eligibility.choose(project);
  auto const left = count.election.budget - outcome.total_cost;
  for (ProjectIndex p = 0; p < projects.size(); ++p) {
    if (taken[p] || projects[p].cost > left) continue;
    if (supported_only && (projects[p].cost == 0 || count.utilities.support(p) == 0)) continue;
    if (eligibility.barrier(p) == Barrier::none) return false;
  }
  return true;
}

void add_greedy(Count const& count, SharesCount& made) {
  if (exhaustive(count, made.outcome, false)) return;
  made.greedy = greedy_from(count, made.outcome);
  made.outcome = made.greedy.outcome;
}

// Runs with more and more money, a few at a time; what comes after the last one needed is lost.
class Runs {
 public:
  Runs(Count const& count, unsigned threads, Rational start, Rational step, Rational most)
      : stop_above_{count.election.budget},
        methods_(std::max(1U, threads), EqualShares{count}),
        start_{std::move(start)},
        step_{std::move(step)},
        most_{std::move(most)} {}

  // The next one; nothing when it would give more than `most`.
  std::optional<SharesRun> next() {
    if (ready_.empty()) make();
    if (ready_.empty()) return std::nullopt;
    auto run = std::move(ready_.front());
    ready_.pop_front();
    return run;
  }

 private:
  void make() {
    std::vector<std::future<SharesRun>> others;
    std::optional<Rational> first;
    for (auto& method : methods_) {
      if (start_ + step_ > most_) break;
      start_ += step_;
      if (!first) {
        first = start_;
        continue;
      }
      others.push_back(std::async(std::launch::async, [this, &method, start = start_] {
        return method.run(start, stop_above_);
      }));
    }
    if (!first) return;
    ready_.push_back(methods_.front().run(*first, stop_above_));
    for (auto& other : others)
      ready_.push_back(other.get());
  }

  Amount stop_above_;
  std::vector<EqualShares> methods_;
  Rational start_;
  Rational step_;
  Rational most_;
  std::deque<SharesRun> ready_;
};

SharesCount increased(Count const& count, Completion const& completion, Progress const& progress) {
  // Threads cost more than they bring on small elections.
  constexpr std::size_t choices_worth_threads = 20'000;
  auto const& election = count.election;
  bool const add_one = completion.kind == Completion::Kind::add_one;
  Rational const voters{election.voters()};
  Rational const budget{election.budget};
  Integer unit;
  mpz_ui_pow_ui(unit.get_mpz_t(), 10, static_cast<unsigned long>(election.decimals));
  Rational const step = add_one ? Rational{unit} : completion.step * budget / voters;
  Rational const most = budget * (voters + 1) / voters;
  bool const large = election.ballots.choices() >= choices_worth_threads;
  Runs runs{count, large ? completion.threads : 1, budget / voters, step, most};
  SharesCount made;
  made.run = EqualShares{count}.run(budget / voters);
  while (!exhaustive(count, made.run.outcome, add_one)) {
    auto next = runs.next();
    if (!next) break;
    ++made.runs;
    if (progress) progress(made.runs);
    if (next->outcome.total_cost > election.budget) break;
    made.run = std::move(*next);
  }
  made.outcome = made.run.outcome;
  return made;
}

}  // namespace

SharesCount equal_shares(Count const& count, Completion const& completion,
                         Progress const& progress) {
  using Kind = Completion::Kind;
  if (completion.kind == Kind::add_one || completion.kind == Kind::increase) {
    auto made = increased(count, completion, progress);
    if (completion.then_greedy) add_greedy(count, made);
    return made;
  }
  SharesCount made;
  EqualShares method{count};
  made.run = method.run(ratio(count.election.budget, static_cast<Int128>(count.election.voters())));
  made.outcome = made.run.outcome;
  if (completion.kind == Kind::greedy) add_greedy(count, made);
  return made;
}

std::vector<Int128> satisfactions(Count const& count, Outcome const& outcome) {
  std::vector<Int128> made(count.election.ballots.size());
  for (auto const project : outcome.selected) {
    Int128 const factor =
        count.utilities.times_cost() ? count.election.projects[project].cost : Int128{1};
    auto const supporters = count.utilities.supporters(project);
    auto const values = count.utilities.values(project);
    for (std::size_t i = 0; i < supporters.size(); ++i) {
      made[supporters[i].ballot] += factor * (values.empty() ? 1U : values[i]);
    }
  }
  return made;
}

Comparison compare_outcomes(Count const& count, Outcome const& first, Outcome const& second) {
  auto const one = satisfactions(count, first);
  auto const two = satisfactions(count, second);
  Comparison made;
  for (std::size_t ballot = 0; ballot < one.size(); ++ballot) {
    auto const weight = count.election.ballots.weight(ballot);
    if (one[ballot] > two[ballot]) {
      made.prefer_first += weight;
    } else if (two[ballot] > one[ballot]) {
      made.prefer_second += weight;
    } else {
      made.indifferent += weight;
    }
  }
  return made;
}

}  // namespace pacte::decision::budgeting
