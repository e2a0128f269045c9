#include "app/decision/draw.hpp"

#include <map>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.hpp"
#include "app/decision/draw_bundle.hpp"
#include "app/decision/draw_report.hpp"
#include "app/decision/files.hpp"
#include "base/text.hpp"
#include "decision/sortition/reader.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::sortition;

constexpr std::string_view footer =
    "QUOTAS.csv a les colonnes category, feature, min et max ; VIVIER.csv une colonne par "
    "catégorie et une ligne par personne, numérotées depuis 0.\n\n"
    "Exemples :\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40\n"
    "      les chances de chacun, aussi égales que les quotas le permettent\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --seed « 2026-05-03 4 8 15 » "
    "--lottery --html > tirage.html\n"
    "      mille panels équiprobables, et celui que la graine publiée désigne\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --household adresse --number "
    "417\n"
    "      une personne au plus par adresse ; le panel 417, sorti d’une urne\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --require 3,8 --exclude 12\n"
    "      remplacer la personne 12 en gardant les personnes 3 et 8\n\n"
    "Méthode : docs/decision/sortition.md.\n"
    "Code de sortie : 0 tirage fait, 1 fichier illisible ou fautif, 2 commande mal écrite, 3 "
    "quotas impossibles.";

struct DrawCommand {
  std::string pool;
  std::string quotas;
  int size = 0;
  std::string method = "leximin";
  std::string seed = "0";
  PoolColumns columns;
  std::vector<std::size_t> required;
  std::vector<std::size_t> excluded;
  std::size_t seconds = 600;
  bool lottery = false;
  std::optional<std::size_t> number;
  std::string bundle;
  bool json = false;
  bool csv = false;
  bool html = false;
};

std::map<std::string, Method> const& methods() {
  static std::map<std::string, Method> const all{{"leximin", Method::leximin},
                                                 {"maximin", Method::maximin},
                                                 {"nash", Method::nash},
                                                 {"legacy", Method::legacy}};
  return all;
}

int unreadable(std::string const& file) {
  fmt::print(stderr, "{} : fichier introuvable ou illisible.\n", file);
  return failure;
}

int say(std::vector<Fault> const& faults) {
  for (auto const& fault : faults)
    fmt::print(stderr, "{}\n", to_text(fault));
  return failure;
}

// What is being done, on one line that the next one covers; only for a person who looks.
std::function<void(std::string_view)> progress() {
  if (::isatty(STDERR_FILENO) == 0) return {};
  return [](std::string_view message) { fmt::print(stderr, "\r\x1b[K{}…", message); };
}

void end_progress() {
  if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\x1b[K");
}

int print_infeasible(DrawCommand const& command, Request const& request, Infeasibility const& why) {
  if (command.json) {
    fmt::print("{}\n", to_line(infeasible_json(request, why)));
  } else {
    fmt::print(stderr, "{}", infeasible_text(request, why, command.quotas));
  }
  return impossible_quotas;
}

int print_draw(DrawCommand const& command, Request const& request, Draw const& draw) {
  auto const made = make_report(request, draw, command.seed, command.lottery, command.number);
  if (!made) {
    fmt::print(stderr, "{}\n", made.error().detail);
    return failure;
  }
  auto const& report = *made;
  if (!command.bundle.empty() &&
      !write_file(command.bundle, write_bundle(draw_bundle(report, command.number)))) {
    return failure;
  }
  if (command.json) {
    fmt::print("{}\n", to_line(draw_json(report)));
  } else if (command.csv) {
    fmt::print("{}", draw_csv(report));
  } else if (command.html) {
    fmt::print("{}", draw_html(report));
  } else {
    fmt::print("{}", draw_table(report));
  }
  return success;
}

int run(DrawCommand const& command) {
  auto const quotas_text = contents(command.quotas);
  if (!quotas_text) return unreadable(command.quotas);
  auto const pool_text = contents(command.pool);
  if (!pool_text) return unreadable(command.pool);
  auto quotas = read_quotas(*quotas_text, command.quotas);
  if (!quotas) return say(quotas.error());
  auto pool = read_pool(*pool_text, command.pool, *quotas, command.columns);
  if (!pool) return say(pool.error());
  Request const request{.quotas = std::move(*quotas),
                        .pool = std::move(*pool),
                        .size = command.size,
                        .required = command.required,
                        .excluded = command.excluded};
  if (auto const faults = check(request, command.pool); !faults.empty()) return say(faults);
  auto const result = draw(request, {.method = methods().at(command.method),
                                     .seed = command.seed,
                                     .limit = std::chrono::seconds{command.seconds},
                                     .told = progress()});
  end_progress();
  if (!result) {
    fmt::print(stderr, "{}\n", result.error().detail);
    return failure;
  }
  if (auto const* why = std::get_if<Infeasibility>(&*result)) {
    return print_infeasible(command, request, *why);
  }
  return print_draw(command, request, std::get<Draw>(*result));
}

}  // namespace

void add_draw(CLI::App& app, std::function<void(std::function<int()>)> const& chosen) {
  auto* command = app.add_subcommand("draw", "Tire au sort un panel qui respecte des quotas");
  auto options = std::make_shared<DrawCommand>();
  command->add_option("--pool", options->pool, "Vivier de volontaires, en CSV")->required();
  command->add_option("--quotas", options->quotas, "Quotas, en CSV")->required();
  command->add_option("--size", options->size, "Sièges")->required();
  std::vector<std::string> names;
  for (auto const& [name, method] : methods())
    names.push_back(name);
  command->add_option("--method", options->method, "leximin (par défaut), maximin, nash ou legacy")
      ->check(CLI::IsMember(names));
  command->add_option("--seed", options->seed, "Graine publiée de la loterie (0 par défaut)");
  command->add_option("--id", options->columns.identifier, "Colonne des identifiants");
  command->add_option("--household", options->columns.household,
                      "Colonne des adresses : une personne au plus par adresse");
  command->add_option("--weight", options->columns.weight, "Colonne des poids");
  command->add_option("--require", options->required, "Personnes à retenir (lignes depuis 0)")
      ->delimiter(',');
  command->add_option("--exclude", options->excluded, "Personnes à écarter (lignes depuis 0)")
      ->delimiter(',');
  command->add_option("--time-limit", options->seconds, "Secondes au plus (600 par défaut)");
  command->add_flag("--lottery", options->lottery,
                    "Mille panels équiprobables, et celui que la graine désigne");
  command->add_option("--number", options->number, "Numéro tiré en public, de 0 à 999")
      ->check(CLI::Range(0, 999));
  command->add_option("--bundle", options->bundle, "Écrit aussi un fichier pour pacte verify");
  auto* json = command->add_flag("--json", options->json, "Une ligne de JSON");
  auto* csv = command->add_flag("--csv", options->csv, "Un tableau CSV")->excludes(json);
  command->add_flag("--html", options->html, "Un rapport autonome")->excludes(json)->excludes(csv);
  command->footer(std::string{footer});
  command->callback([chosen, options] { chosen([options] { return run(*options); }); });
}

}  // namespace pacte::app
