#include "aid/scheme_search.hpp"

#include <algorithm>
#include <set>

#include "aid/catalogue.hpp"
#include "search/word_filter.hpp"
#include "source/catalogue_search.hpp"

namespace pacte::aid {
namespace {

constexpr std::size_t most_schemes = 500;

std::string words_of(SchemeContent const& content) {
  auto text = fmt::format("{}\n{}\n{}\n{}\n{}", content.label, content.nature, content.purpose,
                          content.run_by, content.beneficiaries);
  for (auto const* lines : {&content.eligibility, &content.eligible_projects,
                            &content.eligible_spending, &content.amounts, &content.conditionality})
    text += fmt::format("\n{}", fmt::join(*lines, "\n"));
  return text;
}

// A scheme without a record has the fields of the record in its content, but for its type.
bool has_field(SchemeContent const& content, std::string const& name, std::string const& value) {
  if (name == "status")
    return std::ranges::find(content.status.values, value) != content.status.values.end();
  return name == "operator" && content.run_by == value;
}

// Keeps the lines that the search finds.
void keep_found(store::Session& session, source::CatalogueSearch& search,
                std::vector<SchemeLine>& lines) {
  auto const catalogue = searched_schemes();
  source::narrow(session, catalogue, search);
  if (auto const& among = search.query.among) {
    std::set<std::string_view> const kept{among->begin(), among->end()};
    std::erase_if(lines, [&](SchemeLine const& line) { return !kept.contains(line.id); });
  }
  auto in_records = search.query;
  in_records.among.emplace();
  for (auto const& line : lines)
    in_records.among->push_back(line.id);
  in_records.most = lines.size();
  std::set<std::string> found;
  for (auto& row : source::catalogue_rows(session, *catalogue.kind, {}, in_records))
    found.insert(std::move(row.id));
  search::WordFilter words{search.text};
  std::erase_if(lines, [&](SchemeLine const& line) {
    auto const version = scheme_version(session, line.id, line.number);
    if (!version || !words.accepts(words_of(version->content))) return true;
    if (found.contains(line.id)) return false;
    auto const known = scheme(session, line.id);
    return known->in_documents || !std::ranges::all_of(search.query.equal, [&](auto const& filter) {
             return has_field(version->content, filter.first, filter.second);
           });
  });
}

std::vector<SchemeLine> found(store::Session& session, web::Parameters const& parameters,
                              SchemeQuery const& query) {
  auto search = source::read_search(searched_schemes(), parameters);
  if (!search) return {};
  search->query.after.clear();
  auto lines = shown_schemes(session, query);
  if (!lines.empty()) keep_found(session, *search, lines);
  return lines;
}

}  // namespace

std::vector<SchemeLine> changed_schemes(store::Session& session, web::Parameters const& parameters,
                                        Instant since) {
  return found(session, parameters, {.most = most_schemes, .changed_after = to_iso(since)});
}

std::vector<SchemeLine> called_schemes(store::Session& session, web::Parameters const& parameters) {
  return found(session, parameters, {.most = most_schemes, .called_only = true});
}

std::vector<SchemeLine> written_schemes(store::Session& session,
                                        web::Parameters const& parameters) {
  constexpr std::size_t most = 50;
  return found(session, parameters, {.most = most, .written_only = true});
}

}  // namespace pacte::aid
