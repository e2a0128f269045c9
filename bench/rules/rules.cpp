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
  constexpr std::size_t few = 20'000;
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
             hand / count, columnar / count, single / few, columnar / hand);
  require(found > 0, "nobody is eligible");
}

void all_schemes(std::filesystem::path const& folder) {
  auto const words = read_vocabulary(text_of(folder / "faits.regle"));
  std::vector<CheckedScheme> schemes;
  for (auto const& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".regle" && entry.path().filename() != "faits.regle")
      schemes.push_back(read_scheme(text_of(entry.path()), words.vocabulary));
  }
  Facts facts{words.vocabulary, *parse_day("2026-06-15")};
  if (auto const staff = words.vocabulary.find("entreprise.effectif")) facts.set(*staff, {12, 12});
  std::size_t lines = 0;
  std::vector<Range> registers;
  constexpr int times = 20;
  auto const spent = best_of(5, [&] {
    for (int i = 0; i < times; ++i) {
      for (auto const& scheme : schemes) {
        run(scheme.program, facts, nullptr, registers);
        lines += explain(scheme.program, facts, registers).lines.size();
      }
    }
  });
  fmt::print("schemes {}\nall_schemes_explained_ns {:.0f}\n", schemes.size(), spent / times);
  require(lines > 0, "no scheme");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "bench_rules FOLDER-OF-THE-MEASURE FOLDER-OF-SCHEMES ROWS\n");
    return 2;
  }
  one_scheme(argv[1], static_cast<std::size_t>(std::stoul(argv[3])));
  all_schemes(argv[2]);
  return 0;
}
