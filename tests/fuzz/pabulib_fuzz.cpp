// Any text as an election: it is refused with faults, or it can be written, read again, and counted
// within its budget.
#include <cstdlib>

#include "decision/budgeting/completion.hpp"
#include "decision/budgeting/pabulib.hpp"
#include "decision/budgeting/phragmen.hpp"

namespace {

using namespace pacte::decision::budgeting;

void require(bool good) {
  if (!good) std::abort();
}

void count_small(Election const& election) {
  auto const utilities = Utilities::of(election, usual_satisfaction(election.vote_type));
  if (!utilities) return;
  auto const order = precedence(election, {.kind = TieRule::Kind::votes});
  Constraints const free;
  Count const count{election, *utilities, order, free};
  require(greedy(count).outcome.total_cost <= election.budget);
  require(equal_shares(count, {.kind = Completion::Kind::greedy}).outcome.total_cost <=
          election.budget);
  require(Phragmen{count}.run().outcome.total_cost <= election.budget);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const text{reinterpret_cast<char const*>(data), size};
  auto const read = read_pabulib(text, {.enforce_limits = size % 2 == 0});
  if (!read) {
    require(!read.error().empty());
    return 0;
  }
  auto const again = write_pabulib(read->election);
  auto const second = read_pabulib(again);
  require(second.has_value() && write_pabulib(second->election) == again);
  count_small(read->election);
  return 0;
}
