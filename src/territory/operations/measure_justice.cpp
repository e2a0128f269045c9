#include "territory/operations/measure_justice.hpp"

#include "report/csv.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

Problem faults_problem(std::vector<AmountFault> const& faults) {
  Problem problem{ProblemKind::invalid,
                  fmt::format("Le tableau a {} faute{} ; rien n’a été mesuré.", faults.size(),
                              faults.size() > 1 ? "s" : "")};
  for (auto const& fault : faults)
    problem.fields.push_back({fmt::format("ligne {}", fault.line), fault.message});
  return problem;
}

// The first and the second column where none is named.
AmountColumns columns_of(JusticeRequest const& request) {
  auto columns = request.columns;
  if (!columns.territory.empty() && !columns.value.empty()) return columns;
  auto const table = report::CsvTable::open(request.csv, {});
  if (!table) return columns;
  auto const& header = table->header();
  if (columns.territory.empty() && !header.empty()) columns.territory = header[0];
  if (columns.value.empty() && header.size() > 1) columns.value = header[1];
  return columns;
}

}  // namespace

Result<MeasuredJustice> measure_justice(store::Database& database, JusticeRequest const& request) {
  auto reading = database.read();
  auto& session = reading.session();
  auto const territories = all_territories(session);
  if (territories.empty()) {
    return fail(ProblemKind::conflict,
                "Aucun territoire n’est chargé : lancez « pacte import territories DOSSIER ».");
  }
  KnownPlaces const places{territories};
  auto const amounts = read_amounts(request.csv, columns_of(request), places);
  if (!amounts) return std::unexpected{faults_problem(amounts.error())};
  return MeasuredJustice{
      .report = justice_of(*amounts, territories, zoning_extents(session), request.options),
      .notices = amounts->notices};
}

}  // namespace pacte::territory
