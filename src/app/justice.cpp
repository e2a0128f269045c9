#include "app/justice.hpp"

#include "app/commands.hpp"
#include "app/decision/files.hpp"
#include "app/decision/numbers.hpp"
#include "app/opening.hpp"
#include "base/text.hpp"
#include "territory/justice_figures.hpp"
#include "territory/justice_json.hpp"
#include "territory/justice_tables.hpp"
#include "territory/operations/measure_justice.hpp"
#include "territory/zoning_model.hpp"

namespace pacte::app {
namespace {

using namespace territory;

constexpr std::size_t label_width = 44;

std::string amount(Quantity quantity) {
  auto const text = decimal_text(quantity);
  auto const point = text.find('.');
  auto made = grouped(*parse_integer(text.substr(0, point)));
  if (point != std::string::npos) made += "," + text.substr(point + 1);
  return made;
}

std::string share(Bounds<double> const& bounds) {
  if (bounds.certain()) return percent(bounds.least, 1);
  return fmt::format("de {} à {}", percent(bounds.least, 1), percent(bounds.most, 1));
}

constexpr auto french = web::Locale::fr;

std::string each(PerPeople const& scale, Quantity value, std::int64_t population) {
  return scale.text(per_inhabitant(value, population), french);
}

std::string padded(std::string_view label) {
  auto const text = shorten(label, label_width);
  return text + std::string(label_width - length(text), ' ');
}

std::string concentration_line(JusticeReport const& report) {
  if (!report.concentration) return {};
  auto const& [lorenz, gini, theil] = *report.concentration;
  return fmt::format("Gini {} ; Theil {}, dont {} entre les groupes et {} dans les groupes.\n",
                     decimal(gini, 4), decimal(theil.total, 4), decimal(theil.between, 4),
                     decimal(theil.within, 4));
}

std::string before_lines(PerPeople const& scale, JusticeReport const& before) {
  return fmt::format("Avant : total {}, soit {} {}.\n", amount(before.total),
                     each(scale, before.total, before.population), scale.unit(french)) +
         concentration_line(before);
}

// A territory, its peers, its department and the region, per inhabitant.
std::string place_lines(PerPeople const& scale, JusticeReport const& report,
                        PlaceComparison const& compared) {
  auto const& place = report.places[compared.place];
  auto const& [first, median, third] = compared.peers.quartiles;
  auto out = fmt::format(
      "{} : {} {} ; ses {} semblables par la population : médiane {}, la moitié de {} à "
      "{}.\n",
      place.name, each(scale, place.value, place.population), scale.unit(french),
      compared.peers.places.size(), scale.text(median, french), scale.text(first, french),
      scale.text(third, french));
  if (auto const& department = compared.department) {
    out += fmt::format("Département ({}) : {} ; ", department->name,
                       each(scale, department->value, department->population));
  }
  return out + fmt::format("région : {}.\n", each(scale, report.total, report.population));
}

std::string table(MeasuredJustice const& measured) {
  auto const& report = measured.report;
  PerPeople const scale{report};
  std::string out;
  for (auto const& notice : measured.notices)
    out += notice + "\n";
  out += fmt::format(
      "Total {} pour {} habitants, soit {} {} ({} territoires, dont {} absents du "
      "tableau).\n",
      amount(report.total), grouped(report.population),
      each(scale, report.total, report.population), scale.unit(french), report.places.size(),
      report.absent);
  out += concentration_line(report);
  if (measured.before) out += before_lines(scale, *measured.before);
  if (measured.place) out += place_lines(scale, report, *measured.place);
  out += fmt::format("\n{}{:>20}{:>26}\n", padded("Groupe"), "total", scale.unit(french));
  for (auto const& group : report.groups) {
    out += fmt::format("{}{:>20}{:>26}\n", padded(group.name), amount(group.value),
                       each(scale, group.value, group.population));
  }
  out += fmt::format("\n{}{:>24}{:>24}\n", padded("Zonage"), "part du total", "part des habitants");
  for (auto const& zoning : report.zonings) {
    out += fmt::format("{}{:>24}{:>24}\n", padded(zoning.name), share(zoning.reach.share_of_value),
                       share(zoning.reach.share_of_population));
  }
  return out;
}

}  // namespace

void add_justice_options(CLI::App& command, JusticeCommand& justice) {
  command.add_option("FICHIER", justice.file, "Tableau CSV, ou « - » pour l’entrée standard")
      ->required();
  command.add_option("--territory", justice.territory,
                     "Colonne des codes de communes, d’EPCI ou de départements (la première)");
  command.add_option("--value", justice.value, "Colonne des montants ou des nombres (la deuxième)");
  command.add_option("--before", justice.before,
                     "Colonne des valeurs d’avant, mesurées à côté des autres");
  command.add_option("--place", justice.place,
                     "Territoire à comparer à ses semblables : un code ou un nom");
  command.add_option("--by", justice.by, "Groupes comparés : department ou epci")
      ->check(CLI::IsMember({"department", "epci"}));
  command
      .add_option("--absent", justice.absent,
                  "Territoires absents du tableau : zero (rien reçu) ou left-out (laissés de côté)")
      ->check(CLI::IsMember({"zero", "left-out"}));
  auto* json = command.add_flag("--json", justice.output.json, "Une ligne de JSON");
  command.add_flag("--csv", justice.output.csv, "Un tableau CSV, une ligne par territoire")
      ->excludes(json);
  command.footer(
      "Exemple :\n  pacte justice aides.csv --territory insee --value montant --by epci --json");
}

int justice(Settings const& settings, JusticeCommand const& command) {
  FileText const file{command.file};
  if (!file.readable()) return unreadable(command.file);
  return with_database(settings, [&](store::Database& database) {
    auto const measured = measure_justice(
        database, {.csv = file.text(),
                   .columns = {.territory = command.territory,
                               .value = command.value,
                               .before = command.before},
                   .options = {.groups = command.by == "epci" ? Level::epci : Level::department,
                               .absent_are_zero = command.absent == "zero"},
                   .place = command.place,
                   .day = iso_day(system_now())});
    if (!measured) return say(measured.error());
    print(command.output, {.json = [&] { return justice_json(*measured); },
                           .csv = [&] { return places_csv(*measured); },
                           .html = {},
                           .table = [&] { return table(*measured); }});
    return success;
  });
}

}  // namespace pacte::app
