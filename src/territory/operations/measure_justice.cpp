#include "territory/operations/measure_justice.hpp"

#include <algorithm>

#include "territory/contour_store.hpp"
#include "territory/store.hpp"
#include "territory/zoning_store.hpp"

namespace pacte::territory {
namespace {

using web::Locale;
using web::tr;
using web::trf;

Problem faults_problem(std::vector<AmountFault> const& faults, Locale locale) {
  auto const count = static_cast<std::int64_t>(faults.size());
  Problem problem{
      ProblemKind::invalid,
      fmt::format(fmt::runtime(web::trn(locale, "Le tableau a {} faute ; rien n’a été mesuré.",
                                        "Le tableau a {} fautes ; rien n’a été mesuré.", count)),
                  count)};
  for (auto const& fault : faults)
    problem.fields.push_back({trf(locale, "ligne {}", fault.line), fault.message});
  return problem;
}

Result<Amounts> amounts(store::Session& session, JusticeRequest const& request,
                        KnownPlaces const& places) {
  if (request.count == nullptr) {
    auto read = read_amounts(request.csv, request.columns, places, request.locale);
    if (!read) return std::unexpected{faults_problem(read.error(), request.locale)};
    return *std::move(read);
  }
  auto counted = amounts_of(request.count->values(session), places, request.locale);
  if (counted.rows == 0) {
    return fail(ProblemKind::conflict,
                tr(request.locale, "Rien de tel n’est encore compté dans Pacte."));
  }
  return counted;
}

// The territory of the level that was measured.
std::optional<Key> at_level(Territory const& territory, Level level) {
  if (territory.key.level == level) return territory.key;
  if (territory.key.level != Level::commune) return std::nullopt;
  if (level == Level::epci) return Key{level, territory.epci};
  return Key{level, territory.department};
}

Result<PlaceComparison> compared(JusticeReport const& report, KnownPlaces const& places,
                                 std::span<Territory const> territories,
                                 JusticeRequest const& request) {
  auto const refused = [&](std::string message) {
    return fail(ProblemKind::invalid, tr(request.locale, "Ce territoire ne peut pas être comparé."),
                {{"place", std::move(message)}});
  };
  auto const* found = places.typed(request.place, report.level);
  if (found == nullptr) {
    return refused(trf(request.locale,
                       "aucun territoire, ou plusieurs, ne s’appelle « {} » : donnez son code",
                       shorten(request.place, 60)));
  }
  auto const key = at_level(*found, report.level);
  if (!key) {
    return refused(trf(request.locale, "{} n’est pas du niveau de ce qui est mesuré ({})",
                       found->name, tr(request.locale, one(report.level))));
  }
  auto const place = std::ranges::find(report.places, *key, &PlaceShare::key);
  auto const index = static_cast<std::size_t>(place - report.places.begin());
  auto made =
      place == report.places.end() ? std::nullopt : compare_place(report, index, territories);
  if (!made) {
    return refused(
        trf(request.locale, "{} n’a pas d’habitant, ou n’est pas dans le tableau", found->name));
  }
  return *std::move(made);
}

}  // namespace

Result<MeasuredJustice> measure_justice(store::Database& database, JusticeRequest const& request) {
  auto reading = database.read();
  auto& session = reading.session();
  auto const territories = all_territories(session);
  if (territories.empty()) {
    return fail(ProblemKind::conflict,
                tr(request.locale,
                   "Aucun territoire n’est chargé : lancez « pacte import territories DOSSIER »."));
  }
  KnownPlaces const places{territories, former_communes(session)};
  auto read = amounts(session, request, places);
  if (!read) return std::unexpected{std::move(read.error())};
  auto const zonings = zoning_extents(session, request.day);
  MeasuredJustice measured{.report = justice_of(*read, territories, zonings, request.options),
                           .notices = std::move(read->notices)};
  if (read->before) {
    Amounts const before{.level = read->level, .by_code = *std::move(read->before)};
    measured.before = justice_of(before, territories, zonings, request.options);
  }
  if (!request.place.empty()) {
    auto beside = compared(measured.report, places, territories, request);
    if (!beside) return std::unexpected{std::move(beside.error())};
    measured.place = *std::move(beside);
  }
  return measured;
}

}  // namespace pacte::territory
