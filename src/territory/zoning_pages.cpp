#include "territory/zoning_pages.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"
#include "territory/numbers.hpp"
#include "territory/zoning_edit.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr auto list_path = "/territoires/zonages";
constexpr std::size_t page_size = 60;
constexpr std::size_t members_shown = 100;
constexpr std::size_t longest_parameter = 80;

std::string number(Request const& request, std::int64_t value) {
  return grouped(value, web::digits(request.locale));
}

std::string members_text(Request const& request, std::int64_t count) {
  return fmt::format(fmt::runtime(web::trn(request.locale, "{} membre", "{} membres", count)),
                     number(request, count));
}

// What is in force depends on the day; what is offered, on who asks.
Response answer(Request const& request, web::Page const& page, web::Document const& content) {
  auto response = web::render(request, page, content);
  response.cacheable = !request.principal.person;
  response.lasting = false;
  return response;
}

Response list(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto zonings =
      list_zonings(session, shorten(request.query.get("apres"), longest_parameter), page_size + 1);
  auto const versions = zoning_versions(session);
  auto const counted = count_members(session);
  auto const today = iso_day(services.clock());
  web::Document content{"territory/zonings.html", request.locale};
  auto& view = content.root();
  if (zonings.size() > page_size) {
    zonings.pop_back();
    view.section("NEXT").set("URL", web::localized(request.locale, list_path) +
                                        "?apres=" + web::percent_encode(zonings.back().key));
  }
  if (zonings.empty()) view.show("NONE");
  for (auto const& one : zonings) {
    auto row = view.section("ZONING");
    row.set("URL", web::localized(request.locale, zoning_path(one.key)));
    row.set("NAME", tr(request.locale, one.name)).set("KEY", one.key);
    auto const found = versions.find(one.key);
    auto const* now = found == versions.end() ? nullptr : in_force(found->second, today);
    if (now == nullptr) {
      row.show("ENDED");
      continue;
    }
    auto const count = counted.find({one.key, now->number});
    row.set("MEMBERS", members_text(request, count == counted.end() ? 0 : count->second));
    row.set("PERIOD", period_text(request.locale, now->from, end_of(*now, found->second)));
  }
  auto open = count_unmatched(session)[""];
  if (open > 0) view.section("TO_REVIEW").set("COUNT", number(request, open));
  auto const title = tr(request.locale, "Zonages");
  return answer(request,
                {.title = title,
                 .description = tr(request.locale,
                                   "Les ensembles de territoires que les politiques visent : "
                                   "définition, dates, membres."),
                 .crumbs = {{tr(request.locale, "Territoires"), "/territoires"}, {title, ""}},
                 .section = "territoires",
                 .canonical = list_path,
                 .json = "/api/v1/zonings"},
                content);
}

ZoningVersion const* chosen_version(Request const& request,
                                    std::vector<ZoningVersion> const& versions,
                                    std::string const& today) {
  if (auto const wanted = parse_integer(request.query.get("version"))) {
    auto const found = std::ranges::find(versions, *wanted, &ZoningVersion::number);
    return found == versions.end() ? nullptr : &*found;
  }
  auto const* now = in_force(versions, today);
  return now == nullptr ? in_force(versions, {}) : now;
}

void fill_source(View& view, store::Session& session, Request const& request,
                 ZoningSource const& source) {
  if (!source.document.empty()) {
    if (auto const document = source::document(session, source.document)) {
      auto shown = view.section("SOURCE");
      auto const address = source.lines.empty()
                               ? "/documents/" + document->id
                               : fmt::format("/documents/{}?lignes={}", document->id, source.lines);
      shown.section("LINK")
          .set("URL", web::localized(request.locale, address))
          .set("TEXT", document->label);
      if (!source.lines.empty())
        shown.set("LINES", source::lines_text(request.locale, source.lines));
    }
    return;
  }
  if (source.title.empty() && source.url.empty()) return;
  auto shown = view.section("SOURCE");
  if (source.url.empty()) {
    shown.set("PLAIN", source.title);
  } else {
    shown.section("LINK")
        .set("URL", source.url)
        .set("TEXT", source.title.empty() ? source.url : source.title);
  }
}

void fill_versions(View& view, Request const& request, std::string const& key,
                   std::vector<ZoningVersion> const& versions, ZoningVersion const& shown,
                   std::string const& today) {
  auto const counted = versions.size();
  view.set("VERSION_COUNT", static_cast<std::int64_t>(counted));
  auto const* now = in_force(versions, today);
  for (auto one = versions.rbegin(); one != versions.rend(); ++one) {
    auto row = view.section("VERSION");
    row.set("URL", fmt::format("{}?version={}", web::localized(request.locale, zoning_path(key)),
                               one->number));
    row.set("PERIOD", period_text(request.locale, one->from, end_of(*one, versions)));
    if (one->number == shown.number) row.show("SHOWN");
    if (now != nullptr && now->number == one->number) row.show("IN_FORCE");
    if (superseded(*one, versions)) row.show("SUPERSEDED");
    switch (one->origin) {
      case ZoningOrigin::reference: row.show("FROM_REFERENCE"); break;
      case ZoningOrigin::file: row.show("FROM_FILE"); break;
      case ZoningOrigin::editor: row.show("FROM_EDITOR"); break;
    }
  }
}

