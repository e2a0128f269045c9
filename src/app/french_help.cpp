#include "app/french_help.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace pacte::app {
namespace {

// What the library's refusals are made of. The longer comes first.
constexpr auto phrases = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"The following arguments were not expected: ", "Inattendu : "},
    {"The following argument was not expected: ", "Inattendu : "},
    {"A subcommand is required", "Dites une commande"},
    {"Could not convert: ", "Valeur illisible : "},
    {" is required", " : option obligatoire"},
    {" requires ", " va avec "},
    {" excludes ", " ne va pas avec "},
    {" not in ", " n’est pas dans "},
    {"Value ", ""},
    {": 1 required TEXT missing", " : donnez une valeur"},
    {": 1 required UINT missing", " : donnez une valeur"},
    {": 1 required INT missing", " : donnez une valeur"},
});

std::string in_french(std::string text) {
  constexpr std::string_view range = " not in range ";
  constexpr std::string_view to = " to ";
  if (auto const at = text.find(range); at != std::string::npos) {
    text.replace(text.find(to, at), to.size(), " à ");
    text.replace(at, range.size(), " n’est pas permis ; de ");
  }
  for (auto const& [english, french] : phrases) {
    if (auto const at = text.find(english); at != std::string::npos)
      text.replace(at, english.size(), french);
  }
  return text;
}

// "pacte journal verify": the command that was being read.
std::string path_of(CLI::App const* app) {
  auto path = app->get_name();
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    path += " " + app->get_name();
  }
  return path;
}

}  // namespace

void speak_french(CLI::App& app) {
  app.set_help_flag("-h,--help", "Montre cette aide");
  for (auto const& [english, french] :
       {std::pair{"Usage", "Usage "}, std::pair{"Positionals", "Arguments"},
        std::pair{"REQUIRED", "(obligatoire)"}, std::pair{"Needs", "avec"},
        std::pair{"Excludes", "sans"}, std::pair{"TEXT", "TEXTE"}, std::pair{"INT", "NOMBRE"},
        std::pair{"UINT", "NOMBRE"}, std::pair{"SUBCOMMAND", "COMMANDE"},
        std::pair{"SUBCOMMANDS", "COMMANDES"}})
    app.get_formatter()->label(english, french);
  app.failure_message([](CLI::App const* failed, CLI::Error const& error) {
    return fmt::format("{}\nVoir {} --help.\n", in_french(error.what()), path_of(failed));
  });
}

}  // namespace pacte::app
