// The program `pacte`. Counting, drawing and rules are its own: they take a few hundredths of a
// second, of which loading the libraries of the site would be most. All else is done by
// `pacte-site`, which takes its place.
#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include "app/commands.hpp"
#include "app/decision/commands.hpp"
#include "app/french_help.hpp"
#include "app/rule/commands.hpp"

namespace {

using namespace pacte::app;

struct Command {
  std::string_view name;
  void (*add)(CLI::App& app, Chosen const& chosen);
};
constexpr std::array own{Command{"tally", add_tally},       Command{"draw", add_draw},
                         Command{"invite", add_invite},     Command{"elect", add_elect},
                         Command{"opinions", add_opinions}, Command{"verify", add_verify},
                         Command{"rules", add_rules}};

int decide(Command const& command, int argc, char** argv) {
  CLI::App app{"Pacte : l’action publique d’une Région, à livre ouvert.", "pacte"};
  speak_french(app);
  std::function<int()> chosen;
  command.add(app, [&](std::function<int()> run) { chosen = std::move(run); });
  app.require_subcommand(1);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    return app.exit(error) == 0 ? success : usage_error;
  }
  return chosen();
}

// Reading territories needs the libraries of the site, which also knows all the options.
bool is_of_the_site(std::string_view command, int argc, char** argv) {
  return command == "rules" && std::any_of(argv, argv + argc, [](std::string_view argument) {
           return argument.starts_with("--territory") || argument == "--help" || argument == "-h";
         });
}

// Beside this program when it was just built; installed, out of the way of those who type commands.
int become_site(char** argv) {
  auto const here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  for (auto const& site : {here / "pacte-site", here / "../libexec/pacte/pacte-site"})
    execv(site.c_str(), argv);
  fmt::print(stderr,
             "Le programme pacte-site manque : il se range à côté de pacte ({}), ou dans "
             "../libexec/pacte.\n",
             here.string());
  return failure;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::string_view const asked = argc > 1 ? argv[1] : "";
    for (auto const& command : own) {
      if (asked == command.name && !is_of_the_site(asked, argc, argv))
        return decide(command, argc, argv);
    }
    return become_site(argv);
  } catch (std::exception const& thrown) {
    fmt::print(stderr, "Erreur imprévue : {}\n", thrown.what());
    return failure;
  }
}
