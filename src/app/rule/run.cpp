#include "app/rule/run.hpp"

#include "base/text.hpp"

namespace pacte::app {
namespace {

constexpr std::size_t most_shown = 10;

Json cost_json(rule::Amount const& cost) {
  return {{"min", cost.least}, {"max", cost.most}};
}

std::string const& label_of(rule::ProgramLine const& line) {
  return line.label.french.empty() ? line.name : line.label.french;
}

rule::Fact const& fact_of(rule::Vocabulary const& words, int fact) {
  return words.facts[static_cast<std::size_t>(fact)];
}

std::string count(std::size_t number) {
  return grouped(static_cast<std::int64_t>(number));
}

}  // namespace

Json run_json(aid::FileRun const& run, rule::Program const& program,
              rule::Vocabulary const& words) {
  auto const& report = run.report;
  Json json{{"scheme", program.name},
            {"lines", run.table.good},
            {"left_out", run.table.bad},
            {"eligible", report.eligible},
            {"ineligible", report.ineligible},
            {"unknown", report.unknown},
            {"cost", cost_json(report.cost)},
            {"refusals", Json::array()},
            {"missing", Json::array()},
            {"place", report.place ? Json(fact_of(words, *report.place).name) : Json{}},
            {"places", Json::object()},
            {"faults", Json::array()},
            {"notices", run.table.notices}};
  for (auto const& [line, number] : report.refusals) {
    json["refusals"].push_back({{"rule", program.lines[line].name},
                                {"label", label_of(program.lines[line])},
                                {"count", number}});
  }
  for (auto const& [fact, number] : report.missing)
    json["missing"].push_back({{"fact", fact_of(words, fact).name}, {"count", number}});
  for (auto const& [code, reach] : report.places) {
    json["places"][code] = {
        {"eligible", reach.eligible}, {"unknown", reach.unknown}, {"cost", cost_json(reach.cost)}};
  }
  for (auto const& fault : run.table.faults) {
    json["faults"].push_back(
        {{"line", fault.line}, {"column", fault.column}, {"message", fault.message}});
  }
  return json;
}

std::string run_text(aid::FileRun const& run, rule::Program const& program,
                     rule::Vocabulary const& words) {
  auto const& report = run.report;
  std::string out;
  for (auto const& notice : run.table.notices)
    out += notice + "\n";
  out += fmt::format(
      "{} : {} éligibles, {} non éligibles, {} dont on ne peut pas le dire ({} lignes lues, {} "
      "laissées de côté).\nCoût : {}.\n",
      program.title.french, count(report.eligible), count(report.ineligible), count(report.unknown),
      count(run.table.good), count(run.table.bad), aid::to_text(report.cost));
  for (auto const& [line, number] : report.refusals)
    out += fmt::format("  refusés {:>8} : {}\n", count(number), label_of(program.lines[line]));
  for (auto const& [fact, number] : report.missing)
    out += fmt::format("  manque  {:>8} : {}\n", count(number), fact_of(words, fact).name);
  std::size_t shown = 0;
  for (auto const& fault : run.table.faults) {
    if (shown++ == most_shown) break;
    out += fmt::format("  {}\n", aid::to_text(fault));
  }
  return out;
}

}  // namespace pacte::app
