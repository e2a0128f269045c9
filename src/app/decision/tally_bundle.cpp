#include "app/decision/tally_bundle.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include <fmt/format.h>

#include "app/decision/files.hpp"
#include "decision/budgeting/constraints_json.hpp"
#include "decision/budgeting/pabulib.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::budgeting;

std::string completion_name(Completion const& completion) {
  switch (completion.kind) {
    case Completion::Kind::none: return "none";
    case Completion::Kind::greedy: return "greedy";
    case Completion::Kind::add_one: return completion.then_greedy ? "add1u" : "add1";
    case Completion::Kind::increase: return "increase";
  }
  return {};
}

std::string ties_name(TieRule const& ties) {
  switch (ties.kind) {
    case TieRule::Kind::identifier: return "reference";
    case TieRule::Kind::votes: return "votes";
    case TieRule::Kind::seed: return "seed:" + ties.seed;
  }
  return {};
}

Json parameters_of(TallyReport const& report) {
  auto const& request = report.request;
  Json json{{"rule", name_of(request.rule)},
            {"sat", name_of(report.tally.satisfaction)},
            {"completion", completion_name(request.completion)}};
  if (request.completion.kind == Completion::Kind::increase) {
    json["increase"] = request.completion.step.get_str();
  }
  json["comparison"] = request.comparison;
  json["ties"] = ties_name(request.ties);
  json["minimum_votes"] = request.constraints.minimum_votes;
  return json;
}

// What is decided, and then why. The sentences may be said otherwise by another version.
Computed split(Json whole) {
  auto parts = parted(std::move(whole), {"projects", "measures"});
  for (auto& project : parts.certificate["projects"])
    project.erase("explanation");
  return parts;
}

std::unexpected<Problem> wrong(std::string_view name) {
  return fail(ProblemKind::invalid, fmt::format("Le paramètre « {} » ne se lit pas.", name));
}

Result<Completion> read_completion(Json const& parameters) {
  auto const name = text_or_empty(parameters, "completion");
  for (auto const& made : {Completion{}, Completion{.kind = Completion::Kind::greedy},
                           Completion{.kind = Completion::Kind::add_one},
                           Completion{.kind = Completion::Kind::add_one, .then_greedy = true}}) {
    if (completion_name(made) == name) return made;
  }
  Completion made{.kind = Completion::Kind::increase};
  auto const step = text_or_empty(parameters, "increase");
  if (name != "increase" || step.empty() || step.size() > 100 || made.step.set_str(step, 10) != 0 ||
      made.step.get_den() == 0 || made.step <= 0) {
    return wrong("completion");
  }
  made.step.canonicalize();
  return made;
}

Result<TieRule> read_ties(Json const& parameters) {
  auto const name = text_or_empty(parameters, "ties");
  if (name == "reference") return TieRule{.kind = TieRule::Kind::identifier};
  if (name == "votes") return TieRule{.kind = TieRule::Kind::votes};
  if (!name.starts_with("seed:")) return wrong("ties");
  return TieRule{.kind = TieRule::Kind::seed, .seed = name.substr(5)};
}

Result<TallyRequest> read_request(Json const& parameters) {
  TallyRequest request{.explain = true};
  auto const rule = rule_named(text_or_empty(parameters, "rule"));
  if (!rule) return wrong("rule");
  request.rule = *rule;
  request.satisfaction = satisfaction_named(text_or_empty(parameters, "sat"));
  if (!request.satisfaction) return wrong("sat");
  auto completion = read_completion(parameters);
  if (!completion) return std::unexpected{completion.error()};
  request.completion = std::move(*completion);
  request.completion.threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  auto ties = read_ties(parameters);
  if (!ties) return std::unexpected{ties.error()};
  request.ties = std::move(*ties);
  auto const comparison = parameters.find("comparison");
  if (comparison == parameters.end() || !comparison->is_boolean()) return wrong("comparison");
  request.comparison = comparison->get<bool>();
  return request;
}

Result<void> read_limits(Bundle const& bundle, Election const& election, TallyRequest& request) {
  auto const text = std::ranges::find(bundle.inputs, "constraints", &BundleInput::name);
  if (text != bundle.inputs.end()) {
    auto constraints = read_constraints(election, text->text);
    if (!constraints) return fail(ProblemKind::invalid, constraints.error().front());
    request.constraints = std::move(*constraints);
  }
  auto const votes = bundle.parameters.find("minimum_votes");
  if (votes == bundle.parameters.end() || !votes->is_number_unsigned()) {
    return wrong("minimum_votes");
  }
  request.constraints.minimum_votes = votes->get<std::uint64_t>();
  return {};
}

Result<Computed> recompute(Bundle const& bundle) {
  auto const text = input_named(bundle, "election");
  if (!text) return std::unexpected{text.error()};
  auto const file = read_pabulib(*text);
  if (!file) {
    auto const& fault = file.error().front();
    return fail(ProblemKind::invalid,
                fmt::format("L’élection est fautive, ligne {} : {}.", fault.line, fault.what));
  }
  auto request = read_request(bundle.parameters);
  if (!request) return std::unexpected{request.error()};
  if (auto limits = read_limits(bundle, file->election, *request); !limits) {
    return std::unexpected{limits.error()};
  }
  auto const made = tally(file->election, *request);
  if (!made) return std::unexpected{made.error()};
  return split(tally_json({file->election, *request, *made, ""}));
}

}  // namespace

Bundle tally_bundle(TallyReport const& report, std::string const& constraints) {
  auto parts = split(tally_json(report));
  Bundle bundle{.kind = "tally",
                .program = program_name(),
                .inputs = {{"election", write_pabulib(report.election)}},
                .parameters = parameters_of(report),
                .result = std::move(parts.result),
                .certificate = std::move(parts.certificate)};
  if (!constraints.empty()) bundle.inputs.push_back({"constraints", constraints});
  return bundle;
}

void verify_tally(Bundle const& bundle, Verdict& verdict) {
  compare(bundle, recompute(bundle), verdict);
}

}  // namespace pacte::app
