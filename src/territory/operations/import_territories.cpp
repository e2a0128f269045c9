#include "territory/operations/import_territories.hpp"

#include <algorithm>
#include <set>

#include "base/json.hpp"
#include "base/text.hpp"
#include "store/failure.hpp"
#include "store/jobs.hpp"
#include "store/journal.hpp"
#include "territory/contour_store.hpp"
#include "territory/figures_store.hpp"
#include "territory/neighbours.hpp"
#include "territory/reference_folder.hpp"
#include "territory/store.hpp"
#include "territory/zoning_refresh.hpp"

namespace pacte::territory {
namespace {

Json described(Territory const& t) {
  Json point;
  if (t.place) point = Json::array({t.place->longitude, t.place->latitude});
  return {to_text(t.key),
          t.name,
          t.type,
          t.population,
          t.communes.value_or(-1),
          t.population_total.value_or(-1),
          t.communes_total.value_or(-1),
          t.department,
          t.departments,
          t.arrondissement,
          t.epci,
          t.seat,
          t.postal_codes,
          point};
}

// The way in which contours are made up, for want of files; a new way is a change.
constexpr std::string_view made_up = "voronoi-1";

// What is computed from contours when they are loaded (migration 004); another way is a change.
constexpr std::string_view derived = "neighbours-1";

std::string digest_of(ContourSet const& set) {
  std::string whole;
  for (auto const& [key, contour] : set.contours)
    whole += to_text(key) + " " + to_text(contour) + "\n";
  return sha256_hex(whole);
}

// What tells whether anything would change: all that is written, and nothing else.
std::string digest_of(Reference const& reference, ZoningQuotes const& quotes,
                      std::string const& contours) {
  std::string whole;
  for (auto const& territory : reference.territories)
    whole += to_line(described(territory)) + "\n";
  whole += to_line(Json(reference.zonings)) + "\n";
  for (auto const& member : reference.members) {
    whole += to_line(Json::array({member.printed.zoning, name(member.level), member.codes,
                                  member.printed.label, member.whole, member.note})) +
             "\n";
  }
  for (auto const& one : reference.unmatched) {
    whole +=
        to_line(Json::array({one.printed.zoning, one.printed.label, one.reason, one.candidates})) +
        "\n";
  }
  for (auto const& [printed, citations] : quotes) {
    Json cited = Json::array({printed.first, printed.second});
    for (auto const& citation : citations)
      cited.push_back(
          {citation.document.value_or(""), citation.file, citation.lines, citation.date});
    whole += to_line(cited) + "\n";
  }
  for (auto const& one : reference.former)
    whole += to_line(Json::array({one.code, one.name, one.until, one.into, one.or_before})) + "\n";
  return sha256_hex(whole + contours);
}

TerritoryImport report_on(Reference const& reference, ZoningQuotes const& quotes) {
  TerritoryImport report;
  for (auto const& territory : reference.territories) {
    switch (territory.key.level) {
      case Level::region: break;
      case Level::department: ++report.departments; break;
      case Level::arrondissement: ++report.arrondissements; break;
      case Level::epci: ++report.epci; break;
      case Level::commune: ++report.communes; break;
    }
  }
  report.former_communes = reference.former.size();
  report.zonings = reference.zonings.size();
  report.zoning_members = reference.members.size();
  report.unmatched_names = reference.unmatched.size();
  for (auto const& [printed, citations] : quotes) {
    for (auto const& citation : citations)
      report.uncited += citation.document ? 0 : 1;
  }
  return report;
}

// Former communes that were loaded before stay known, unless the new files say otherwise.
void keep_former(store::Session& session, Reference& reference) {
  std::set<std::string> known;
  for (auto const& one : reference.former)
    known.insert(one.code);
  for (auto const& territory : reference.territories) {
    if (territory.key.level == Level::commune) known.insert(territory.key.code);
  }
  for (auto& one : former_communes(session)) {
    if (!known.contains(one.code)) reference.former.push_back(std::move(one));
  }
  std::ranges::sort(reference.former);
}

// Contours that were loaded before are kept as long as there is one for each commune.
bool may_keep_contours(store::Session& session, Reference const& reference,
                       LoadedReference const& before) {
  if (before.contours.empty() || before.contours == made_up) return false;
  auto const codes = communes_with_contour(session);
  return std::ranges::all_of(reference.territories, [&](Territory const& territory) {
    return territory.key.level != Level::commune ||
           std::ranges::binary_search(codes, territory.key.code);
  });
}

ContourSet kept_contours(store::Session& session, Reference const& reference) {
  ContourSet set;
  for (auto& one : contours(session, Level::commune)) {
    auto const here = std::ranges::find(reference.territories, one.key, &Territory::key);
    if (here != reference.territories.end()) set.contours.emplace(one.key, std::move(one.contour));
  }
  dissolve_upwards(reference.territories, set.contours);
  return set;
}

NeighbourPairs neighbours_of(ContourSet const& set, std::vector<Territory> const& territories) {
  auto const communes = neighbouring_communes(set.contours);
  auto all = communes;
  for (auto const level : {Level::epci, Level::arrondissement, Level::department}) {
    auto const wider = neighbouring(level, communes, territories);
    all.insert(all.end(), wider.begin(), wider.end());
  }
  return all;
}

std::string names_of(auto const& list, auto const& name) {
  std::string names;
  for (auto const& one : list)
    names += (names.empty() ? "" : ", ") + name(one);
  return shorten(names, 400);
}

// Communes of before of which nothing says what they became: facts about them will be found
// nowhere.
void tell_lost(TerritoryImport& report) {
  std::vector<Territory> lost;
  for (auto const& territory : report.changes.gone) {
    if (territory.key.level == Level::commune) lost.push_back(territory);
  }
  if (lost.empty()) return;
  report.notices.push_back(fmt::format(
      "Ces communes ne sont plus là, et former-communes.csv ne dit pas dans laquelle elles sont "
      "entrées ; les faits qui les nomment ne se retrouveront sous aucune : {}.",
      names_of(lost, [](auto const& one) { return one.name + " (" + one.key.code + ")"; })));
}

Json journal_payload(TerritoryImport const& report, LoadedReference const& before) {
  return {{"before", before.digest.empty() ? Json{} : Json(before.digest)},
          {"digest", report.digest},
          {"departments", report.departments},
          {"arrondissements", report.arrondissements},
          {"epci", report.epci},
          {"communes", report.communes},
          {"zonings", report.zonings},
          {"zoning_members", report.zoning_members},
          {"unmatched_names", report.unmatched_names},
          {"former_communes", report.former_communes},
          {"contours", report.approximate ? "approximate" : "loaded"},
          {"added", report.changes.added.size()},
          {"merged", report.changes.merged.size()},
          {"gone", report.changes.gone.size()},
          {"renamed", report.changes.renamed.size()}};
}

class Import {
 public:
  Import(store::Database& database, Reference reference, std::optional<ReadContours> given)
      : database_{database}, reference_{std::move(reference)}, given_{std::move(given)} {}

