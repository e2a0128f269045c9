#include <map>
#include <memory>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/files.hpp"
#include "app/decision/opinions_bundle.hpp"
#include "decision/table.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::opinion;

constexpr std::string_view footer =
    "VOTES.csv a les colonnes participant, statement et vote (1 d’accord, -1 pas d’accord, 0 "
    "passe), une ligne par vote ;\nou la colonne participant, puis une colonne par énoncé. « - » "
    "lit l’entrée standard.\n\n"
    "Exemples :\n"
    "  pacte opinions votes.csv --statements enonces.csv\n"
    "      les groupes, ce qui les réunit et ce qui les divise\n"
    "  pacte opinions votes.csv --statements enonces.csv --html > carte.html\n"
    "      la carte, à publier\n"
    "  pacte opinions votes.csv --groups 3 --csv\n"
    "      la place et le groupe de chaque participant, pour un tableur\n"
    "  pacte opinions votes.csv --statements enonces.csv --bundle carte.json && pacte verify "
    "carte.json\n"
    "      de quoi refaire la carte ailleurs ; personne n’y est nommé\n\n"
    "Méthode : docs/decision/opinions.md.\n"
    "Code de sortie : 0 carte faite, 1 fichier illisible ou fautif, 2 commande mal écrite.";

struct OpinionsOptions {
  std::string file;
  std::string statements;
  OpinionsAsked asked;
  Output output;
};

// The texts by name, from a table with the columns statement and text (or those of Polis).
std::expected<std::vector<std::string>, std::vector<Fault>> read_texts(std::string const& file,
                                                                       std::string_view content,
                                                                       Votes const& votes) {
  Faults faults;
  auto const table = read_table(content, file, faults);
  auto const column = [&](char const* name, char const* other) {
    auto const found = table->column(name);
    return found ? found : table->column(other);
  };
  auto const name = table ? column("statement", "comment-id") : std::nullopt;
  auto const text = table ? column("text", "comment-body") : std::nullopt;
  if (table && (!name || !text))
    faults.add({file, 1, "les colonnes « statement » et « text » manquent", "Ajoutez-les"});
  if (!faults.empty()) return std::unexpected(faults.take());
  std::map<std::string, std::string> by_name;
  for (auto const& row : table->rows)
    by_name[row.cells[*name]] = row.cells[*text];
  std::vector<std::string> texts;
  for (auto const& statement : votes.statements) {
    auto const found = by_name.find(statement);
    texts.push_back(found == by_name.end() ? statement : found->second);
  }
  return texts;
}

OpinionMap map_with_status(Votes const& votes, OpinionsAsked const& asked) {
  StatusLine const status;
  status(fmt::format("Carte de {} votes", votes.count()));
  return draw_map(votes, asked);
}

int run(OpinionsOptions const& options) {
  FileText const content{options.file};
  if (!content.readable()) return unreadable(options.file);
  auto votes = read_votes(content.text(), options.file);
  if (!votes) return say(votes.error());
  sort_votes(*votes);
  auto texts = votes->statements;
  if (!options.statements.empty()) {
    FileText const statements{options.statements};
    if (!statements.readable()) return unreadable(options.statements);
    auto read = read_texts(options.statements, statements.text(), *votes);
    if (!read) return say(read.error());
    texts = std::move(*read);
  }
  auto const map = map_with_status(*votes, options.asked);
  OpinionsReport const report{*votes, map, std::move(texts),
                              "Carte des opinions : " + options.file};
  if (!options.output.bundle.empty() &&
      !write_file(options.output.bundle, write_bundle(opinions_bundle(report, options.asked)))) {
    return failure;
  }
  print(options.output, {.json = [&] { return opinions_json(report); },
                         .csv = [&] { return opinions_csv(report); },
                         .html = [&] { return opinions_html(report); },
                         .table = [&] { return opinions_table(report); }});
  return success;
}

}  // namespace

void add_opinions(CLI::App& app, Chosen const& chosen) {
  auto* command = app.add_subcommand("opinions", "Carte des opinions d’une consultation");
  auto options = std::make_shared<OpinionsOptions>();
  command->add_option("VOTES", options->file, "Votes, en CSV")->required();
  command->add_option("--statements", options->statements, "Textes des énoncés (statement,text)");
  command
      ->add_option("--groups", options->asked.groups,
                   "Nombre de groupes, de 2 à 20 ; sans elle, le plus net de 2 à 5")
      ->check(CLI::Range(std::size_t{2}, most_groups).description(""));
  command->add_option("--minimum-votes", options->asked.fewest_votes,
                      "Votes qu’il faut pour être dans un groupe (7)");
  command->add_option("--seed", options->asked.seed, "Texte dont part le hasard de la recherche");
  add_bundle(*command, options->output);
  add_output(*command, options->output);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
