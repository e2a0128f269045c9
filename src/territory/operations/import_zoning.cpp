#include "territory/operations/import_zoning.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "base/text.hpp"
#include "store/failure.hpp"
#include "store/journal.hpp"
#include "territory/contour_store.hpp"
#include "territory/zoning_file.hpp"

namespace pacte::territory {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_table = 64 * 1024 * 1024;

Problem faults_problem(std::vector<ReferenceFault> const& faults) {
  Problem problem{ProblemKind::invalid, fmt::format("Le zonage a {} faute{} ; rien n’a été chargé.",
                                                    faults.size(), faults.size() > 1 ? "s" : "")};
  for (auto const& fault : faults) {
    problem.fields.push_back(
        {fault.line == 0 ? fault.file : fmt::format("{}:{}", fault.file, fault.line),
         fault.message});
  }
  return problem;
}

bool is_table(fs::path const& file) {
  auto const extension = fold(file.extension().string());
  return extension == ".csv" || extension == ".txt";
}

Result<std::string> table_text(fs::path const& file) {
  std::error_code error;
  auto const size = fs::file_size(file, error);
  std::ifstream input{file, std::ios::binary};
  if (error || !input || size > max_table) {
    return fail(ProblemKind::invalid, "Un fichier de zonage manque ; rien n’a été chargé.",
                {{file.filename().string(), "il n’existe pas, ne se lit pas, ou dépasse 64 Mio"}});
  }
  std::ostringstream text;
  text << input.rdbuf();
  return std::move(text).str();
}

std::vector<FieldError> request_faults(ImportZoning const& input) {
  auto faults = day_faults(input.from, input.until);
  if (!is_zoning_key(input.zoning)) {
    faults.push_back({"zoning",
                      "La clé d’un zonage est en minuscules, chiffres et tirets, par exemple "
                      "qpv-2024 ; ce n’est pas celle d’un niveau de territoire."});
  }
  if (input.files.empty()) faults.push_back({"files", "Donnez au moins un fichier."});
  return faults;
}

class Import {
 public:
  Import(store::Session& session, ImportZoning const& input)
      : session_{session}, input_{input}, territories_{all_territories(session)} {}

  Result<ZoningImport> run(std::string const& actor, Instant now) {
    if (territories_.empty()) {
      return fail(ProblemKind::conflict,
                  "Aucun territoire n’est chargé : lancez « pacte import territories DOSSIER ».");
    }
    auto const known = zoning(session_, input_.zoning);
    if (!known && input_.name.empty()) {
      return fail(ProblemKind::invalid, "Ce zonage est nouveau : donnez son nom avec --name.",
                  {{"name", "le nom manque"}});
    }
    auto members = read();
    if (!members) return std::unexpected(members.error());
    ZoningImport made{.zoning = {input_.zoning, input_.name.empty() ? known->name : input_.name},
                      .version = version_of(*members),
                      .members = members->size(),
                      .notices = std::move(notices_)};
    made.drawn = static_cast<std::size_t>(
        std::ranges::count_if(*members, [](Member const& one) { return one.contour.has_value(); }));
    auto const versions = zoning_versions(session_, input_.zoning);
    made.version.number = next_number(versions);
    made.version.made_at = to_iso(now);
    compare(made, versions, *members);
    if (!made.unchanged || (known && known->name != made.zoning.name))
      write(made, *members, actor, now);
    return made;
  }

 private:
  Result<std::vector<Member>> read() {
    auto const former = former_communes(session_);
    std::vector<CommuneContour> communes;
    bool approximate = false;
    if (!std::ranges::all_of(input_.files, is_table)) {
      for (auto& one : contours(session_, Level::commune)) {
        approximate = approximate || one.approximate;
        communes.push_back({std::move(one.key), std::move(one.contour)});
      }
    }
    ZoningGround const ground{territories_, former, communes};
    ZoningReading reading{ground};
    for (auto const& file : input_.files) {
      if (auto taken = take(reading, file); !taken) return std::unexpected(taken.error());
    }
    auto members = reading.finish();
    if (reading.faults().empty() && members.empty())
      return fail(ProblemKind::invalid,
                  "Les fichiers ne donnent aucun membre ; rien n’a été chargé.");
    if (!reading.faults().empty()) return std::unexpected(faults_problem(reading.faults()));
    notices_ = reading.notices();
    if (approximate) {
      notices_.emplace_back(
          "Les contours des communes sont approchés : les communes où se trouve chaque contour du "
          "zonage le sont aussi. Chargez les contours officiels, puis ce zonage à nouveau.");
    }
    return members;
  }

  static Result<void> take(ZoningReading& reading, fs::path const& file) {
    auto const name = file.filename().string();
    if (is_table(file)) {
      auto const text = table_text(file);
      if (!text) return std::unexpected(text.error());
      reading.take_table(name, *text);
      return {};
    }
    auto const read =
        read_contours(file, [&](ContourFeature const& feature) { reading.take(name, feature); });
    if (!read) return std::unexpected(read.error());
    return {};
  }

  ZoningVersion version_of(std::vector<Member> const& members) {
    return {.number = 0,
            .from = input_.from,
            .until = input_.until,
            .definition = std::string{trim(input_.definition)},
            .source = read_source(session_, input_.source),
            .origin = ZoningOrigin::file,
            .digest = digest_of(members)};
  }

  // Against the version of the first day, or the last one before.
  void compare(ZoningImport& made, std::vector<ZoningVersion> const& versions,
               std::vector<Member> const& members) {
    auto const day = made.version.from.empty() ? std::string{"0000-01-01"} : made.version.from;
    if (auto const* before = in_force(versions, day)) made.before = *before;
    if (!made.before) {
      made.difference.added = members;
      return;
    }
    auto const& before = *made.before;
    made.difference = difference(zoning_members(session_, input_.zoning, before.number), members);
    made.unchanged = made.difference.none() && before.from == made.version.from &&
                     before.until == made.version.until &&
                     before.definition == made.version.definition &&
                     before.source == made.version.source && before.number != 0;
  }

  void write(ZoningImport& made, std::vector<Member> const& members, std::string const& actor,
             Instant now) {
    put_zoning(session_, made.zoning);
    if (!made.unchanged) put_version(session_, input_.zoning, made.version, members);
    Json payload{{"name", made.zoning.name},
                 {"version", made.unchanged ? Json{} : Json(made.version.number)},
                 {"from", made.version.from},
                 {"until", made.version.until},
                 {"members", made.members}};
    payload.update(difference_json(made.difference));
    store::Journal{session_, now}.append(
        {actor, "import_zoning", "zoning", input_.zoning, std::move(payload)});
  }

  store::Session& session_;
  ImportZoning const& input_;
  std::vector<Territory> territories_;
  std::vector<std::string> notices_;
};

}  // namespace

Result<ZoningImport> import_zoning(store::Database& database, ImportZoning const& input,
                                   std::string const& actor, Instant now) {
  if (auto faults = request_faults(input); !faults.empty())
    return fail(ProblemKind::invalid, "Le zonage n’a pas été chargé.", std::move(faults));
  return store::guarded([&]() -> Result<ZoningImport> {
    auto transaction = database.write();
    auto made = Import{transaction, input}.run(actor, now);
    if (made) transaction.commit();
    return made;
  });
}

}  // namespace pacte::territory
