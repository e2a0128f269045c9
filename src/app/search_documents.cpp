#include "app/search_documents.hpp"

#include <condition_variable>

#include <spdlog/spdlog.h>

#include "app/kinds.hpp"
#include "app/search_schemes.hpp"
#include "base/date.hpp"
#include "plan/store.hpp"
#include "source/record_store.hpp"
#include "store/journal.hpp"
#include "territory/mentions.hpp"
#include "territory/store.hpp"

namespace pacte::app {
namespace {

using search::Facet;
using source::Kind;
using source::RecordKind;

// What a record needs to know of others: the plan of each node, the date of each document; and of
// the territories that it may name.
struct Context {
  std::map<std::string, std::string> plan_of;
  std::map<std::string, std::string> year_of_document;
  territory::MentionFinder places;
  std::map<territory::Key, std::string> place_values;
};

void append_text(std::string& body, Json const& value) {
  if (value.is_string()) {
    body += value.get_ref<std::string const&>();
    body += body.ends_with('.') ? " " : ". ";
  } else if (value.is_array()) {
    for (auto const& item : value)
      append_text(body, item);
  }
}

// The fields of a record that hold words of its own.
std::vector<std::string> fields_with_words(RecordKind const& kind) {
  std::vector<std::string> names;
  for (auto const& field : kind.fields) {
    using enum source::FieldType;
    bool const words = (field.type == text && field.values.empty() && field.name != "file" &&
                        field.name != "series") ||
                       field.type == texts || field.type == terms || field.type == number_or_text;
    if (words) names.push_back(field.name);
  }
  names.insert(names.end(), {"aliases", "note"});
  return names;
}

std::string body_of(RecordKind const& kind, Json const& record) {
  std::string body;
  for (auto const& field : fields_with_words(kind)) {
    if (record.contains(field)) append_text(body, record[field]);
  }
  return body;
}

// Each text of a record, one by one: where a name stands alone matters.
void each_text(RecordKind const& kind, Json const& record,
               std::function<void(std::string const& text)> const& use) {
  auto names = fields_with_words(kind);
  names.insert(names.begin(), "label");
  for (auto const& name : names) {
    auto const field = record.find(name);
    if (field == record.end()) continue;
    if (field->is_string()) use(field->get_ref<std::string const&>());
    if (!field->is_array()) continue;
    for (auto const& item : *field) {
      if (item.is_string()) use(item.get_ref<std::string const&>());
    }
  }
}

void add_places(search::Document& document, RecordKind const& kind, Json const& record,
                Context const& context) {
  std::set<territory::Key> named;
  each_text(kind, record, [&](std::string const& text) { named.merge(context.places.find(text)); });
  auto& values = document.facets[Facet::place];
  for (auto const& key : named)
    values.push_back(context.place_values.at(key));
}

std::string year_of(std::string const& date) {
  constexpr std::size_t year_digits = 4;
  return parse_partial_date(date) ? date.substr(0, year_digits) : std::string{};
}

void add_plans(search::Document& document, Json const& record, Context const& context) {
  std::set<std::string> plans;
  if (auto const own = text_or_empty(record, "plan"); !own.empty()) plans.insert(own);
  for (char const* list : {"plan_nodes", "cited_by"}) {
    for (auto const& node : record.value(list, Json::array())) {
      if (auto const plan = context.plan_of.find(node.get<std::string>());
          plan != context.plan_of.end()) {
        plans.insert(plan->second);
      }
    }
  }
  if (auto const about = context.plan_of.find(text_or_empty(record, "about"));
      about != context.plan_of.end()) {
    plans.insert(about->second);
  }
  document.facets[Facet::plan].assign(plans.begin(), plans.end());
}

void add_sources(search::Document& document, Json const& record, Context const& context) {
  std::set<std::string> documents;
  std::set<std::string> years;
  for (auto const& source : record["sources"]) {
    auto const id = source["doc"].get<std::string>();
    documents.insert(id);
    if (auto const year = context.year_of_document.find(id); year != context.year_of_document.end())
      years.insert(year->second);
  }
  if (auto const year = year_of(text_or_empty(record, "date")); !year.empty()) years = {year};
  document.facets[Facet::document].assign(documents.begin(), documents.end());
  document.facets[Facet::year].assign(years.begin(), years.end());
}

search::Document document_of(RecordKind const& kind, Json const& record, Context const& context) {
  auto const id = record["id"].get<std::string>();
  search::Document document{.id = id,
                            .path = source::page_path(kind.kind, id),
                            .label = record["label"].get<std::string>(),
                            .code = text_or_empty(record, "code"),
                            .body = body_of(kind, record),
                            .facets = {}};
  document.facets[Facet::kind] = {std::string{source::info(kind.kind).name}};
  add_plans(document, record, context);
  add_sources(document, record, context);
  add_places(document, kind, record, context);
  if (auto const level = text_or_empty(record, "level"); !level.empty()) {
    document.facets[Facet::level] = {source::value_label(kind, "level", level)};
  }
  if (record.contains("themes"))
    document.facets[Facet::theme] = record["themes"].get<std::vector<std::string>>();
  if (auto const territory = text_or_empty(record, "territory"); !territory.empty()) {
    document.facets[Facet::territory] = {territory};
  }
  auto const given = [&](char const* field) {
    return record.contains(field) && !record[field].is_null() && !record[field].empty();
  };
  if (given("budget_eur") || given("amounts")) document.facets[Facet::has_budget] = {"oui"};
  if (given("target")) document.facets[Facet::has_target] = {"oui"};
  return document;
}

void each_record(store::Session& session, RecordKind const& kind,
                 std::function<void(Json const&)> const& use) {
  constexpr std::size_t page = 500;
  source::ListQuery query{.most = page};
  for (bool more = true; more;) {
    auto const records = source::list_records(session, kind, query);
    for (auto const& record : records)
      use(record);
    more = records.size() == page;
    if (more) query.after = records.back()["id"].get<std::string>();
  }
}

Context read_context(store::Session& session) {
  auto const territories = territory::all_territories(session);
  Context context{.plan_of = plan::plans_of_nodes(session),
                  .year_of_document = {},
                  .places = territory::MentionFinder{territories},
                  .place_values = {}};
  for (auto const& one : territories)
    context.place_values.emplace(one.key, territory::place_value(one));
  for (auto const* kind : corpus_kinds()) {
    each_record(session, *kind, [&](Json const& record) {
      each_text(*kind, record, [&](std::string const& text) { context.places.learn(text); });
      if (kind->kind != Kind::document) return;
      auto const year = year_of(text_or_empty(record, "date"));
      if (!year.empty()) context.year_of_document[record["id"].get<std::string>()] = year;
    });
  }
  return context;
}

// Another way of making documents from the same data is another index.
constexpr std::string_view content_version = "3";

// The data that the index is made from: the last load, publication or withdrawal.
std::string stamp_of(store::Session& session) {
  return fmt::format("{}/{}/{}/{}/{}/{}", store::last_entry(session, "import_corpus"),
                     store::last_entry(session, "import_territories"),
                     store::last_entry(session, "publish_scheme"),
                     store::last_entry(session, "withdraw_scheme"),
                     store::last_entry(session, "import_rules"), content_version);
}

}  // namespace

std::size_t rebuild_search(store::Database& database, search::Index& index) {
  auto reading = database.read();
  auto& session = reading.session();
  auto const context = read_context(session);
  auto const schemes = scheme_documents(session);
  std::set<std::string_view> known;
  for (auto const& scheme : schemes)
    known.insert(scheme.id);
  auto count = schemes.size();
  index.rebuild(
      [&](std::function<void(search::Document const&)> const& add) {
        for (auto const* kind : corpus_kinds()) {
          each_record(session, *kind, [&](Json const& record) {
            if (known.contains(record["id"].get_ref<std::string const&>())) return;
            add(document_of(*kind, record, context));
            ++count;
          });
        }
        for (auto const& scheme : schemes)
          add(scheme);
      },
      stamp_of(session));
  return count;
}

bool SearchKeeper::refresh() {
  std::scoped_lock const lock{mutex_};
  auto const current = [&] {
    auto reading = database_.read();
    return stamp_of(reading);
  }();
  if (index_.stamp() == current) return false;
  rebuild_search(database_, index_);
  return true;
}

void SearchKeeper::run(std::stop_token const& stop) {
  constexpr auto between = std::chrono::seconds{30};
  std::mutex waiting;
  std::condition_variable_any wake;
  while (!stop.stop_requested()) {
    try {
      refresh();
    } catch (std::exception const& thrown) {
      spdlog::error("search index: {}", thrown.what());
    }
    std::unique_lock lock{waiting};
    wake.wait_for(lock, stop, between, [] { return false; });
  }
}

}  // namespace pacte::app