void fill_people(View& view, store::Session& session, Request const& request,
                 std::span<Member const> members) {
  auto const communes = all_territories(session, Level::commune);
  std::int64_t all = 0;
  for (auto const& commune : communes)
    all += commune.population;
  if (all == 0) return;
  auto const people = population_in(covered_places(members), communes);
  auto const share = [&](std::int64_t part) {
    return fmt::format(
        "{}\u202F%",
        rounded(100.0 * static_cast<double>(part) / static_cast<double>(all), 1, request.locale));
  };
  auto shown = view.section("PEOPLE");
  if (people.certain()) {
    shown.set("TEXT", trf(request.locale, "{} habitants, {} de la région",
                          number(request, people.most), share(people.most)));
  } else {
    shown.set("TEXT", trf(request.locale, "de {} à {} habitants, de {} à {} de la région",
                          number(request, people.least), number(request, people.most),
                          share(people.least), share(people.most)));
    shown.show("BOUNDS");
  }
}

void fill_members(View& view, store::Session& session, Request const& request,
                  std::string const& key, ZoningVersion const& version,
                  std::vector<Member> const& members) {
  auto const after = static_cast<std::size_t>(
      std::clamp<std::int64_t>(parse_integer(request.query.get("apres")).value_or(0), 0,
                               static_cast<std::int64_t>(members.size())));
  auto const end = std::min(after + members_shown, members.size());
  std::span const page{members.data() + after, end - after};
  auto const known = territories_of(session, page);
  auto const cited = zoning_citations(session, key);
  view.set("MEMBER_COUNT", number(request, static_cast<std::int64_t>(members.size())));
  for (auto const& member : page) {
    auto row = view.section("MEMBER");
    fill_member(row, request, member, known);
    auto const citations = cited.find(member.label);
    if (citations != cited.end()) source::fill_refs(row, request.locale, citations->second);
  }
  if (end < members.size()) {
    view.section("NEXT").set(
        "URL", fmt::format("{}?version={}&apres={}#membres",
                           web::localized(request.locale, zoning_path(key)), version.number, end));
  }
}

Response read(Services const& services, Request const& request) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const found = zoning(session, request.capture("key"));
  auto const today = iso_day(services.clock());
  auto const versions = found ? zoning_versions(session, found->key) : std::vector<ZoningVersion>{};
  auto const* version = chosen_version(request, versions, today);
  if (version == nullptr)
    return web::error_page(request, 404,
                           tr(request.locale, "Aucun zonage n’a cette clé, ou cette version."));
  auto const members = zoning_members(session, found->key, version->number);
  auto const title = tr(request.locale, found->name);
  web::Document content{"territory/zoning.html", request.locale};
  auto& view = content.root();
  view.set("NAME", title).set("KEY", found->key);
  view.set_optional("DEFINITION", version->definition);
  view.set("PERIOD", period_text(request.locale, version->from, end_of(*version, versions)));
  auto const* now = in_force(versions, today);
  if (now == nullptr || now->number != version->number) view.show("OTHER_DAY");
  fill_source(view, session, request, version->source);
  fill_people(view, session, request, members);
  fill_versions(view, request, found->key, versions, *version, today);
  fill_zoning_map(view, session, request, trf(request.locale, "Carte : {}", title), members);
  fill_members(view, session, request, found->key, *version, members);
  if (request.principal.may(edit_zonings)) {
    view.section("EDIT").set(
        "URL",
        fmt::format("{}/modifier?version={}",
                    web::localized(request.locale, zoning_path(found->key)), version->number));
  }
  if (request.query.get("fait") == "version") view.show("DONE");
  return answer(
      request,
      {.title = title,
       .description = trf(request.locale, "{} : définition, source, versions et membres.", title),
       .crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                  {tr(request.locale, "Zonages"), list_path},
                  {title, ""}},
       .section = "territoires",
       .canonical = zoning_path(found->key),
       .json = "/api/v1/zonings/" + found->key},
      content);
}

}  // namespace

std::string period_text(web::Locale locale, std::string const& from, std::string const& until) {
  auto const start = source::date_text(locale, from);
  auto const end = source::date_text(locale, until);
  if (from.empty() && until.empty()) return tr(locale, "sans date");
  if (until.empty()) return trf(locale, "depuis le {}", start);
  if (from.empty()) return trf(locale, "jusqu’au {} (exclu)", end);
  return trf(locale, "du {} au {} (exclu)", start, end);
}

std::map<Key, Territory> territories_of(store::Session& session, std::span<Member const> members) {
  // A statement may bind some hundreds of values at once.
  constexpr std::size_t at_once = 200;
  std::map<Key, Territory> found;
  std::vector<Key> keys;
  auto const take = [&] {
    found.merge(territories(session, keys));
    keys.clear();
  };
  for (auto const& member : members) {
    for (auto const& place : member.places) {
      keys.push_back(place.key);
      if (keys.size() == at_once) take();
    }
  }
  take();
  return found;
}

void fill_member(View& row, Request const& request, Member const& member,
                 std::map<Key, Territory> const& known) {
  row.set("LABEL", member.label);
  row.set_optional("CODE", member.code);
  if (member.extent == MemberExtent::part) row.show("PART");
  if (member.contour) row.show("DRAWN");
  for (auto const& place : member.places) {
    auto const territory = known.find(place.key);
    auto line = row.section("PLACE");
    line.set("URL", web::localized(request.locale, page_path(place.key)));
    line.set("NAME", territory == known.end() ? place.key.code : territory->second.name);
    line.set("LEVEL", tr(request.locale, one(place.key.level)));
    if (place.share && *place.share < 0.995) {
      auto const percent = 100 * *place.share;
      line.section("SHARE").set(
          "PERCENT",
          fmt::format("{}\u202F%", rounded(percent, percent < 1 ? 2 : 0, request.locale)));
    }
  }
}

void add_zoning_pages(web::Router& router, Services const& services) {
  router.page(list_path, [services](Request const& request) { return list(services, request); });
  router.page(std::string{list_path} + "/{key}",
              [services](Request const& request) { return read(services, request); });
}

}  // namespace pacte::territory
