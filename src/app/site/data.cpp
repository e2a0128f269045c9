#include "app/kinds.hpp"
#include "app/site/pages.hpp"
#include "base/text.hpp"
#include "report/archive.hpp"
#include "report/csv.hpp"
#include "report/dcat.hpp"
#include "source/record_store.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

using source::RecordKind;
using web::Request;
using web::Response;
using web::tr;

constexpr std::size_t rows_a_part = 200;
constexpr auto archive_path = "/donnees/pacte.zip";
constexpr auto description_path = "/api/v1/catalog.jsonld";

std::string base_name(RecordKind const& kind) {
  auto const file = source::info(kind.kind).file;
  return std::string{file.substr(0, file.find('.'))};
}

RecordKind const* kind_of_base(std::string_view name) {
  for (auto const* kind : corpus_kinds()) {
    if (base_name(*kind) == name) return kind;
  }
  return nullptr;
}

// Records by pages of keys, each page in a reading of its own: a slow client holds no transaction.
class Pages {
 public:
  Pages(store::Database& database, RecordKind const& kind) : database_{database}, kind_{kind} {}
  std::vector<Json> next() {
    if (done_) return {};
    auto reading = database_.read();
    auto records = source::list_records(reading, kind_, {.after = after_, .most = rows_a_part});
    done_ = records.size() < rows_a_part;
    if (!records.empty()) after_ = records.back()["id"].get<std::string>();
    return records;
  }

 private:
  store::Database& database_;
  RecordKind const& kind_;
  std::string after_;
  bool done_ = false;
};

web::Producer json_lines(store::Database& database, RecordKind const& kind) {
  return [pages = std::make_shared<Pages>(database, kind)](std::string& part) {
    part.clear();
    for (auto const& record : pages->next())
      part += to_line(record) + "\n";
    return !part.empty();
  };
}

std::string cell(Json const& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_array()) return to_line(value);
  std::string text;
  for (auto const& item : value) {
    text +=
        (text.empty() ? "" : " | ") + (item.is_string() ? item.get<std::string>() : to_line(item));
  }
  return text;
}

std::string sources_cell(Json const& sources) {
  std::string text;
  for (auto const& source : sources) {
    text += (text.empty() ? "" : " | ") + source["doc"].get<std::string>() + " " +
            source["lines"].get<std::string>();
  }
  return text;
}

web::Producer csv(store::Database& database, RecordKind const& kind) {
  auto const header = source::field_order(kind);
  auto writer = std::make_shared<report::CsvWriter>(header);
  auto pages = std::make_shared<Pages>(database, kind);
  return [header, writer, pages](std::string& part) {
    for (auto const& record : pages->next()) {
      std::vector<std::string> cells;
      for (auto const& field : header) {
        auto const found = record.find(field);
        if (found == record.end()) {
          cells.emplace_back();
        } else {
          cells.push_back(field == "sources" ? sources_cell(*found) : cell(*found));
        }
      }
      writer->row(cells);
    }
    part = writer->take();
    return !part.empty();
  };
}

Response streamed(web::Producer producer, std::string media_type, std::string const& file) {
  Response response;
  response.stream = std::move(producer);
  response.with("Content-Type", std::move(media_type));
  response.with("Content-Disposition", fmt::format("attachment; filename=\"{}\"", file));
  return response;
}

Response export_file(Services const& services, Request const& request) {
  auto const& file = request.capture("file");
  auto const dot = file.rfind('.');
  auto const* kind =
      dot == std::string::npos ? nullptr : kind_of_base(std::string_view{file}.substr(0, dot));
  auto const extension = dot == std::string::npos ? std::string{} : file.substr(dot);
  if (kind != nullptr && extension == ".csv")
    return streamed(csv(services.database, *kind), "text/csv; charset=utf-8", file);
  if (kind != nullptr && extension == ".jsonl") {
    return streamed(json_lines(services.database, *kind), "application/jsonl; charset=utf-8", file);
  }
  return web::error_page(request, 404,
                         tr(request.locale, "Aucun fichier de données ne porte ce nom."));
}

std::string kind_count_text(std::map<source::Kind, std::int64_t> const& counts, source::Kind kind,
                            web::Locale locale) {
  auto const found = counts.find(kind);
  return grouped(found == counts.end() ? 0 : found->second, web::digits(locale));
}

Instant last_change(store::Session& session, Instant otherwise) {
  auto const at = source::last_change(session);
  return parse_instant(at).value_or(otherwise);
}

