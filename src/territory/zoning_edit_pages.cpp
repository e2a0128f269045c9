#include <algorithm>

#include "base/text.hpp"
#include "store/failure.hpp"
#include "territory/operations/edit_zoning.hpp"
#include "territory/zoning_pages.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::territory {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t members_shown = 150;  // a form holds some 200 fields
constexpr std::size_t longest_text = 2'000;
constexpr std::size_t longest_lines = 200'000;
constexpr std::size_t longest_line = 300;

struct Submitted {
  EditZoning input;
  bool confirmed = false;
};

std::expected<Submitted, std::vector<FieldError>> read_form(Request const& request,
                                                            web::Parameters const& given) {
  web::FormReader reader{given, request.locale};
  Submitted read;
  auto& input = read.input;
  input.zoning = request.capture("key");
  input.revision = reader.text("revision", 0, longest_line);
  input.base = parse_integer(reader.text("base", 1, longest_line)).value_or(-1);
  input.from = reader.text("from", 0, longest_line);
  input.until = reader.text("until", 0, longest_line);
  input.definition = reader.text("definition", 0, longest_text);
  input.source = reader.text("source", 0, longest_text);
  input.reason = reader.text("reason", 0, longest_text);
  input.added = reader.text("added", 0, longest_lines);
  reader.text("removed", 0, longest_line);
  for (auto const& position : given.all("removed")) {
    if (auto const number = parse_integer(position)) input.removed.insert(*number);
  }
  read.confirmed = reader.choice("step", {"preview", "confirm"}) == "confirm";
  reader.refuse_unknown();
  if (!reader.ok()) return std::unexpected{reader.errors()};
  return read;
}

web::Parameters filled_from(ZoningVersion const& base) {
  web::Parameters given;
  given.add("from", base.from);
  given.add("until", base.until);
  given.add("definition", base.definition);
  given.add("source", to_text(base.source));
  return given;
}

void fill_changes(View& view, char const* section, Request const& request, store::Session& session,
                  std::vector<Member> const& members) {
  auto const known = territories_of(session, members);
  for (auto const& member : members) {
    auto row = view.section(section);
    fill_member(row, request, member, known);
  }
}

void fill_preview(View& view, store::Session& session, Request const& request,
                  Submitted const& submitted, PlannedZoning const& planned) {
  auto preview = view.section("PREVIEW");
  preview.set("CSRF", request.principal.csrf_token);
  preview.set("PERIOD", period_text(request.locale, planned.version.from, planned.version.until));
  preview.set("MEMBER_COUNT", static_cast<std::int64_t>(planned.members.size()));
  fill_changes(preview, "ADDED", request, session, planned.difference.added);
  fill_changes(preview, "REMOVED", request, session, planned.difference.removed);
  if (planned.difference.none()) preview.show("SAME_MEMBERS");
  auto const& input = submitted.input;
  auto const hidden = [&](std::string_view name, std::string const& value) {
    preview.section("HIDDEN").set("NAME", name).set("VALUE", value);
  };
  hidden("revision", input.revision);
  hidden("base", std::to_string(input.base));
  hidden("from", input.from);
  hidden("until", input.until);
  hidden("definition", input.definition);
  hidden("source", input.source);
  hidden("reason", input.reason);
  hidden("added", input.added);
  for (auto const position : input.removed)
    hidden("removed", std::to_string(position));
}

// The members that may be taken off: those whose name holds what was looked for, some at a time.
void fill_members(View& view, Request const& request, std::vector<Member> const& members,
                  std::set<std::int64_t> const& removed) {
  auto const wanted = fold(request.query.get("membre"));
  view.set("WANTED", request.query.get("membre"));
  std::size_t shown = 0;
  std::size_t more = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    auto const position = static_cast<std::int64_t>(i);
    bool const chosen = removed.contains(position);
    if (!chosen && fold(members[i].label).find(wanted) == std::string::npos) continue;
    if (!chosen && shown == members_shown) {
      ++more;
      continue;
    }
    ++shown;
    auto row = view.section("REMOVABLE");
    row.set("POSITION", position).set("LABEL", members[i].label);
    row.set("CODE", zoned_code(members[i]));
    if (chosen) row.show("CHECKED");
  }
  if (more > 0 || !wanted.empty())
    view.section("FILTER").set("MORE", static_cast<std::int64_t>(more));
}

