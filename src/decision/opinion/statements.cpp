#include "decision/opinion/statements.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace pacte::decision::opinion {
namespace {

// Votes by group (the last one: none), by statement, by what they say: without a branch on votes,
// which nobody can foretell.
void count(Votes const& votes, Groups const& groups, Reading& reading) {
  auto const statements = votes.statements.size();
  auto const all_groups = groups.centres.size();
  std::vector<std::array<std::uint32_t, 3>> counts((all_groups + 1) * statements);
  for (std::size_t i = 0; i < votes.rows.size(); ++i) {
    auto const own = groups.of_participant[i];
    auto const group = own == no_group ? all_groups : static_cast<std::size_t>(own);
    auto* const of_group = counts.data() + (group * statements);
    for (auto const vote : votes.rows[i])
      ++of_group[vote.statement][static_cast<std::size_t>(vote.value + 1)];
  }
  reading.statements.assign(statements, {.by_group = std::vector<Tally>(all_groups)});
  for (std::size_t k = 0; k < statements; ++k) {
    auto& statement = reading.statements[k];
    for (std::size_t group = 0; group <= all_groups; ++group) {
      auto const& [against, passes, in_favour] = counts[(group * statements) + k];
      statement.all.agree += in_favour;
      statement.all.disagree += against;
      statement.all.pass += passes;
      if (group < all_groups) {
        statement.by_group[group] = {.agree = in_favour, .disagree = against, .pass = passes};
      }
    }
  }
}

// A group against all the others together.
Representative compare(StatementReading const& statement, std::size_t number, std::size_t group,
                       bool agrees) {
  auto const& own = statement.by_group[group];
  Tally others;
  for (std::size_t g = 0; g < statement.by_group.size(); ++g) {
    if (g == group) continue;
    others.agree += statement.by_group[g].agree;
    others.disagree += statement.by_group[g].disagree;
    others.pass += statement.by_group[g].pass;
  }
  auto const said = agrees ? own.agree : own.disagree;
  auto const said_elsewhere = agrees ? others.agree : others.disagree;
  auto const share = agrees ? own.share_agreeing() : own.share_disagreeing();
  auto const elsewhere = agrees ? others.share_agreeing() : others.share_disagreeing();
  return {.statement = number,
          .agrees = agrees,
          .share = share,
          .ratio = share / elsewhere,
          .z_own = against_half(said, own.seen()),
          .z_others = two_shares(said, own.seen(), said_elsewhere, others.seen())};
}

void find_representatives(Reading& reading, std::size_t groups) {
  reading.by_group.resize(groups);
  for (std::size_t group = 0; groups > 1 && group < groups; ++group) {
    auto& found = reading.by_group[group];
    for (std::size_t i = 0; i < reading.statements.size(); ++i) {
      for (bool const agrees : {true, false}) {
        auto const one = compare(reading.statements[i], i, group, agrees);
        if (one.z_own > significant && one.z_others > significant) found.push_back(one);
      }
    }
    std::ranges::stable_sort(found, std::greater{}, &Representative::weight);
  }
}

void read_statement(StatementReading& statement) {
  auto const& groups = statement.by_group;
  statement.uniting_for = groups.empty() ? 0 : 1;
  statement.uniting_against = statement.uniting_for;
  for (std::size_t a = 0; a < groups.size(); ++a) {
    statement.uniting_for *= groups[a].share_agreeing();
    statement.uniting_against *= groups[a].share_disagreeing();
    for (std::size_t b = 0; b < groups.size(); ++b) {
      auto const apart = groups[a].share_agreeing() - groups[b].share_agreeing();
      if (apart <= statement.dividing) continue;
      statement.dividing = apart;
      statement.dividing_z =
          two_shares(groups[a].agree, groups[a].seen(), groups[b].agree, groups[b].seen());
    }
  }
}

template <class Keep, class Key>
std::vector<std::size_t> ranked(Reading const& reading, Keep const& keep, Key const& key) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < reading.statements.size(); ++i) {
    if (keep(reading.statements[i])) found.push_back(i);
  }
  std::ranges::stable_sort(found, std::greater{},
                           [&](std::size_t i) { return key(reading.statements[i]); });
  return found;
}

// In every group, a majority says so, and the test holds.
bool everywhere(StatementReading const& statement, bool agrees) {
  return !statement.by_group.empty() &&
         std::ranges::all_of(statement.by_group, [&](Tally const& tally) {
           return against_half(agrees ? tally.agree : tally.disagree, tally.seen()) > significant;
         });
}

}  // namespace

double Tally::share_agreeing() const {
  return (agree + 1.0) / (seen() + 2.0);
}

double Tally::share_disagreeing() const {
  return (disagree + 1.0) / (seen() + 2.0);
}

double against_half(std::uint32_t count, std::uint32_t seen) {
  auto const size = seen + 1.0;
  return 2 * std::sqrt(size) * ((count + 1.0) / size - 0.5);
}

double two_shares(std::uint32_t count_a, std::uint32_t seen_a, std::uint32_t count_b,
                  std::uint32_t seen_b) {
  auto const size_a = seen_a + 1.0;
  auto const size_b = seen_b + 1.0;
  auto const share_a = (count_a + 1.0) / size_a;
  auto const share_b = (count_b + 1.0) / size_b;
  auto const pooled = (count_a + count_b + 2.0) / (size_a + size_b);
  if (pooled >= 1) return 0;  // everybody says the same
  return (share_a - share_b) / std::sqrt(pooled * (1 - pooled) * (1 / size_a + 1 / size_b));
}

Reading read(Votes const& votes, Groups const& groups) {
  Reading reading;
  count(votes, groups, reading);
  for (auto& statement : reading.statements)
    read_statement(statement);
  find_representatives(reading, groups.centres.size());
  reading.uniting = ranked(
      reading, [](auto const& statement) { return everywhere(statement, true); },
      [](auto const& statement) { return statement.uniting_for; });
  reading.rejected = ranked(
      reading, [](auto const& statement) { return everywhere(statement, false); },
      [](auto const& statement) { return statement.uniting_against; });
  reading.dividing = ranked(
      reading, [](auto const& statement) { return statement.dividing_z > significant; },
      [](auto const& statement) { return statement.dividing; });
  return reading;
}

}  // namespace pacte::decision::opinion
