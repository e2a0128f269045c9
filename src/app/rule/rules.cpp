#include <memory>
#include <set>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/rule/commands.hpp"
#include "app/rule/files.hpp"
#include "rule/calendar.hpp"
#include "rule/cases.hpp"
#include "rule/facts_json.hpp"
#include "rule/report.hpp"

namespace pacte::app {
namespace {

struct RulesCommand {
  std::vector<std::string> files;
  std::string vocabulary;
  std::string facts;
  std::string day;
  bool json = false;
};

std::optional<std::int64_t> day_of(RulesCommand const& command) {
  return command.day.empty() ? std::optional{today()} : rule::parse_day(command.day);
}

void print_faults(rule::Faults const& faults, std::string const& file) {
  for (auto const& fault : faults)
    fmt::print(stderr, "{}\n", to_text(fault, file));
}

// Does something with each file; false when a file cannot be read or has errors.
struct Session {
  RulesCommand const& command;
  std::string opened;
  std::optional<rule::CheckedVocabulary> words;
  std::set<int> asked{};

  bool open(std::string const& file) {
    auto const path = vocabulary_of(file, command.vocabulary);
    if (path != opened) {
      words = open_vocabulary(path);
      opened = path;
    }
    return words.has_value();
  }

  std::optional<rule::CheckedScheme> scheme(std::string const& file) {
    auto text = read_text(file);
    if (!text) {
      unreadable(file);
      return std::nullopt;
    }
    if (!open(file)) return std::nullopt;
    auto made = rule::read_scheme(std::move(*text), words->vocabulary);
    asked.insert(made.program.facts.begin(), made.program.facts.end());
    print_faults(made.faults, file);
    if (!made.good()) return std::nullopt;
    return made;
  }
};

bool is_vocabulary(std::string const& file) {
  auto const slash = file.rfind('/');
  return file.substr(slash == std::string::npos ? 0 : slash + 1) == vocabulary_file;
}

// Facts that no scheme asks for; only told when the vocabulary itself is among the files.
void unused_facts(Session const& session, std::string const& file) {
  auto const& facts = session.words->vocabulary.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].owner >= 0 || session.asked.contains(static_cast<int>(i))) continue;
    fmt::print(stderr, "{}\n",
               to_text(rule::Fault{rule::Severity::warning, facts[i].place,
                                   fmt::format("Aucun de ces dispositifs ne demande « {} ».",
                                               facts[i].name),
                                   ""},
                       file));
  }
}

int check(RulesCommand const& command) {
  auto const day = day_of(command);
  if (!day) return refuse("rules check", "--date attend une date comme 2026-01-31.");
  Session session{command, {}, {}};
  int failed = 0;
  std::string vocabulary;
  for (auto const& file : command.files) {
    if (is_vocabulary(file)) {
      vocabulary = file;
      if (!session.open(file)) ++failed;
      continue;
    }
    auto const scheme = session.scheme(file);
    bool good = scheme.has_value();
    if (scheme) {
      for (auto const& report : run_cases(*scheme, session.words->vocabulary, nullptr, *day)) {
        print_faults(report.faults, file);
        good = good && report.faults.empty();
      }
    }
    if (!good) ++failed;
  }
  if (!vocabulary.empty() && command.files.size() > 1 && session.words)
    unused_facts(session, vocabulary);
  fmt::print("{} fichier(s) de règles, {} en défaut\n", command.files.size(), failed);
  return failed == 0 ? success : failure;
}

int test(RulesCommand const& command) {
  auto const day = day_of(command);
  if (!day) return refuse("rules test", "--date attend une date comme 2026-01-31.");
  Session session{command, {}, {}};
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (auto const& file : command.files) {
    if (is_vocabulary(file)) continue;
    auto const scheme = session.scheme(file);
    if (!scheme) {
      ++failed;
      continue;
    }
    for (auto const& report : run_cases(*scheme, session.words->vocabulary, nullptr, *day)) {
      fmt::print("{} {} : {}\n", report.faults.empty() ? "ok    " : "ÉCHEC ", scheme->program.name,
                 report.title);
      print_faults(report.faults, file);
      ++(report.faults.empty() ? passed : failed);
    }
  }
  fmt::print("{} essai(s) réussi(s), {} en échec\n", passed, failed);
  return failed == 0 ? success : failure;
}

int eval(RulesCommand const& command) {
  auto const day = day_of(command);
  if (!day) return refuse("rules eval", "--date attend une date comme 2026-01-31.");
  Session session{command, {}, {}};
  auto const scheme = session.scheme(command.files.front());
  if (!scheme) return failure;
  auto const text = read_text(command.facts);
  if (!text) return unreadable(command.facts);
  auto const json = parse_json(*text);
  if (!json) {
    fmt::print(stderr, "{} : {}\n", command.facts, json.error());
    return failure;
  }
  auto const facts = rule::read_facts(*json, session.words->vocabulary, *day);
  if (!facts) return say(facts.error());
  auto const coherent = rule::check_coherence(*facts, session.words->incoherences);
  if (!coherent) return say(coherent.error());
  auto const evaluation = rule::evaluate(scheme->program, *facts, nullptr);
  if (command.json) {
    fmt::print("{}\n", to_line(rule::to_json(evaluation)));
  } else {
    fmt::print("{}", rule::to_text(evaluation));
  }
  return success;
}

CLI::App* add(CLI::App& group, Chosen const& chosen, char const* name, char const* description,
              std::shared_ptr<RulesCommand> const& options, int (*run)(RulesCommand const&)) {
  auto* command = group.add_subcommand(name, description);
  command->add_option("FICHIER", options->files, "Fichiers de règles (.regle)")->required();
  command->add_option("--vocabulary", options->vocabulary,
                      "Vocabulaire des faits (faits.regle, à côté du fichier)");
  command->add_option("--date", options->day,
                      "Jour de l’évaluation, comme 2026-01-31 (aujourd’hui)");
  command->callback([chosen, options, run] { chosen([options, run] { return run(*options); }); });
  return command;
}

}  // namespace

void add_rules(CLI::App& app, Chosen const& chosen) {
  auto* group =
      app.add_subcommand("rules", "Vérifie, essaie et applique les règles des dispositifs");
  group->require_subcommand(1);
  auto options = std::make_shared<RulesCommand>();
  add(*group, chosen, "check", "Vérifie des fichiers de règles, essais compris", options, check);
  add(*group, chosen, "test", "Exécute les essais écrits à côté des règles", options, test);
  auto* evaluated =
      add(*group, chosen, "eval", "Applique un dispositif à des faits, et explique", options, eval);
  evaluated->get_option("FICHIER")->expected(1);
  evaluated->add_option("--facts", options->facts, "Faits, en JSON")->required();
  evaluated->add_flag("--json", options->json, "Une ligne de JSON");
  group->footer(
      "Exemples :\n"
      "  pacte rules check data/occitanie/schemes/*.regle\n"
      "  pacte rules eval data/occitanie/schemes/sesame.regle --facts faits.json --json\n"
      "Le langage : docs/rules/README.md.");
}

}  // namespace pacte::app
