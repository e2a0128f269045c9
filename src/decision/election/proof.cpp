#include "decision/election/proof.hpp"

#include <algorithm>
#include <array>

#include "decision/election/reader.hpp"
#include "decision/election/report.hpp"

namespace pacte::decision::election {

namespace {

constexpr std::array<std::string_view, 6> of_result{"college", "seats", "ending",
                                                    "elected", "ties",  "seats_by_list"};

Computed split(Json const& whole) {
  Computed parts{.result = Json::object(), .certificate = Json::object()};
  parts.result["elected"] = whole["elected"];
  if (whole.contains("quorum")) parts.result["quorum"] = whole["quorum"];
  parts.result["contests"] = parts.certificate["contests"] = Json::array();
  for (auto const& contest : whole["contests"]) {
    auto outcome = Json::object();
    auto working = Json::object();
    for (auto const& [name, value] : contest.items()) {
      if (name == "explanation") continue;
      (std::ranges::find(of_result, name) != of_result.end() ? outcome : working)[name] = value;
    }
    parts.result["contests"].push_back(std::move(outcome));
    parts.certificate["contests"].push_back(std::move(working));
  }
  return parts;
}

}  // namespace

Bundle prove(Election const& election, Rules const& rules, ElectionResult const& result,
             std::string program) {
  auto parts = split(to_json(election, rules, result));
  return {.kind = std::string{bundle_kind},
          .program = std::move(program),
          .inputs = {{"ballots", write_election(election, form_of(rules.method))}},
          .parameters = to_json(rules),
          .result = std::move(parts.result),
          .certificate = std::move(parts.certificate)};
}

Result<Computed> recompute(Bundle const& bundle) {
  auto const text = input_named(bundle, "ballots");
  if (!text) return std::unexpected{text.error()};
  auto const rules = rules_from_json(bundle.parameters);
  if (!rules) return fail(ProblemKind::invalid, rules.error());
  auto const file = read_election(*text, "ballots", *rules);
  if (!file) {
    return fail(ProblemKind::invalid,
                "Les bulletins sont fautifs : " + to_text(file.error().front()));
  }
  auto const result = elect(file->election, *rules);
  if (!result) return std::unexpected{result.error()};
  return split(to_json(file->election, *rules, *result));
}

void verify(Bundle const& bundle, Verdict& verdict) {
  compare(bundle, recompute(bundle), verdict);
}

}  // namespace pacte::decision::election
