#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/draw_bundle.hpp"
#include "app/decision/files.hpp"
#include "app/decision/opinions_bundle.hpp"
#include "app/decision/tally_bundle.hpp"
#include "base/text.hpp"
#include "decision/bundle.hpp"
#include "decision/election/proof.hpp"

namespace pacte::app {

namespace {

using namespace decision;

constexpr std::string_view footer =
    "Le compte est refait depuis le texte que contient le fichier, sans rien d’autre : ni base de "
    "données, ni réseau.\n\n"
    "Exemples :\n"
    "  pacte elect vote.csv --method stv --seats 3 --bundle vote.json\n"
    "  pacte verify vote.json\n"
    "  pacte verify vote.json --extract vote.txt\n"
    "      écrit les bulletins comptés, pour les comparer à ceux qui sont publiés\n\n"
    "Format : docs/decision/bundle.md.\n"
    "Code de sortie : 0 tout concorde, 1 une différence ou un fichier illisible, 2 commande mal "
    "écrite.";

struct Kind {
  std::string_view name;
  std::string_view what;  // in French
  void (*verify)(Bundle const& bundle, Verdict& verdict);
};

constexpr std::array kinds{Kind{election::bundle_kind, "un vote", election::verify},
                           Kind{"tally", "un budget participatif", verify_tally},
                           Kind{"draw", "un tirage au sort", verify_draw},
                           Kind{"opinions", "une carte des opinions", verify_opinions}};

struct VerifyOptions {
  std::string file;
  std::string extract;
  bool json = false;
};

void recount(Bundle const& bundle, Verdict& verdict) {
  auto const kind = std::ranges::find(kinds, bundle.kind, &Kind::name);
  if (kind == kinds.end()) {
    verdict.differences.push_back(
        fmt::format("« {} » : cette sorte de résultat est inconnue", bundle.kind));
    return;
  }
  verdict.checks.push_back(fmt::format("C’est {}, compté par {}.", kind->what, bundle.program));
  for (auto const& input : bundle.inputs) {
    verdict.checks.push_back(fmt::format("Le texte « {} » a l’empreinte annoncée (SHA-256 {}).",
                                         input.name, sha256_hex(input.text)));
  }
  std::string parameters;
  for (auto const& [name, value] : bundle.parameters.items()) {
    parameters += fmt::format("{}{} = {}", parameters.empty() ? "" : ", ", name,
                              value.is_string() ? value.get<std::string>() : to_line(value));
  }
  verdict.checks.push_back(fmt::format("Paramètres : {}.", parameters));
  kind->verify(bundle, verdict);
}

int tell(VerifyOptions const& options, Verdict const& verdict) {
  bool const good = verdict.differences.empty();
  if (options.json) {
    fmt::print("{}\n", to_line({{"valid", good},
                                {"checks", verdict.checks},
                                {"differences", verdict.differences}}));
    return good ? success : failure;
  }
  for (auto const& check : verdict.checks)
    fmt::print("{}\n", check);
  for (auto const& difference : verdict.differences)
    fmt::print("DIFFÉRENCE — {}\n", difference);
  fmt::print("{}\n", good ? "Tout concorde." : "Ce fichier ne concorde pas.");
  return good ? success : failure;
}

int run(VerifyOptions const& options) {
  FileText const text{options.file};
  if (!text.readable()) return unreadable(options.file);
  Verdict verdict;
  auto const bundle = read_bundle(text.text());
  if (!bundle) {
    verdict.differences = bundle.error();
    return tell(options, verdict);
  }
  if (!options.extract.empty()) {
    std::string inputs;
    for (auto const& input : bundle->inputs)
      inputs += input.text;
    if (!write_file(options.extract, inputs)) return failure;
  }
  recount(*bundle, verdict);
  return tell(options, verdict);
}

}  // namespace

void add_verify(CLI::App& app, Chosen const& chosen) {
  auto* command =
      app.add_subcommand("verify", "Refait un compte depuis son fichier de vérification");
  auto options = std::make_shared<VerifyOptions>();
  command->add_option("FICHIER", options->file, "Écrit par --bundle")->required();
  command->add_option("--extract", options->extract, "Écrit aussi le texte compté dans ce fichier");
  command->add_flag("--json", options->json, "Une ligne de JSON");
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
