#include "source/operations/export_corpus.hpp"

#include <fstream>

#include "source/record_store.hpp"
#include "store/failure.hpp"

namespace pacte::source {
namespace {

namespace fs = std::filesystem;

std::size_t write_kind(store::Session& session, RecordKind const& kind, fs::path const& file) {
  std::ofstream out{file, std::ios::binary};
  constexpr std::size_t page = 500;
  std::size_t written = 0;
  ListQuery query{.most = page};
  for (bool more = true; more;) {
    auto const records = list_records(session, kind, query);
    for (auto const& record : records)
      out << to_line(record) << '\n';
    written += records.size();
    more = records.size() == page;
    if (more) query.after = records.back()["id"].get<std::string>();
  }
  out.close();
  if (!out) {
    throw fs::filesystem_error("écriture impossible", file,
                               std::make_error_code(std::errc::io_error));
  }
  return written;
}

}  // namespace

Result<ExportReport> export_corpus(store::Database& database, fs::path const& folder,
                                   std::vector<RecordKind const*> const& kinds) {
  try {
    fs::create_directories(folder);
    auto transaction = database.read();
    ExportReport report;
    auto const partial = [&](RecordKind const& kind) {
      return folder / (std::string{info(kind.kind).file} + ".partial");
    };
    for (auto const* kind : kinds)
      report.records += write_kind(transaction, *kind, partial(*kind));
    for (auto const* kind : kinds)
      fs::rename(partial(*kind), folder / info(kind->kind).file);
    return report;
  } catch (fs::filesystem_error const& error) {
    return fail(ProblemKind::unavailable,
                fmt::format("Le dossier {} ne peut pas être écrit ({}). Vérifiez le chemin, les "
                            "droits et la place libre.",
                            folder.string(), error.code().message()));
  } catch (std::exception const& thrown) {
    return std::unexpected(store::database_problem(thrown));
  }
}

}  // namespace pacte::source
