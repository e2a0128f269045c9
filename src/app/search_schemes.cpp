#include "app/search_schemes.hpp"

#include "aid/scheme_text.hpp"
#include "aid/store.hpp"
#include "source/model.hpp"

namespace pacte::app {
namespace {

constexpr std::size_t page = 500;

std::string body_of(aid::SchemeContent const& content) {
  std::string body;
  for (auto const& field : aid::scheme_fields()) {
    if (field.is_code || field.name == "label" || field.name == "sources") continue;
    for (auto const& line : aid::lines_of(web::Locale::fr, field, content, {}))
      body += line + (line.ends_with('.') ? " " : ". ");
  }
  return body;
}

search::Document document_of(std::string const& id, aid::SchemeContent const& content) {
  search::Document document{.id = id,
                            .path = source::page_path(source::Kind::instrument, id),
                            .label = content.label,
                            .code = {},
                            .body = body_of(content),
                            .facets = {}};
  document.facets[search::Facet::kind] = {std::string{source::info(source::Kind::instrument).name}};
  if (!content.amounts.empty()) document.facets[search::Facet::has_budget] = {"oui"};
  return document;
}

void add_found(store::Session& session, aid::SchemeQuery query,
               std::vector<search::Document>& documents) {
  query.most = page;
  for (bool more = true; more;) {
    auto const lines = aid::shown_schemes(session, query);
    for (auto const& line : lines) {
      if (auto const version = aid::scheme_version(session, line.id, line.number))
        documents.push_back(document_of(line.id, version->content));
    }
    more = lines.size() == page;
    if (more) query.after = lines.back().id;
  }
}

}  // namespace

std::vector<search::Document> scheme_documents(store::Session& session) {
  std::vector<search::Document> documents;
  add_found(session, {.state = "published"}, documents);
  add_found(session, {.state = "described", .written_only = true}, documents);
  return documents;
}

}  // namespace pacte::app
