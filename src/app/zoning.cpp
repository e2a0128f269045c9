#include "app/zoning.hpp"

#include "app/commands.hpp"
#include "app/decision/command.hpp"
#include "app/opening.hpp"

namespace pacte::app {
namespace {

using namespace territory;

constexpr std::size_t names_shown = 10;

void print_members(std::string_view what, std::vector<Member> const& members) {
  if (members.empty()) return;
  std::vector<std::string> names;
  for (auto const& member : members) {
    if (names.size() < names_shown) names.push_back(member.label + " " + zoned_code(member));
  }
  fmt::print("  {} : {} ({}{})\n", what, members.size(), fmt::join(names, ", "),
             members.size() > names_shown ? "…" : "");
}

void print_changes(ZoningImport const& made) {
  if (!made.before) return;
  fmt::print("Par rapport à la version valable depuis {} :\n",
             made.before->from.empty() ? "toujours" : made.before->from);
  if (made.difference.none()) fmt::print("  aucun membre ne change\n");
  print_members("ajoutés", made.difference.added);
  print_members("retirés", made.difference.removed);
  std::vector<Member> changed;
  for (auto const& change : made.difference.changed)
    changed.push_back(change.after);
  print_members("modifiés", changed);
}

}  // namespace

void add_zoning_options(CLI::App& command, ImportZoning& wanted) {
  command
      .add_option("FILE", wanted.files,
                  "Tables de codes (CSV) ou contours en WGS 84 (GeoJSON, GeoPackage, Shapefile)")
      ->required();
  command.add_option("--zoning", wanted.zoning, "Clé du zonage, par exemple qpv-2024")->required();
  command.add_option("--name", wanted.name, "Nom du zonage ; nécessaire s’il est nouveau");
  command.add_option("--from", wanted.from,
                     "Premier jour de cette version (depuis toujours sinon)");
  command.add_option("--until", wanted.until, "Premier jour où elle n’est plus valable");
  command.add_option("--source", wanted.source,
                     "Document du corpus (IDENTIFIANT#LIGNES), ou titre et adresse");
  command.add_option("--definition", wanted.definition, "Ce qui définit le zonage");
}

int import_zoning(Settings const& settings, ImportZoning const& wanted) {
  return with_database(settings, [&](store::Database& database) {
    auto const made = territory::import_zoning(database, wanted, "command-line", system_now());
    if (!made) return say(made.error());
    if (made->unchanged) {
      fmt::print("Zonage {} : rien de changé.\n", wanted.zoning);
    } else {
      fmt::print(
          "Zonage {} ({}), version {} valable depuis {}{} : {} membres, dont {} avec leur "
          "contour.\n",
          made->zoning.name, made->zoning.key, made->version.number,
          made->version.from.empty() ? "toujours" : made->version.from,
          made->version.until.empty() ? "" : " et jusqu’au " + made->version.until, made->members,
          made->drawn);
      print_changes(*made);
    }
    for (auto const& notice : made->notices)
      fmt::print("Note : {}\n", notice);
    return success;
  });
}

}  // namespace pacte::app
