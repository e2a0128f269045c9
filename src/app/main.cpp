// The program: reads the command line, chooses the command.
#include <cstdlib>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/diagnostics.hpp"
#include "app/french_help.hpp"
#include "app/justice.hpp"
#include "app/mail.hpp"
#include "app/rule/commands.hpp"
#include "app/rule/import.hpp"
#include "app/zoning.hpp"

namespace {

using namespace pacte::app;

std::optional<std::string> environment(char const* name) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): read at the start, before there is any other thread
  char const* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return std::string{value};
}

struct CommandLine {
  CLI::App app{"Pacte : l’action publique d’une Région, à livre ouvert.", "pacte"};
  Options options;
  std::string folder;
  std::vector<std::filesystem::path> contours;
  std::string email;
  std::string name;
  std::string head;
  std::vector<std::string> roles{"administrator"};
  JusticeCommand justice_command;
  pacte::territory::ImportZoning zoning;
  std::function<int(Settings const&)> chosen;
  std::function<int()> direct;  // a command that needs no settings

  CommandLine() {
    speak_french(app);
    app.set_version_flag("--version", "pacte " PACTE_VERSION, "Montre la version");
    app.require_subcommand(1);
    app.footer(
        "Chaque commande dit ses options : pacte COMMANDE --help.\n"
        "PACTE_DATABASE=sqlite:CHEMIN ou postgresql://… choisit la base de données.");
    auto* serve_command = command(app, "serve", "Sert le site et l’API", serve);
    serve_command->add_option("--host", options.host, "Adresse d’écoute (127.0.0.1 par défaut)");
    serve_command->add_option("--port", options.port,
                              "Port (8080 par défaut ; 0 prend un port libre)");
    command(app, "migrate", "Met le schéma de la base à jour", migrate);

    auto* import = group("import", "Charge des données");
    folder_command(*import, "corpus", "Charge un corpus (JSON Lines), entier ou pas du tout",
                   [this](Settings const& settings) { return import_corpus(settings, folder); });
    folder_command(
        *import, "territories", "Charge le référentiel des territoires (CSV)",
        [this](Settings const& settings) { return import_territories(settings, folder, contours); })
        ->add_option("--contours", contours,
                     "Fichiers de contours en WGS 84 (GeoJSON, GeoPackage, Shapefile)");
    add_zoning_options(
        *command(*import, "zoning", "Charge une version d’un zonage",
                 [this](Settings const& settings) { return import_zoning(settings, zoning); }),
        zoning);
    folder_command(
        *import, "diagnostics", "Charge des questionnaires (JSON), tous ou aucun",
        [this](Settings const& settings) { return import_diagnostics(settings, folder); });
    folder_command(*import, "rules", "Charge les règles des dispositifs, toutes ou aucune",
                   [this](Settings const& settings) { return import_rules(settings, folder); });
    auto* export_group = group("export", "Écrit les données");
    folder_command(*export_group, "corpus", "Écrit le corpus en JSON Lines",
                   [this](Settings const& settings) { return export_corpus(settings, folder); });
    command(*group("search", "Recherche"), "rebuild", "Reconstruit l’index depuis la base",
            search_rebuild);
    auto* verify =
        command(*group("journal", "Journal"), "verify", "Recalcule la chaîne du journal",
                [this](Settings const& settings) { return journal_verify(settings, head); });
    verify->add_option("--head", head,
                       "Empreinte publiée auparavant, que la chaîne doit toujours contenir");
    command(*group("mail", "Courriel"), "test", "Envoie un message d’essai",
            [this](Settings const& settings) { return mail_test(settings, email); })
        ->add_option("ADRESSE", email, "Adresse électronique")
        ->required();
    command(*group("alerts", "Alertes"), "send", "Prépare les courriels des alertes sans attendre",
            alerts_send);
    auto* add = command(
        *group("user", "Comptes"), "add", "Ouvre un compte ; le mot de passe est demandé",
        [this](Settings const& settings) { return user_add(settings, email, name, roles); });
    add->add_option("--email", email, "Adresse électronique")->required();
    add->add_option("--name", name, "Nom montré")->required();
    add->add_option("--role", roles, "Rôle, répétable (administrator par défaut)");
    add_justice_options(
        *command(app, "justice", "Mesure comment un tableau est partagé entre les territoires",
                 [this](Settings const& settings) { return justice(settings, justice_command); }),
        justice_command);
    auto const is_direct = [this](std::function<int()> run) { direct = std::move(run); };
    for (auto const& add_command : {add_tally, add_draw, add_invite, add_elect, add_opinions,
                                    add_verify, add_rules_with_places})
      add_command(app, is_direct);
    name_groups(app);
  }

 private:
  static void name_groups(CLI::App& parent) {
    for (auto* child : parent.get_subcommands({})) {
      child->group("Commandes");
      name_groups(*child);
    }
  }

  CLI::App* group(std::string const& command_name, std::string const& description) {
    auto* made = app.add_subcommand(command_name, description);
    made->require_subcommand(1);
    return made;
  }

  CLI::App* command(CLI::App& parent, std::string const& command_name,
                    std::string const& description, std::function<int(Settings const&)> run) {
    auto* made = parent.add_subcommand(command_name, description);
    made->add_option("--data", options.data, "Dossier des données (var par défaut)");
    made->add_option("--config", options.config,
                     "Fichier de réglages TOML (DOSSIER/pacte.toml par défaut)");
    made->callback([this, run = std::move(run)] { chosen = run; });
    return made;
  }

  CLI::App* folder_command(CLI::App& parent, std::string const& command_name,
                           std::string const& description,
                           std::function<int(Settings const&)> run) {
    auto* made = command(parent, command_name, description, std::move(run));
    made->add_option("DIR", folder, "Dossier")->required();
    return made;
  }
};

}  // namespace

int main(int argc, char** argv) {
  try {
    spdlog::set_default_logger(spdlog::stderr_color_mt("pacte"));
    CommandLine line;
    try {
      line.app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
      return line.app.exit(error) == 0 ? success : usage_error;
    }
    if (line.direct) return line.direct();
    auto const settings = read_settings(line.options, environment);
    if (!settings) {
      fmt::print(stderr, "Réglages : {}.\n", settings.error());
      return usage_error;
    }
    spdlog::set_level(spdlog::level::from_str(settings->log_level));
    return line.chosen(*settings);
  } catch (std::exception const& thrown) {
    fmt::print(stderr, "Erreur imprévue : {}\n", thrown.what());
    return failure;
  }
}
