#include "app/kinds.hpp"
#include "app/site/pages.hpp"
#include "base/text.hpp"
#include "report/feed.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "store/journal.hpp"
#include "web/page.hpp"

namespace pacte::app {
namespace {

using source::Kind;
using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto import_operation = "import_corpus";
constexpr int entries_read = 2'000;
constexpr std::size_t groups_shown = 30;
constexpr std::size_t listed_in_group = 8;

enum class Change { added, changed, removed };

Change change_of(store::JournalRow const& row) {
  if (!row.entry.payload.contains("before")) return Change::added;
  return row.entry.payload.contains("after") ? Change::changed : Change::removed;
}

// What one import did, in one kind of change: a first load of thousands of records is one line.
struct Group {
  std::string at;
  Change change = Change::added;
  std::size_t count = 0;
  std::int64_t last_seq = 0;  // the smallest: the key of the next page
  std::vector<store::JournalRow> first;
};

std::vector<Group> groups_before(store::Session& session, std::int64_t before) {
  std::vector<Group> groups;
  for (std::int64_t next = before;;) {
    auto const rows = store::journal_page(session, "", next, entries_read);
    for (auto const& row : rows) {
      next = row.seq;
      if (row.entry.operation != import_operation) continue;
      auto const change = change_of(row);
      if (groups.empty() || groups.back().at != row.at || groups.back().change != change) {
        if (groups.size() == groups_shown) return groups;
        groups.push_back({row.at, change, 0, row.seq, {}});
      }
      auto& group = groups.back();
      ++group.count;
      group.last_seq = row.seq;
      if (group.first.size() < listed_in_group) group.first.push_back(row);
    }
    if (rows.size() < entries_read) return groups;
  }
}

std::string headline(Locale locale, Group const& group) {
  auto const count = static_cast<std::int64_t>(group.count);
  auto const number = grouped(count, web::digits(locale));
  switch (group.change) {
    case Change::added:
      return number + " " + web::trn(locale, "fiche ajoutée", "fiches ajoutées", count);
    case Change::changed:
      return number + " " + web::trn(locale, "fiche changée", "fiches changées", count);
    case Change::removed:
      return number + " " + web::trn(locale, "fiche retirée", "fiches retirées", count);
  }
  return {};
}

std::string label_of(store::JournalRow const& row) {
  auto const& payload = row.entry.payload;
  char const* side = payload.contains("after") ? "after" : "before";
  auto const label = payload.contains(side) ? text_or_empty(payload[side], "label") : std::string{};
  return label.empty() ? row.entry.subject : label;
}

Kind kind_of(store::JournalRow const& row) {
  return source::kind_named(row.entry.subject_kind).value_or(Kind::document);
}

Response changes_page(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const before = parse_integer(request.query.get("avant")).value_or(0);
  auto const groups = groups_before(reading, before);
  web::Document content{"app/changes.html", request.locale};
  auto& view = content.root();
  for (auto const& group : groups) {
    auto row = view.section("GROUP");
    row.set("DATETIME", group.at);
    row.set("DAY", source::date_text(request.locale, group.at.substr(0, 10)));
    row.set("HEADLINE", headline(request.locale, group));
    for (auto const& entry : group.first) {
      auto item = row.section("RECORD");
      item.set("KIND", tr(request.locale, source::info(kind_of(entry)).one));
      item.set("LABEL", label_of(entry));
      item.set("URL", web::localized(request.locale, "/nouveautes?fiche=" +
                                                         web::percent_encode(entry.entry.subject)));
    }
    if (group.count > group.first.size()) {
      row.section("MORE").set("COUNT", static_cast<std::int64_t>(group.count - group.first.size()));
    }
  }
  if (groups.empty()) view.show("NOTHING");
  if (groups.size() == groups_shown) {
    view.section("NEXT").set(
        "URL", web::localized(request.locale,
                              fmt::format("/nouveautes?avant={}", groups.back().last_seq)));
  }
  view.set("FEED", "/nouveautes.atom");
  auto response = web::render(
      request,
      {.title = tr(request.locale, "Nouveautés"),
       .description = tr(request.locale, "Ce qui a été ajouté, changé ou retiré sur ce site."),
       .crumbs = {{tr(request.locale, "Nouveautés"), ""}},
       .json = "/api/v1/changes",
       .feed = "/nouveautes.atom"},
      content);
  response.cacheable = true;
  return response;
}

std::string headline(Locale locale, Change change) {
  switch (change) {
    case Change::added: return tr(locale, "Fiche ajoutée");
    case Change::changed: return tr(locale, "Fiche changée");
    case Change::removed: return tr(locale, "Fiche retirée");
  }
  return {};
}

void fill_difference(View& row, Locale locale, Json const& payload) {
  auto const before = payload.value("before", Json::object());
  auto const after = payload.value("after", Json::object());
  if (before.empty() || after.empty()) return;
  std::set<std::string> fields;
  for (auto const& [name, value] : before.items())
    fields.insert(name);
  for (auto const& [name, value] : after.items())
    fields.insert(name);
  for (auto const& field : fields) {
    auto const was = before.contains(field) ? before[field] : Json{};
    auto const is = after.contains(field) ? after[field] : Json{};
    if (was == is) continue;
    auto const text = [&](Json const& value) {
      if (value.is_null()) return tr(locale, "(rien)");
      return value.is_string() ? value.get<std::string>() : to_line(value);
    };
    auto line = row.section("DIFFERENCE");
    line.set("FIELD", field).set("BEFORE", text(was)).set("AFTER", text(is));
  }
}

Response history_page(Services const& services, Request const& request, std::string const& id) {
  auto reading = services.database.read();
  constexpr int most = 100;
  auto const rows = store::journal_page(reading, id, 0, most);
  auto const known = std::ranges::any_of(
      rows, [](auto const& row) { return row.entry.operation == import_operation; });
  if (!known)
    return web::error_page(request, 404, tr(request.locale, "Aucune fiche n’a cet identifiant."));
  web::Document content{"app/history.html", request.locale};
  auto& view = content.root();
  auto const label = label_of(rows.front());
  view.set("LABEL", label);
  view.set("URL", source::page_url(request.locale, kind_of(rows.front()), id));
  for (auto const& entry : rows) {
    if (entry.entry.operation != import_operation) continue;
    auto row = view.section("VERSION");
    row.set("DATETIME", entry.at)
        .set("DAY", source::date_text(request.locale, entry.at.substr(0, 10)));
    auto const change = change_of(entry);
    row.set("HEADLINE", headline(request.locale, change));
    row.set("HASH", entry.hash);
    row.set("SEQ", entry.seq);
    fill_difference(row, request.locale, entry.entry.payload);
  }
  return web::render(
      request,
      {.title = web::trf(request.locale, "Historique : {}", shorten(label, 100)),
       .crumbs = {{tr(request.locale, "Nouveautés"), "/nouveautes"}, {shorten(label, 60), ""}},
       .canonical = "/nouveautes",
       .indexed = false},
      content);
}

Response feed(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto const groups = groups_before(reading, 0);
  auto const page = request.origin + "/nouveautes";
  report::Feed atom{.id = page,
                    .title = web::site().name + " " + web::site().region + " : nouveautés",
                    .subtitle = "Ce qui a été ajouté, changé ou retiré",
                    .self = request.origin + "/nouveautes.atom",
                    .alternate = page,
                    .author = web::site().name,
                    .language = "fr",
                    .updated = services.clock(),
                    .entries = {}};
  if (!groups.empty()) atom.updated = parse_instant(groups.front().at).value_or(atom.updated);
  for (auto const& group : groups) {
    std::string summary;
    for (auto const& row : group.first)
      summary += (summary.empty() ? "" : " ; ") + label_of(row);
    if (group.count > group.first.size()) summary += "…";
    atom.entries.push_back({.id = fmt::format("{}#{}", page, group.last_seq),
                            .title = headline(Locale::fr, group),
                            .link = page,
                            .updated = parse_instant(group.at).value_or(atom.updated),
                            .published = std::nullopt,
                            .summary = summary,
                            .content_html = {},
                            .author = {},
                            .categories = {}});
  }
  Response response;
  response.body = report::atom(atom);
  response.cacheable = true;
  response.with("Content-Type", "application/atom+xml; charset=utf-8");
  return response;
}

}  // namespace

void add_change_pages(web::Router& router, Services const& services) {
  router.page("/nouveautes", [services](Request const& request) {
    auto const id = request.query.get("fiche");
    return id.empty() ? changes_page(services, request) : history_page(services, request, id);
  });
  router.page("/nouveautes.atom",
              [services](Request const& request) { return feed(services, request); });
}

}  // namespace pacte::app