  Result<TerritoryImport> run(std::string const& actor, Instant now) {
    auto transaction = database_.write();
    auto const before = loaded_reference(transaction);
    auto const quotes = cite(transaction, reference_);
    keep_former(transaction, reference_);
    auto report = report_on(reference_, quotes);
    report.notices = reference_.notices;
    if (given_)
      report.notices.insert(report.notices.end(), given_->notices.begin(), given_->notices.end());
    bool const kept = !given_ && may_keep_contours(transaction, reference_, before);
    LoadedReference after;
    after.contours = kept ? before.contours : made_up;
    if (given_) after.contours = digest_of(given_->set);
    after.digest = digest_of(reference_, quotes, after.contours);
    report.digest = after.digest;
    report.first = before.digest.empty();
    report.approximate = given_ ? given_->set.approximate : !kept;
    if (before.digest == after.digest) {
      report.unchanged = true;
      return report;
    }
    if (!given_ && !kept && !before.contours.empty() && before.contours != made_up) {
      report.notices.emplace_back(
          "Les contours chargés ne couvrent plus toutes les communes : des contours approchés les "
          "remplacent. Donnez ceux de ce millésime avec --contours.");
    }
    report.changes =
        changes_between(all_territories(transaction), reference_.territories, reference_.former);
    if (!report.first) tell_lost(report);
    auto const contours = [&] {
      if (given_) return given_->set;
      return kept ? kept_contours(transaction, reference_)
                  : approximate_contours(reference_.territories);
    }();
    replace_contours(transaction, contours);
    replace_neighbours(transaction, neighbours_of(contours, reference_.territories));
    replace_former(transaction, reference_.former);
    replace_reference(transaction, reference_, after, now);
    for (auto& notice : refresh_zonings(transaction, reference_, quotes, now))
      report.notices.push_back(std::move(notice));
    store::Journal{transaction, now}.append({actor, "import_territories", "territory_reference",
                                             "territoires", journal_payload(report, before)});
    store::enqueue(transaction, "search.rebuild", Json::object(), now, "search.rebuild");
    transaction.commit();
    return report;
  }

 private:
  store::Database& database_;
  Reference reference_;
  std::optional<ReadContours> given_;
};

}  // namespace

Result<TerritoryImport> import_territories(
    store::Database& database, std::filesystem::path const& folder, std::string const& actor,
    Instant now, std::vector<std::filesystem::path> const& contour_files) {
  auto reference = read_folder(folder);
  if (!reference.faults.empty()) return std::unexpected(faults_problem(reference.faults));
  std::optional<ReadContours> given;
  if (!contour_files.empty()) {
    auto read = read_contour_files(contour_files, reference);
    if (!read) return std::unexpected(read.error());
    given = std::move(*read);
  }
  return store::guarded(
      [&] { return Import{database, std::move(reference), std::move(given)}.run(actor, now); });
}

}  // namespace pacte::territory
