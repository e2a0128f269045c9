#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/decision/draw_bundle.hpp"
#include "app/decision/draw_people.hpp"
#include "app/decision/draw_report.hpp"
#include "app/decision/files.hpp"
#include "base/text.hpp"
#include "decision/sortition/reader.hpp"
#include "decision/sortition/replacement.hpp"

namespace pacte::app {
namespace {

using namespace decision;
using namespace decision::sortition;

constexpr std::string_view footer =
    "QUOTAS.csv a les colonnes category, feature, min et max ; VIVIER.csv une colonne par "
    "catégorie et une ligne par personne.\nLes personnes se nomment par leur identifiant si --id "
    "en donne la colonne, sinon par leur ligne, depuis 0.\n\n"
    "Exemples :\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40\n"
    "      les chances de chacun, aussi égales que les quotas le permettent\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --id numero --household adresse "
    "--number 417 --alternates 10 --csv > panel.csv\n"
    "      le panel 417, sorti d’une urne, et dix remplaçants ; une personne au plus par adresse\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --id numero --panel panel.csv "
    "--refused V012,V340\n"
    "      remplace deux personnes qui refusent ; les autres restent et les quotas tiennent\n"
    "  pacte draw --pool vivier.csv --quotas quotas.csv --size 40 --lottery --seed \"3 mai : 4 8 "
    "15\" --html > tirage.html\n"
    "      mille panels équiprobables, et celui que la graine publiée désigne\n\n"
    "Méthode : docs/decision/sortition.md.\n"
    "Code de sortie : 0 tirage fait, 1 fichier illisible ou fautif, 2 commande mal écrite, 3 "
    "quotas impossibles.";

struct DrawCommand {
  std::string pool;
  std::string quotas;
  int size = 0;
  std::string method = "leximin";
  PoolColumns columns;
  std::vector<std::string> required;
  std::vector<std::string> excluded;
  std::string panel;
  std::vector<std::string> refused;
  std::size_t seconds = 600;
  LotteryAsked asked{.seed = "0"};
  Output output;
};

std::map<std::string, Method> const& methods() {
  static std::map<std::string, Method> const all{{"leximin", Method::leximin},
                                                 {"maximin", Method::maximin},
                                                 {"nash", Method::nash},
                                                 {"legacy", Method::legacy}};
  return all;
}

int print_infeasible(DrawCommand const& command, Request const& request, Infeasibility const& why) {
  if (command.output.json) {
    fmt::print("{}\n", to_line(infeasible_json(request, why)));
  } else {
    fmt::print(stderr, "{}", infeasible_text(request, why, command.quotas));
  }
  return no_decision;
}

int print_draw(DrawCommand const& command, Request const& request, Draw const& draw) {
  auto const made = make_report(request, draw, command.asked);
  if (!made) return say(made.error());
  auto const& report = *made;
  if (!command.output.bundle.empty() &&
      !write_file(command.output.bundle, write_bundle(draw_bundle(report)))) {
    return failure;
  }
  print(command.output, {.json = [&] { return draw_json(report); },
                         .csv = [&] { return draw_csv(report); },
                         .html = [&] { return draw_html(report); },
                         .table = [&] { return draw_table(report); }});
  return success;
}

Result<Drawn> draw_with_status(DrawCommand const& command, Request const& request) {
  StatusLine const status;
  DrawOptions options{.method = methods().at(command.method),
                      .seed = command.asked.seed,
                      .limit = std::chrono::seconds{command.seconds}};
  if (status.shown()) options.told = std::cref(status);
  return draw(request, options);
}

// Members who stay are required, those who refuse and those who had refused are excluded.
std::expected<void, std::vector<Fault>> replace_refusals(DrawCommand const& command,
                                                         Request& request) {
  FileText const text{command.panel};
  if (!text.readable()) {
    return std::unexpected(std::vector{Fault{.file = command.panel,
                                             .line = 0,
                                             .what = "fichier introuvable ou illisible",
                                             .remedy = "Vérifiez son nom"}});
  }
  auto const panel = read_panel(text.text(), command.panel, request.pool);
  if (!panel) return std::unexpected(panel.error());
  auto const refused = find_people(request.pool, command.refused, "--refused");
  if (!refused) return std::unexpected(refused.error());
  Faults faults;
  for (std::size_t i = 0; i < refused->size(); ++i) {
    if (std::ranges::find(panel->members, (*refused)[i]) != panel->members.end()) continue;
    faults.add({"--refused", 0, fmt::format("« {} » n’est pas du panel", command.refused[i]),
                "Ne nommez que des membres du panel à remplacer"});
  }
  if (!faults.empty()) return std::unexpected(faults.take());
  auto excluded = panel->excluded;
  excluded.insert(excluded.end(), refused->begin(), refused->end());
  auto const required = std::move(request.required);
  request = replacement_request(request, panel->members, excluded);
  request.required.insert(request.required.end(), required.begin(), required.end());
  return {};
}

std::expected<Request, std::vector<Fault>> read_request(DrawCommand const& command,
                                                        std::string_view quotas_text,
                                                        std::string_view pool_text) {
  auto quotas = read_quotas(quotas_text, command.quotas);
  if (!quotas) return std::unexpected(quotas.error());
  auto pool = read_pool(pool_text, command.pool, *quotas, command.columns);
  if (!pool) return std::unexpected(pool.error());
  Request request{.quotas = std::move(*quotas), .pool = std::move(*pool), .size = command.size};
  auto required = find_people(request.pool, command.required, "--require");
  if (!required) return std::unexpected(required.error());
  auto excluded = find_people(request.pool, command.excluded, "--exclude");
  if (!excluded) return std::unexpected(excluded.error());
  request.required = std::move(*required);
  request.excluded = std::move(*excluded);
  if (!command.panel.empty()) {
    if (auto const replaced = replace_refusals(command, request); !replaced) {
      return std::unexpected(replaced.error());
    }
  }
  if (auto faults = check(request, command.pool); !faults.empty()) {
    return std::unexpected(std::move(faults));
  }
  return request;
}

int run(DrawCommand const& command) {
  FileText const quotas{command.quotas};
  if (!quotas.readable()) return unreadable(command.quotas);
  FileText const pool{command.pool};
  if (!pool.readable()) return unreadable(command.pool);
  auto const request = read_request(command, quotas.text(), pool.text());
  if (!request) return say(request.error());
  auto const result = draw_with_status(command, *request);
  if (!result) return say(result.error());
  if (auto const* why = std::get_if<Infeasibility>(&*result)) {
    return print_infeasible(command, *request, *why);
  }
  return print_draw(command, *request, std::get<Draw>(*result));
}

}  // namespace

void add_draw(CLI::App& app, Chosen const& chosen) {
  auto* command = app.add_subcommand("draw", "Tire au sort un panel qui respecte des quotas");
  auto options = std::make_shared<DrawCommand>();
  auto& asked = options->asked;
  command->add_option("--pool", options->pool, "Vivier de volontaires, en CSV")->required();
  command->add_option("--quotas", options->quotas, "Quotas, en CSV")->required();
  command->add_option("--size", options->size, "Sièges")->required();
  std::vector<std::string> names;
  for (auto const& [name, method] : methods())
    names.push_back(name);
  command->add_option("--method", options->method, "leximin (par défaut), maximin, nash ou legacy")
      ->check(CLI::IsMember(names).description(""));
  command->add_option("--id", options->columns.identifier, "Colonne des identifiants");
  command->add_option("--household", options->columns.household,
                      "Colonne des adresses : une personne au plus par adresse");
  command->add_option("--weight", options->columns.weight, "Colonne des poids");
  command->add_option("--require", options->required, "Personnes à retenir")->delimiter(',');
  command->add_option("--exclude", options->excluded, "Personnes à écarter")->delimiter(',');
  command->add_flag("--lottery", asked.lottery,
                    "Mille panels équiprobables, et celui que la graine désigne");
  command->add_option("--seed", asked.seed, "Graine publiée de la loterie (0 par défaut)");
  command->add_option("--number", asked.number, "Numéro tiré en public, de 0 à 999")
      ->check(CLI::Range(0, 999).description(""));
  command->add_option("--alternates", asked.alternates, "Remplaçants à prévoir pour le panel");
  auto* panel = command->add_option("--panel", options->panel,
                                    "Panel à compléter : le CSV d’un tirage précédent");
  command->add_option("--refused", options->refused, "Membres de ce panel à remplacer")
      ->delimiter(',')
      ->needs(panel);
  command->add_option("--time-limit", options->seconds, "Secondes au plus (600 par défaut)");
  add_bundle(*command, options->output);
  add_output(*command, options->output);
  command->footer(std::string{footer});
  command->callback([chosen, options] {
    // A panel is completed to know who comes in.
    if (!options->panel.empty()) options->asked.lottery = true;
    chosen([options] { return run(*options); });
  });
}

}  // namespace pacte::app
