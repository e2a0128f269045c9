#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/elect_report.hpp"
#include "app/decision/files.hpp"
#include "decision/election/proof.hpp"
#include "decision/election/reader.hpp"
#include "decision/election/report.hpp"

namespace pacte::app {

namespace {

using namespace decision;
using namespace decision::election;

constexpr std::string_view footer =
    "FICHIER a une section par sujet (VOTE, COLLEGES, CANDIDATS, MENTIONS, MEMBRES, BULLETINS) ou "
    "seulement un tableau\nde bulletins (colonnes bulletin, nombre, poids, college, procurations, "
    "tour) ; les formats BLT et PrefLib se lisent aussi.\nUn bulletin s’écrit « A », « A+B », "
    "« A>B=C », « A:Bien|B:Passable », « blanc », « nul » ou « abstention ».\n\n"
    "Exemples :\n"
    "  pacte elect bureau.csv --method two-round --last-round 3 --base members --ties age\n"
    "      la présidence d’une assemblée : majorité absolue aux deux premiers tours, puis "
    "relative\n"
    "  pacte elect voeu.csv --method qualified --majority 3/5 --base present --quorum '>1/2'\n"
    "      un vœu qui demande trois cinquièmes des présents\n"
    "  pacte elect regionales.csv --method lists --seats 158 --threshold 5% --bonus 1/4\n"
    "      des listes, avec la prime des élections régionales\n"
    "  pacte elect jury.blt --method stv --parity 1 --ties earlier,\"seed:tirage du 3 mai\" --html "
    "> jury.html\n"
    "      un vote unique transférable, avec la parité, et un rapport à publier\n"
    "  pacte elect vote.csv --method schulze --bundle vote.json && pacte verify vote.json\n"
    "      de quoi refaire le compte ailleurs\n\n"
    "Méthodes et format : docs/decision/elections.md.\n"
    "Code de sortie : 0 compté (même si personne n’est élu), 1 fichier illisible ou fautif, 2 "
    "commande mal écrite, 3 égalité qu’aucune règle déclarée ne tranche.";

struct ElectOptions {
  std::string file;
  std::vector<std::string> values;  // by setting; empty when not given
  Output output;
};

bool given(ElectOptions const& options, std::string_view name) {
  auto const found = std::ranges::find(settings(), name, &Setting::name);
  return !options.values[static_cast<std::size_t>(found - settings().begin())].empty();
}

std::expected<Rules, std::string> rules_of(ElectOptions const& options) {
  Rules rules;
  for (std::size_t i = 0; i < settings().size(); ++i) {
    if (options.values[i].empty()) continue;
    if (auto const wrong = settings()[i].set(rules, options.values[i])) {
      return std::unexpected{fmt::format("--{} : {}.", settings()[i].name, *wrong)};
    }
  }
  if (rules.method == Method::qualified && !given(options, "majority")) {
    return std::unexpected{"--majority : dites la part à atteindre, comme 2/3 ou 3/5."};
  }
  return rules;
}

int run(ElectOptions const& options) {
  auto rules = rules_of(options);
  if (!rules) return refuse("elect", rules.error());
  FileText const text{options.file};
  if (!text.readable()) return unreadable(options.file);
  auto const file = read_election(text.text(), options.file, *rules);
  if (!file) return say(file.error());
  if (file->seats && !given(options, "seats")) rules->seats = *file->seats;
  auto const result = elect(file->election, *rules);
  if (!result) {
    auto const code = say(result.error());
    return result.error().kind == ProblemKind::conflict ? no_decision : code;
  }
  if (!options.output.bundle.empty()) {
    auto const bundle = prove(file->election, *rules, *result, program_name());
    if (!write_file(options.output.bundle, write_bundle(bundle))) return failure;
  }
  auto const& title = file->election.title;
  ElectReport const report{file->election, *rules, *result, title.empty() ? options.file : title};
  print(options.output, {.json = [&] { return to_json(file->election, *rules, *result); },
                         .csv = [&] { return elect_csv(report); },
                         .html = [&] { return elect_html(report); },
                         .table = [&] { return elect_table(report); }});
  return success;
}

}  // namespace

void add_elect(CLI::App& app, Chosen const& chosen) {
  auto* command = app.add_subcommand("elect", "Dépouille un vote ou une élection");
  auto options = std::make_shared<ElectOptions>();
  command->add_option("FICHIER", options->file, "Bulletins ; « - » lit l’entrée standard")
      ->required();
  options->values.resize(settings().size());
  for (std::size_t i = 0; i < settings().size(); ++i) {
    command->add_option(fmt::format("--{}", settings()[i].name), options->values[i],
                        std::string{settings()[i].help});
  }
  add_bundle(*command, options->output);
  add_output(*command, options->output);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