Json description(Services const& services, std::string const& origin) {
  auto reading = services.database.read();
  auto const counts = source::count_by_kind(reading);
  auto const modified = last_change(reading, services.clock());
  auto const& site = web::site();
  report::Catalogue catalogue{
      .uri = origin + description_path,
      .title = site.name + " " + site.region,
      .description =
          "Ce que la Région a écrit et ce qui en est advenu, avec les lignes des documents.",
      .homepage = origin + "/",
      .language = "fr",
      .licence = {},
      .spatial = {},
      .publisher = {.uri = {}, .name = "Région " + site.region},
      .issued = std::nullopt,
      .modified = modified,
      .datasets = {}};
  for (auto const* kind : corpus_kinds()) {
    auto const name = base_name(*kind);
    auto const& info = source::info(kind->kind);
    report::Dataset dataset{
        .uri = fmt::format("{}/donnees#{}", origin, name),
        .identifier = name,
        .title = std::string{info.many},
        .description = fmt::format("{} : {} fiches, chacune avec ses sources.", info.many,
                                   counts.contains(kind->kind) ? counts.at(kind->kind) : 0)};
    dataset.landing_page = origin + "/donnees";
    dataset.modified = modified;
    auto const add = [&](std::string const& extension, std::string type, std::string media) {
      auto const url = fmt::format("{}/donnees/{}{}", origin, name, extension);
      report::Distribution distribution{.uri = url, .access_url = url};
      distribution.download_url = url;
      distribution.file_type = std::move(type);
      distribution.media_type = std::move(media);
      dataset.distributions.push_back(std::move(distribution));
    };
    add(".csv", "CSV", "text/csv");
    add(".jsonl", "JSON", "application/jsonl");
    catalogue.datasets.push_back(std::move(dataset));
  }
  return report::dcat(catalogue);
}

constexpr auto archive_readme =
    "Pacte : archive des données ouvertes.\n\n"
    "Un fichier par sorte de fiches : JSON Lines (corpus/), tel que « pacte import corpus » le "
    "relit, et CSV (csv/).\n"
    "dcat.jsonld décrit l’ensemble. Chaque fiche nomme le document public et les lignes dont elle "
    "est tirée.\n";

Response archive(Services const& services, Request const& request) {
  std::vector<report::Entry> entries{
      report::text_entry("LISEZ-MOI.txt", archive_readme),
      report::text_entry("dcat.jsonld", description(services, request.origin).dump(2))};
  for (auto const* kind : corpus_kinds()) {
    entries.push_back({"corpus/" + std::string{source::info(kind->kind).file},
                       json_lines(services.database, *kind)});
    entries.push_back({"csv/" + base_name(*kind) + ".csv", csv(services.database, *kind)});
  }
  auto const made = [&] {
    auto reading = services.database.read();
    return last_change(reading, services.clock());
  }();
  auto zip = std::make_shared<report::ZipStream>(std::move(entries), made);
  return streamed([zip](std::string& part) { return zip->next(part); }, "application/zip",
                  "pacte.zip");
}

Response data_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const counts = source::count_by_kind(reading);
  web::Document content{"app/data.html", request.locale};
  auto& view = content.root();
  for (auto const* kind : corpus_kinds()) {
    auto const& info = source::info(kind->kind);
    auto row = view.section("DATASET");
    row.set("ANCHOR", base_name(*kind));
    row.set("NAME", tr(request.locale, info.many));
    row.set("COUNT", kind_count_text(counts, kind->kind, request.locale));
    row.set("CSV", "/donnees/" + base_name(*kind) + ".csv");
    row.set("JSONL", "/donnees/" + base_name(*kind) + ".jsonl");
    row.set("API", "/api/v1/" + std::string{info.collection});
  }
  view.set("ARCHIVE", archive_path)
      .set("DCAT", description_path)
      .set("API_PAGE", web::localized(request.locale, "/api"));
  view.set("EXAMPLE", request.origin + "/api/v1/nodes/sreste/action-29");
  auto response =
      web::render(request,
                  {.title = tr(request.locale, "Données ouvertes"),
                   .description = tr(request.locale,
                                     "Tout ce que montre ce site, à télécharger et à réutiliser."),
                   .crumbs = {{tr(request.locale, "Données"), ""}},
                   .section = "donnees",
                   .json = description_path},
                  content);
  response.cacheable = true;
  return response;
}

}  // namespace

void add_data_pages(web::Router& router, Services const& services) {
  router.page("/donnees",
              [services](Request const& request) { return data_page(services, request); });
  router.page(archive_path,
              [services](Request const& request) { return archive(services, request); });
  router.page("/donnees/{file}",
              [services](Request const& request) { return export_file(services, request); });
  router.endpoint({.path = description_path,
                   .operation = "read_catalog",
                   .summary = "Description des données ouvertes (DCAT-AP 3, JSON-LD)",
                   .tag = "Données",
                   .response_schema = {{"type", "object"}},
                   .media_type = "application/ld+json",
                   .handler = [services](Request const& request) -> Result<Response> {
                     Response response;
                     response.body = description(services, request.origin).dump();
                     response.cacheable = true;
                     response.with("Content-Type", "application/ld+json");
                     return response;
                   }});
}

}  // namespace pacte::app
