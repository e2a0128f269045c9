// Any text as a vote: it is refused with faults, or it can be written, read again the same, and
// counted.
#include <cstdlib>

#include "decision/election/elect.hpp"
#include "decision/election/reader.hpp"
#include "decision/election/report.hpp"

namespace {

using namespace pacte::decision::election;

void require(bool good) {
  if (!good) std::abort();
}

constexpr Method methods[] = {
    Method::relative, Method::absolute,       Method::qualified, Method::rounds, Method::approval,
    Method::lists,    Method::instant_runoff, Method::schulze,   Method::stv,    Method::judgment};

// The first byte chooses the rules, the others are the file.
Rules rules_from(std::uint8_t byte) {
  Rules rules;
  rules.method = methods[byte % std::size(methods)];
  bool const one = rules.method == Method::instant_runoff || byte < 100;
  rules.seats = one ? 1 : 3;
  rules.ties = {{.kind = TieRule::Kind::earlier}, {.kind = TieRule::Kind::order}};
  if (byte > 200 && rules.method != Method::lists) rules.parity_gap = 1;
  if (byte > 128) rules.bonus = pacte::decision::Rational{1, 4};
  rules.bonus_needs_majority = byte > 160;
  rules.qualify_all = byte % 4 == 0;
  rules.formula = static_cast<Formula>(byte % 3);
  return rules;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  auto const rules = rules_from(data[0]);
  std::string_view const text{reinterpret_cast<char const*>(data) + 1, size - 1};
  auto const file = read_election(text, "fuzz", rules);
  if (!file) {
    require(!file.error().empty());
    return 0;
  }
  auto const form = form_of(rules.method);
  auto const written = write_election(file->election, form);
  auto const again = read_election(written, "again", rules);
  require(again.has_value() && write_election(again->election, form) == written);
  auto const result = elect(file->election, rules);
  if (!result) {
    require(!result.error().detail.empty());
    return 0;
  }
  for (auto const& contest : result->contests)
    require(contest.outcome.elected.size() <= std::max<std::size_t>(contest.seats, 1));
  require(!to_json(file->election, rules, *result).empty());
  return 0;
}
