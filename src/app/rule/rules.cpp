#include <memory>
#include <set>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/files.hpp"
#include "app/rule/commands.hpp"
#include "app/rule/corpus.hpp"
#include "app/rule/files.hpp"
#include "app/rule/run.hpp"
#include "rule/calendar.hpp"
#include "rule/cases.hpp"
#include "rule/check.hpp"
#include "rule/deduce.hpp"
#include "rule/facts_json.hpp"
#include "rule/report.hpp"

namespace pacte::app {
namespace {

struct RulesCommand {
  std::vector<std::string> files;
  std::string vocabulary;
  std::string facts;
  std::string day;
  std::string territory;
  std::string cases;
  ReadPlaces read_places = nullptr;
  bool json = false;
  bool csv = false;
};

std::optional<std::int64_t> day_of(RulesCommand const& command) {
  return command.day.empty() ? std::optional{today()} : rule::parse_day(command.day);
}

void print_faults(rule::Faults const& faults, std::string const& file) {
  for (auto const& fault : faults)
    fmt::print(stderr, "{}\n", to_text(fault, file));
}

// The schemes of the command's files, each read with those beside it; false or null when a file
// cannot be read or has errors.
struct Session {
  RulesCommand const& command;
  std::map<std::string, SchemeFolder> folders{};
  SchemeFolder const* folder = nullptr;
  std::optional<RulePlaces> known{};
  std::map<std::string, std::optional<RuleCorpus>> corpora{};
  std::set<int> asked{};

  bool open(std::string const& file) {
    auto const key = folder_key(file);
    auto found = folders.find(key);
    if (found == folders.end()) {
      auto made = open_folder(file, vocabulary_of(file, command.vocabulary));
      found = folders.emplace(key, std::move(made)).first;
    }
    folder = &found->second;
    return folder->words.has_value();
  }

  rule::Vocabulary const& vocabulary() const { return folder->words->vocabulary; }

  rule::CheckedScheme const* scheme(std::string const& file) {
    if (!open(file)) return nullptr;
    auto const found = folder->schemes.find(file_name(file));
    if (found == folder->schemes.end()) {
      unreadable(file);
      return nullptr;
    }
    asked.insert(found->second.program.facts.begin(), found->second.program.facts.end());
    print_faults(found->second.faults, file);
    return found->second.good() ? &found->second : nullptr;
  }

  // What else is known of what a scheme says: its documents, its zonings.
  bool surroundings(rule::CheckedScheme const& scheme, std::string const& file) {
    rule::Faults faults;
    auto const key = folder_key(file);
    auto found = corpora.find(key);
    if (found == corpora.end()) found = corpora.emplace(key, corpus_above(file)).first;
    if (found->second) check_citations(scheme.sheet, *found->second, faults);
    if (known) rule::check_zonings(scheme.program, known->zonings, faults);
    print_faults(faults, file);
    return !has_error(faults);
  }

  // The territories of the command, when it names a folder of them.
  bool open_places() {
    if (command.territory.empty()) return true;
    known = command.read_places(command.territory);
    return known.has_value();
  }

  rule::Zonings const* places() const { return known ? known->places.get() : nullptr; }
};

bool is_vocabulary(std::string const& file) {
  return file_name(file) == vocabulary_file;
}

// Facts that no scheme asks for; only told when the vocabulary itself is among the files.
void unused_facts(Session const& session, std::string const& file) {
  auto const& facts = session.vocabulary().facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].owner >= 0 || facts[i].supplied || session.asked.contains(static_cast<int>(i)))
      continue;
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
  Session session{command};
  if (!session.open_places()) return failure;
  int failed = 0;
  std::string vocabulary;
  for (auto const& file : command.files) {
    if (is_vocabulary(file)) {
      vocabulary = file;
      if (!session.open(file)) ++failed;
      continue;
    }
    auto const* scheme = session.scheme(file);
    bool good = scheme != nullptr;
    if (scheme != nullptr) {
      good = session.surroundings(*scheme, file);
      for (auto const& report : run_cases(*scheme, session.vocabulary(), session.places(), *day)) {
        print_faults(report.faults, file);
        good = good && report.faults.empty();
      }
    }
    if (!good) ++failed;
  }
  if (!vocabulary.empty() && command.files.size() > 1 && session.open(vocabulary))
    unused_facts(session, vocabulary);
  fmt::print("{} fichier(s) de règles, {} en défaut\n", command.files.size(), failed);
  return failed == 0 ? success : failure;
}

