#include <memory>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/files.hpp"
#include "app/decision/invite_report.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::sortition;

constexpr std::string_view footer =
    "ADRESSES.csv a une ligne par foyer ; --strata nomme la colonne qui dit où il est.\n"
    "REPONSES.csv a les colonnes stratum, rate (12%, 0,12 ou 3/25) et, s’il le faut, population ; "
    "sans lui,\nla population est le nombre de foyers et toutes les strates répondent pareil.\n\n"
    "Exemples :\n"
    "  pacte invite --addresses adresses.csv --strata departement --count 20000 --seed \"3 mai : 4 "
    "8 15\"\n"
    "      combien de lettres à chaque département, et la chance de chaque foyer\n"
    "  pacte invite --addresses adresses.csv --strata departement --count 20000 --seed \"3 mai : 4 "
    "8 15\" --response reponses.csv --csv > lettres.csv\n"
    "      les adresses tirées, pour le publipostage ; plus de lettres où l’on répond moins\n\n"
    "La même graine donne les mêmes adresses : publiez-la après avoir arrêté la liste, tirée de "
    "dés ou d’un loto.\n"
    "Méthode : docs/decision/sortition.md.\n"
    "Code de sortie : 0 tirage fait, 1 fichier illisible ou fautif, 2 commande mal écrite.";

constexpr std::uint64_t most_letters = 100'000'000;

struct InviteCommand {
  std::string addresses;
  std::string column;
  std::uint64_t count = 0;
  std::string response;
  std::string seed;
  Output output;
};

int run(InviteCommand const& command) {
  FileText const addresses_text{command.addresses};
  if (!addresses_text.readable()) return unreadable(command.addresses);
  auto addresses = read_addresses(addresses_text.text(), command.addresses, command.column);
  if (!addresses) return say(addresses.error());
  if (!command.response.empty()) {
    FileText const response{command.response};
    if (!response.readable()) return unreadable(command.response);
    auto const read = read_expectations(response.text(), command.response, addresses->strata);
    if (!read) return say(read.error());
  }
  auto const drawn = draw_invitations(addresses->strata, command.count, command.seed);
  if (!drawn) {
    for (auto const& fault : drawn.error().fields) {
      fmt::print(stderr, "{} : {}\n", fault.field.empty() ? command.addresses : fault.field,
                 fault.message);
    }
    return failure;
  }
  InviteReport const report{*addresses, *drawn, command.seed};
  print(command.output, {.json = [&] { return invite_json(report); },
                         .csv = [&] { return invite_csv(report); },
                         .html = [&] { return invite_html(report); },
                         .table = [&] { return invite_table(report); }});
  return success;
}

}  // namespace

void add_invite(CLI::App& app, Chosen const& chosen) {
  auto* command = app.add_subcommand("invite", "Tire au sort les foyers à qui écrire");
  auto options = std::make_shared<InviteCommand>();
  command->add_option("--addresses", options->addresses, "Foyers, en CSV")->required();
  command->add_option("--strata", options->column, "Colonne du territoire")->required();
  command->add_option("--count", options->count, "Lettres à envoyer, en tout")
      ->required()
      ->check(CLI::Range(std::uint64_t{1}, most_letters).description(""));
  command->add_option("--response", options->response,
                      "Taux de réponse attendus et populations, en CSV");
  command->add_option("--seed", options->seed, "Graine publiée du tirage")->required();
  add_output(*command, options->output);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