struct Shown {
  web::Parameters given;
  std::vector<FieldError> errors;
  std::set<std::int64_t> removed;
  Submitted const* submitted = nullptr;
  PlannedZoning const* planned = nullptr;
  int status = 200;
};

Response page(Services const& services, Request const& request, std::int64_t number, Shown shown) {
  auto reading = services.database.read();
  auto& session = reading.session();
  auto const key = request.capture("key");
  auto const found = zoning(session, key);
  auto const versions = zoning_versions(session, key);
  auto const base = std::ranges::find(versions, number, &ZoningVersion::number);
  if (!found || base == versions.end())
    return web::error_page(request, 404,
                           tr(request.locale, "Aucun zonage n’a cette clé, ou cette version."));
  if (shown.given.pairs().empty()) shown.given = filled_from(*base);
  web::Document content{"territory/zoning_edit.html", request.locale};
  auto& view = content.root();
  web::fill_form(view, request, shown.given, shown.errors);
  auto const title = web::trf(request.locale, "Modifier : {}", tr(request.locale, found->name));
  view.set("TITLE", title);
  view.set("URL", web::localized(request.locale, zoning_path(key)));
  view.set("PERIOD", period_text(request.locale, base->from, end_of(*base, versions)));
  view.set("BASE_NUMBER", base->number);
  // After a lost race, the form goes on from what there is now.
  view.set("REVISION_NOW", revision_of(versions));
  auto const members = zoning_members(session, key, number);
  fill_members(view, request, members, shown.removed);
  if (shown.planned != nullptr)
    fill_preview(view, session, request, *shown.submitted, *shown.planned);
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(request.locale, "Territoires"), "/territoires"},
                                 {tr(request.locale, "Zonages"), "/territoires/zonages"},
                                 {tr(request.locale, found->name), zoning_path(key)},
                                 {tr(request.locale, "Modifier"), ""}},
                      .section = "territoires",
                      .indexed = false},
                     content, shown.status);
}

Response show(Services const& services, Request const& request) {
  auto number = parse_integer(request.query.get("version"));
  if (!number) {
    auto reading = services.database.read();
    auto const versions = zoning_versions(reading, request.capture("key"));
    auto const* now = in_force(versions, iso_day(services.clock()));
    if (now == nullptr) now = in_force(versions, {});
    number = now == nullptr ? -1 : now->number;
  }
  return page(services, request, *number, {});
}

Response submit(Services const& services, Request const& request) {
  auto const given = request.form().value_or(web::Parameters{});
  auto const submitted = read_form(request, given);
  if (!submitted) {
    auto const base = parse_integer(given.get("base")).value_or(-1);
    return page(services, request, base,
                {.given = given, .errors = submitted.error(), .removed = {}, .status = 422});
  }
  auto const& input = submitted->input;
  auto const planned = store::guarded([&] {
    return submitted->confirmed
               ? edit_zoning(services.database, services.clock(), request.principal, input)
               : preview_zoning(services.database, request.principal, input);
  });
  if (!planned) {
    auto errors = planned.error().fields;
    if (errors.empty()) errors.push_back({"", planned.error().detail});
    for (auto& error : errors)
      error.message = tr(request.locale, error.message);
    return page(services, request, input.base,
                {.given = given,
                 .errors = std::move(errors),
                 .removed = input.removed,
                 .status = http_status(planned.error().kind)});
  }
  if (submitted->confirmed) {
    return web::redirect(fmt::format("{}?version={}&fait=version",
                                     web::localized(request.locale, zoning_path(input.zoning)),
                                     planned->version.number));
  }
  return page(services, request, input.base,
              {.given = given,
               .errors = {},
               .removed = input.removed,
               .submitted = &*submitted,
               .planned = &*planned});
}

}  // namespace

void add_zoning_editing(web::Router& router, Services const& services) {
  auto const path = zoning_path("{key}") + "/modifier";
  router.page(
      path, [services](Request const& request) { return show(services, request); }, edit_zonings);
  router.form(
      path, [services](Request const& request) { return submit(services, request); }, edit_zonings);
}

}  // namespace pacte::territory
