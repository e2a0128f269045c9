#include "app/decision/opinions.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/opinions_report.hpp"
#include "decision/sortition/table.hpp"

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
    "      la place et le groupe de chaque participant, pour un tableur\n\n"
    "Méthode : docs/decision/opinions.md.\n"
    "Code de sortie : 0 carte faite, 1 fichier illisible ou fautif, 2 commande mal écrite.";

struct OpinionsOptions {
  std::string file;
  std::string statements;
  std::size_t groups = 0;
  std::size_t fewest_votes = GroupOptions{}.fewest_votes;
  std::string seed = GroupOptions{}.seed;
  bool json = false;
  bool csv = false;
  bool html = false;
};

std::optional<std::string> contents(std::string const& path) {
  if (path == "-") return std::string{std::istreambuf_iterator<char>{std::cin}, {}};
  std::ifstream in{path, std::ios::binary};
  if (!in) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

int unreadable(std::string const& file) {
  fmt::print(stderr, "{} : fichier introuvable ou illisible.\n", file);
  return failure;
}

int say(std::vector<Fault> const& faults) {
  for (auto const& fault : faults)
    fmt::print(stderr, "{}\n", sortition::to_text(fault));
  return failure;
}

// The texts by name, from a table with the columns statement and text (or those of Polis).
std::expected<std::vector<std::string>, std::vector<Fault>> read_texts(std::string const& file,
                                                                       std::string const& content,
                                                                       Votes const& votes) {
  sortition::Faults faults;
  auto const table = sortition::read_table(content, file, faults);
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

void print_report(OpinionsOptions const& options, OpinionsReport const& report) {
  if (options.json) {
    fmt::print("{}\n", to_line(opinions_json(report)));
  } else if (options.csv) {
    fmt::print("{}", opinions_csv(report));
  } else if (options.html) {
    fmt::print("{}", opinions_html(report));
  } else {
    fmt::print("{}", opinions_table(report));
  }
}

int run(OpinionsOptions const& options) {
  auto const content = contents(options.file);
  if (!content) return unreadable(options.file);
  auto const votes = read_votes(*content, options.file);
  if (!votes) return say(votes.error());
  auto texts = votes->statements;
  if (!options.statements.empty()) {
    auto const statements = contents(options.statements);
    if (!statements) return unreadable(options.statements);
    auto read = read_texts(options.statements, *statements, *votes);
    if (!read) return say(read.error());
    texts = std::move(*read);
  }
  MapOptions asked{.plane = {.threads = std::max(1U, std::thread::hardware_concurrency())},
                   .groups = {.fewest_votes = options.fewest_votes, .seed = options.seed}};
  if (options.groups > 0) asked.groups.exactly = options.groups;
  auto const map = draw_map(*votes, asked);
  print_report(options, {*votes, map, std::move(texts), "Carte des opinions : " + options.file});
  return success;
}

}  // namespace

void add_opinions(CLI::App& app, std::function<void(std::function<int()>)> const& chosen) {
  auto* command = app.add_subcommand("opinions", "Carte des opinions d’une consultation");
  auto options = std::make_shared<OpinionsOptions>();
  command->add_option("VOTES", options->file, "Votes, en CSV")->required();
  command->add_option("--statements", options->statements, "Textes des énoncés (statement,text)");
  command->add_option("--groups", options->groups, "Nombre de groupes ; le plus net de 2 à 5 sinon")
      ->check(CLI::Range(2, 20));
  command->add_option("--minimum-votes", options->fewest_votes,
                      "Votes qu’il faut pour être dans un groupe (7)");
  command->add_option("--seed", options->seed, "Texte dont part le hasard de la recherche");
  auto* json = command->add_flag("--json", options->json, "Une ligne de JSON");
  auto* csv = command->add_flag("--csv", options->csv, "Un tableau CSV")->excludes(json);
  command->add_flag("--html", options->html, "Un rapport autonome")->excludes(json)->excludes(csv);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
