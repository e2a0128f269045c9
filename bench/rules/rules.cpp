// Times the rule language; prints one line "name value" per measure, times in nanoseconds. Each
// result is first held against the one of the hand-written function.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include <fmt/format.h>

#include "generate.hpp"
#include "json_logic.hpp"
#include "rule/batch.hpp"
#include "rule/calendar.hpp"
#include "rule/library.hpp"
#include "rule/report.hpp"

namespace {

using namespace pacte::rule;

std::string text_of(std::filesystem::path const& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

// The best of several runs, in nanoseconds.
double best_of(int runs, std::function<void()> const& work) {
  double best = 0;
  for (int i = 0; i < runs; ++i) {
    auto const begin = std::chrono::steady_clock::now();
    work();
    std::chrono::duration<double, std::nano> const spent = std::chrono::steady_clock::now() - begin;
    if (i == 0 || spent.count() < best) best = spent.count();
  }
  return best;
}

void require(bool good, char const* what) {
  if (good) return;
  fmt::print(stderr, "{}\n", what);
  std::exit(1);
}

void one_scheme(std::filesystem::path const& folder, std::size_t rows) {
  auto const words = read_vocabulary(text_of(folder / "faits.regle"));
  auto const scheme = read_scheme(text_of(folder / "model.regle"), words.vocabulary);
  for (auto const& fault : scheme.faults) {
    if (fault.severity == Severity::error)
      fmt::print(stderr, "{}\n", to_text(fault, "model.regle"));
  }
  require(!has_error(words.faults) && scheme.good(), "the rules of the measure are at fault");
  auto const batch = Batch::make(scheme.program, words.vocabulary);
  require(batch.has_value(), "the scheme of the measure cannot go by columns");

  bench::Numbers numbers;
  std::vector<bench::Applicant> applicants;
  for (std::size_t i = 0; i < rows; ++i)
    applicants.push_back(made_up(numbers));
  auto const facts_count = words.vocabulary.facts.size();
  std::vector<std::vector<std::int64_t>> values(facts_count);
  for (auto const& a : applicants) {
    auto const all = std::array{a.staff,  a.turnover, a.status,   a.insolvent, a.up_to_date,
                                a.equity, a.created,  a.activity, a.assessed,  a.cost,
                                a.jobs,   a.green,    a.months,   a.start,     a.other_aid};
    for (std::size_t fact = 0; fact < facts_count; ++fact)
      values[fact].push_back(all[fact]);
  }
  std::vector<Column> columns;
  for (auto const& each : values)
    columns.push_back({each.data(), nullptr});
  auto const today = *parse_day("2026-06-15");

  std::vector<std::int64_t> by_hand(rows);
  auto const hand = best_of(5, [&] {
    for (std::size_t i = 0; i < rows; ++i)
      by_hand[i] = aid(applicants[i]);
  });
  BatchOutcome out;
  auto const columnar = best_of(5, [&] { batch->run(columns, rows, today, out); });
  std::int64_t total = 0;
  std::size_t eligible = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    require(out.least[i] == by_hand[i], "the rules and the hand-written function differ");
    require((out.verdicts[i] == Verdict::eligible) == bench::eligible(applicants[i]),
            "verdicts differ");
    total += by_hand[i];
    eligible += static_cast<std::size_t>(out.verdicts[i] == Verdict::eligible);
  }
  // One by one, with ranges.
  auto const few = std::min<std::size_t>(rows, 20'000);
  Facts facts{words.vocabulary, today};
  std::vector<Range> registers;
  std::size_t found = 0;
  auto const single = best_of(3, [&] {
    for (std::size_t i = 0; i < few; ++i) {
      for (std::size_t fact = 0; fact < facts_count; ++fact)
        facts.set(static_cast<int>(fact), {values[fact][i], values[fact][i]});
      run(scheme.program, facts, nullptr, registers);
      found += static_cast<std::size_t>(registers[scheme.program.result].least);
    }
  });
  auto const count = static_cast<double>(rows);
  fmt::print("rows {}\neligible {}\ntotal_cents {}\n", rows, eligible, total);
  fmt::print("hand_ns {:.2f}\ncolumns_ns {:.2f}\nsingle_ns {:.2f}\nratio_to_hand {:.2f}\n",
             hand / count, columnar / count, single / static_cast<double>(few), columnar / hand);
  require(found > 0, "nobody is eligible");
}

std::vector<CheckedScheme> schemes_of(std::filesystem::path const& folder,
                                      Vocabulary const& vocabulary) {
  std::vector<std::string> sources;
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".regle" && entry.path().filename() != "faits.regle")
      sources.push_back(text_of(entry.path()));
  }
  return read_schemes(std::move(sources), vocabulary);
}

// Nanoseconds to evaluate and explain every scheme for one of these applicants.
double explained(std::vector<CheckedScheme> const& schemes, std::vector<Facts> const& applicants) {
  std::size_t relied_on = 0;
  std::vector<Range> registers;
  Explanation explanation;
  auto const rounds = 2000 / applicants.size();
  auto const spent = best_of(5, [&] {
    for (std::size_t i = 0; i < rounds; ++i) {
      for (auto const& facts : applicants) {
        for (auto const& scheme : schemes) {
          run(scheme.program, facts, nullptr, registers);
          explain(scheme.program, facts, registers, explanation);
          relied_on += explanation.relied_on.size();
        }
      }
    }
  });
  require(relied_on > 0, "nothing is explained");
  return spent / static_cast<double>(rounds * applicants.size());
}

// What json-logic-js has to find, in the order of the schemes.
pacte::Json expected(std::vector<CheckedScheme> const& schemes, Facts const& facts) {
  auto made = pacte::Json::array();
  std::vector<Range> registers;
  for (auto const& scheme : schemes) {
    run(scheme.program, facts, nullptr, registers);
    auto const outcome = outcome_of(scheme.program, registers);
    made.push_back({{"eligible", outcome.verdict == Verdict::eligible},
                    {"cents", outcome.amount ? outcome.amount->least : 0}});
  }
  return made;
}

void all_schemes(std::filesystem::path const& folder, std::filesystem::path const& into) {
  auto const words = read_vocabulary(text_of(folder / "faits.regle"));
  auto const schemes = schemes_of(folder, words.vocabulary);
  auto const today = *parse_day("2026-06-15");
  std::vector<Facts> applicants;
  for (std::uint32_t seed = 1; seed <= 200; ++seed)
    applicants.push_back(pacte::bench::somebody(words.vocabulary, today, seed));
  pacte::Json peer{{"schemes", pacte::Json::array()}, {"applicants", pacte::Json::array()}};
  for (auto const& scheme : schemes)
    peer["schemes"].push_back(pacte::bench::to_json_logic(scheme.program));
  for (auto const& facts : applicants) {
    peer["applicants"].push_back(
        {{"data", pacte::bench::to_data(facts)}, {"expected", expected(schemes, facts)}});
  }
  std::ofstream{into} << peer.dump();
  Facts little{words.vocabulary, today};
  if (auto const staff = words.vocabulary.find("entreprise.effectif")) little.set(*staff, {12, 12});
  fmt::print("schemes {}\nall_known_ns {:.0f}\nlittle_known_ns {:.0f}\n", schemes.size(),
             explained(schemes, applicants), explained(schemes, {little}));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr,
               "bench_rules FOLDER-OF-THE-MEASURE FOLDER-OF-SCHEMES ROWS RULES-FOR-THE-PEER\n");
    return 2;
  }
  one_scheme(argv[1], static_cast<std::size_t>(std::stoul(argv[3])));
  all_schemes(argv[2], argv[4]);
  return 0;
}