int test(RulesCommand const& command) {
  auto const day = day_of(command);
  if (!day) return refuse("rules test", "--date attend une date comme 2026-01-31.");
  Session session{command};
  if (!session.open_places()) return failure;
  std::size_t passed = 0;
  std::size_t failed = 0;
  for (auto const& file : command.files) {
    if (is_vocabulary(file)) continue;
    auto const* scheme = session.scheme(file);
    if (scheme == nullptr) {
      ++failed;
      continue;
    }
    for (auto const& report : run_cases(*scheme, session.vocabulary(), session.places(), *day)) {
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
  Session session{command};
  if (!session.open_places()) return failure;
  auto const* scheme = session.scheme(command.files.front());
  if (scheme == nullptr) return failure;
  auto const text = read_text(command.facts);
  if (!text) return unreadable(command.facts);
  auto const json = parse_json(*text);
  if (!json) {
    fmt::print(stderr, "{} : {}\n", command.facts, json.error());
    return failure;
  }
  auto const facts =
      rule::read_facts(*json, session.vocabulary(), *day, {.places = session.places()});
  if (!facts) return say(facts.error());
  auto const coherent = rule::check_coherence(*facts, session.folder->words->incoherences);
  if (!coherent) return say(coherent.error());
  auto const known = rule::deduced(*facts, session.folder->words->incoherences);
  auto const evaluation = rule::evaluate(scheme->program, known, session.places());
  if (command.json) {
    fmt::print("{}\n", to_line(rule::to_json(evaluation)));
  } else {
    fmt::print("{}", rule::to_text(evaluation));
  }
  return success;
}

int run_over_file(RulesCommand const& command) {
  auto const day = day_of(command);
  if (!day) return refuse("rules run", "--date attend une date comme 2026-01-31.");
  Session session{command};
  if (!session.open_places()) return failure;
  auto const* scheme = session.scheme(command.files.front());
  if (scheme == nullptr) return failure;
  FileText const cases{command.cases};
  if (!cases.readable()) return unreadable(command.cases);
  auto const made = aid::run_over(cases.text(), scheme->program, *session.folder->words,
                                  session.places(), *day, command.csv);
  if (!made) {
    for (auto const& fault : made.error())
      fmt::print(stderr, "{} : {}\n", command.cases, aid::to_text(fault));
    return failure;
  }
  auto const& words = session.vocabulary();
  print({.json = command.json, .csv = command.csv},
        {.json = [&] { return run_json(*made, scheme->program, words); },
         .csv = [&] { return made->lines; },
         .html = {},
         .table = [&] { return run_text(*made, scheme->program, words); }});
  return made->table.good == 0 ? failure : success;
}

CLI::App* add(CLI::App& group, Chosen const& chosen, char const* name, char const* description,
              std::shared_ptr<RulesCommand> const& options, int (*run)(RulesCommand const&)) {
  auto* command = group.add_subcommand(name, description);
  command->add_option("FICHIER", options->files, "Fichiers de règles (.regle)")->required();
  command->add_option("--vocabulary", options->vocabulary,
                      "Vocabulaire des faits (faits.regle, à côté du fichier)");
  command->add_option("--date", options->day,
                      "Jour de l’évaluation, comme 2026-01-31 (aujourd’hui)");
  if (options->read_places != nullptr) {
    command->add_option("--territory", options->territory,
                        "Dossier des territoires (data/territory) : populations et zonages");
  }
  command->callback([chosen, options, run] { chosen([options, run] { return run(*options); }); });
  return command;
}

}  // namespace

void add_rules(CLI::App& app, Chosen const& chosen) {
  add_rule_commands(app, chosen, nullptr);
}

void add_rule_commands(CLI::App& app, Chosen const& chosen, ReadPlaces read_places) {
  auto* group =
      app.add_subcommand("rules", "Vérifie, essaie et applique les règles des dispositifs");
  group->require_subcommand(1);
  auto options = std::make_shared<RulesCommand>();
  options->read_places = read_places;
  add(*group, chosen, "check", "Vérifie des fichiers de règles, essais compris", options, check);
  add(*group, chosen, "test", "Exécute les essais écrits à côté des règles", options, test);
  auto* evaluated =
      add(*group, chosen, "eval", "Applique un dispositif à des faits, et explique", options, eval);
  evaluated->get_option("FICHIER")->expected(1);
  evaluated->add_option("--facts", options->facts, "Faits, en JSON")->required();
  evaluated->add_flag("--json", options->json, "Une ligne de JSON");
  auto* over =
      add(*group, chosen, "run", "Applique un dispositif à un tableau de demandeurs, et compte",
          options, run_over_file);
  over->get_option("FICHIER")->expected(1);
  over->add_option("--cases", options->cases,
                   "Tableau CSV : un demandeur par ligne, un fait par colonne")
      ->required();
  auto* as_json = over->add_flag("--json", options->json, "Une ligne de JSON");
  over->add_flag("--csv", options->csv, "Le tableau avec le résultat de chaque ligne")
      ->excludes(as_json);
  group->footer(
      "Exemples :\n"
      "  pacte rules check data/occitanie/schemes/*.regle\n"
      "  pacte rules eval data/occitanie/schemes/sesame.regle --facts faits.json --json\n"
      "  pacte rules run data/occitanie/schemes/sesame.regle --cases demandeurs.csv\n"
      "Le langage : docs/rules/README.md.");
}

}  // namespace pacte::app
