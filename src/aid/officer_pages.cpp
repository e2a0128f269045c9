#include <algorithm>

#include "aid/design_gate.hpp"
#include "aid/facets.hpp"
#include "aid/operations/begin_scheme.hpp"
#include "aid/operations/propose_scheme.hpp"
#include "aid/operations/publish_scheme.hpp"
#include "aid/operations/save_scheme.hpp"
#include "aid/operations/withdraw_scheme.hpp"
#include "aid/pages.hpp"
#include "aid/rule_view.hpp"
#include "aid/scheme_form.hpp"
#include "aid/scheme_view.hpp"
#include "base/text.hpp"
#include "identity/page_support.hpp"
#include "identity/store.hpp"
#include "source/parts.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using identity::to_errors;
using web::Parameters;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto desk_path = "/administration/dispositifs";
constexpr std::size_t day = 10;  // of an ISO instant
constexpr std::size_t longest_text = 4'000;

std::string preview_path(std::string const& id) {
  return std::string{desk_path} + "/apercu/" + id;
}

web::Page frame(Request const& request, std::string title) {
  return {.title = std::move(title),
          .crumbs = {{tr(request.locale, "Dispositifs"), "/dispositifs"},
                     {tr(request.locale, "Écrire et publier"), desk_path}},
          .section = "dispositifs",
          .indexed = false};
}

void fill_errors(View& view, std::vector<FieldError> const& errors) {
  if (errors.empty()) return;
  auto summary = view.section("ERRORS");
  for (auto const& error : errors) {
    auto line = summary.section("ERROR");
    line.set("MESSAGE", error.message);
    if (error.field.empty()) {
      line.section("WHOLE").set("MESSAGE", error.message);
    } else {
      line.section("FIELD_GIVEN").set("FIELD", error.field).set("MESSAGE", error.message);
    }
  }
}

void fill_notice(View& view, Request const& request) {
  struct Notice {
    std::string_view key;
    std::string_view text;
  };
  constexpr std::array<Notice, 5> notices{{
      {"ouvert", "Le brouillon est ouvert."},
      {"enregistre", "La partie est enregistrée."},
      {"propose", "La version est proposée : une autre personne peut la publier."},
      {"publie", "La version est publiée."},
      {"retire", "La version est retirée."},
  }};
  auto const done = request.query.get("fait");
  auto const found = std::ranges::find(notices, done, &Notice::key);
  if (found != notices.end())
    view.section("NOTICE").set("MESSAGE", tr(request.locale, found->text));
}

Response absent(Request const& request) {
  return web::error_page(request, 404, tr(request.locale, "Aucun dispositif n’a cette adresse."));
}

// The list of what is under way, and the form for a new scheme.
Response desk_page(Services const& services, Request const& request, Parameters const& given,
                   std::vector<FieldError> const& errors, int status) {
  auto reading = services.database.read();
  constexpr std::size_t most = 200;
  auto const lines = open_versions(reading, most);
  web::Document document{"aid/desk.html", request.locale};
  auto& view = document.root();
  fill_notice(view, request);
  fill_errors(view, errors);
  view.set("COUNT", static_cast<std::int64_t>(lines.size()))
      .set("CSRF", request.principal.csrf_token)
      .set("ACTION", web::localized(request.locale, desk_path))
      .set("LABEL", given.get("label"));
  if (lines.empty()) view.show("NOTHING");
  for (auto const& line : lines) {
    auto const date = line.changed_at.substr(0, day);
    view.section("LINE")
        .set("URL", web::localized(request.locale, preview_path(line.id)))
        .set("LABEL", line.label)
        .set("STATE", tr(request.locale, state_label(parse_state(line.state))))
        .set("NUMBER", line.number)
        .set("DATE", date)
        .set("DAY", source::date_text(request.locale, date));
  }
  auto page = frame(request, tr(request.locale, "Écrire et publier des dispositifs"));
  page.crumbs.back().path.clear();
  return web::render(request, page, document, status);
}

Part part_named(std::string_view name) {
  auto const parts = scheme_parts();
  auto const found = std::ranges::find(parts, name, &PartNames::name);
  return found == parts.end() ? Part::presentation : found->part;
}

std::string part_url(Request const& request, std::string const& id, PartNames const& names) {
  return web::localized(request.locale, editing_path(id)) + "?partie=" + std::string{names.name};
}

void fill_parts(View& view, Request const& request, SchemeVersion const& version, Part current) {
  for (auto const& names : scheme_parts()) {
    int all = 0;
    int stated = 0;
    for (auto const& field : scheme_fields()) {
      if (field.part != names.part) continue;
      ++all;
      if (is_stated(field, version.content)) ++stated;
    }
    auto item = view.section("PART");
    item.set("URL", part_url(request, version.scheme, names))
        .set("TITLE", tr(request.locale, names.title))
        .set("COUNT", fmt::format("{}/{}", stated, all));
    if (names.part == current) item.show("CURRENT");
  }
}

// The form of one part. `given` is what was sent, or empty to show what is stored.
Response edit_page(Services const& services, Request const& request, std::string const& id,
                   Parameters given, std::vector<FieldError> const& errors, int status) {
  auto reading = services.database.read();
  auto const version = open_version(reading, id);
  if (!version) return absent(request);
  auto const part = part_named(given.find("partie").value_or(request.query.get("partie")));
  auto const& names = *std::ranges::find(scheme_parts(), part, &PartNames::part);
  auto const ambitions = green_pact_ambitions(reading);
  // After a lost race, what was typed is sent again over what there is now.
  auto const revision = version->revision;
  if (given.pairs().empty())
    given = form_of(version->content, part, ambitions, web::digits(request.locale));
  web::Document document{"aid/edit.html", request.locale};
  auto& view = document.root();
  fill_notice(view, request);
  fill_errors(view, errors);
  view.set("LABEL", version->content.label)
      .set("STATE", tr(request.locale, state_label(version->state)))
      .set("NUMBER", version->number)
      .set("REVISION", revision)
      .set("CSRF", request.principal.csrf_token)
      .set("ACTION", web::localized(request.locale, editing_path(id)))
      .set("TITLE", tr(request.locale, names.title))
      .set("KEY", names.name)
      .set("PREVIEW", web::localized(request.locale, preview_path(id)));
  if (version->state == VersionState::proposed) view.show("PROPOSED");
  if (part != scheme_parts().back().part) view.show("NEXT");
  fill_part_form(view, request.locale, given, errors, part, ambitions);
  fill_parts(view, request, *version, part);
  if (part == Part::rules) {
    view.section("TRIAL").set("URL", web::localized(request.locale, trial_path(id)));
    if (!version->content.rules.empty()) {
      fill_rule_editor(view, request.locale,
                       check_rules(reading, id, version->content.rules, services.clock()));
    }
  }
  auto page = frame(request, web::trf(request.locale, "Modifier : {}", version->content.label));
  page.crumbs.push_back({version->content.label, ""});
  return web::render(request, page, document, status);
}

// What a scheme that nobody is writing offers: to open a draft, or to withdraw what is published.
Response takeover_page(Services const& services, Request const& request, std::string const& id,
                       std::vector<FieldError> const& errors, int status) {
  auto reading = services.database.read();
  auto const known = scheme(reading, id);
  auto const version =
      known ? scheme_version(reading, id, known->shown == 0 ? known->last : known->shown)
            : std::optional<SchemeVersion>{};
  if (!version) return absent(request);
  web::Document document{"aid/takeover.html", request.locale};
  auto& view = document.root();
  fill_errors(view, errors);
  view.set("LABEL", version->content.label)
      .set("NUMBER", version->number)
      .set("STATE", tr(request.locale, state_label(version->state)))
      .set("SCHEME", id)
      .set("CSRF", request.principal.csrf_token)
      .set("ACTION", web::localized(request.locale, desk_path));
  if (version->state == VersionState::published && request.principal.may(publish_schemes)) {
    view.section("WITHDRAW")
        .set("ACTION", web::localized(request.locale, std::string{desk_path} + "/retirer/" + id))
        .set("CSRF", request.principal.csrf_token)
        .set("NUMBER", version->number)
        .set("REVISION", version->revision)
        .set("REASON", request.form().value_or(Parameters{}).get("reason"));
  }
  auto page = frame(request, web::trf(request.locale, "Reprendre : {}", version->content.label));
  page.crumbs.push_back({version->content.label, ""});
  return web::render(request, page, document, status);
}

std::string names_of_writers(store::Session& session, Request const& request,
                             SchemeVersion const& version) {
  std::vector<std::string> names;
  for (auto const& id : version.writers) {
    auto const person = identity::person_by_id(session, {id});
    names.push_back(person && !person->name.empty() ? person->name
                                                    : tr(request.locale, "compte effacé"));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

void fill_act(View& view, Request const& request, SchemeVersion const& version, char const* verb,
              std::string_view label) {
  view.section("ACT")
      .set("ACTION",
           web::localized(request.locale, fmt::format("{}/{}/{}", desk_path, verb, version.scheme)))
      .set("CSRF", request.principal.csrf_token)
      .set("NUMBER", version.number)
      .set("REVISION", version.revision)
      .set("LABEL", tr(request.locale, label));
}

void fill_gaps(View shut, Request const& request, SchemeVersion const& version,
               std::vector<FieldError> const& gaps, Part where) {
  auto const& part = *std::ranges::find(scheme_parts(), where, &PartNames::part);
  shut.set("COUNT", static_cast<std::int64_t>(gaps.size()))
      .set("URL", part_url(request, version.scheme, part));
  for (auto const& gap : gaps)
    shut.section("GAP").set("MESSAGE", gap.message);
}

void fill_gate(View& view, store::Session& session, Request const& request,
               SchemeVersion const& version, Instant now) {
  auto const gaps = design_gate(version.content, green_pact_ambitions(session));
  if (gaps.empty()) {
    view.show("GATE_OPEN");
  } else {
    fill_gaps(view.section("GATE_SHUT"), request, version, gaps, Part::green_pact);
  }
  if (auto const lost = reference_faults(session, version.content); !lost.empty())
    fill_gaps(view.section("REFERENCES_SHUT"), request, version, lost, Part::sources);
  if (version.content.rules.empty()) return;
  auto const faults = rule_gaps(session, version.scheme, version.content.rules, now);
  if (faults.empty()) {
    view.show("RULES_OPEN");
  } else {
    fill_gaps(view.section("RULES_SHUT"), request, version, faults, Part::rules);
  }
}

void fill_moves(View& view, Request const& request, SchemeVersion const& version) {
  if (version.state == VersionState::draft)
    fill_act(view, request, version, "proposer", "Proposer à la publication");
  if (version.state == VersionState::proposed && request.principal.may(publish_schemes)) {
    if (second_person(version, request.principal.person.value_or(""))) {
      fill_act(view, request, version, "publier", "Publier");
    } else {
      view.show("SAME_PERSON");
    }
  }
  view.section("EDIT").set("URL", web::localized(request.locale, editing_path(version.scheme)));
  view.section("WITHDRAW")
      .set("ACTION",
           web::localized(request.locale, std::string{desk_path} + "/retirer/" + version.scheme))
      .set("CSRF", request.principal.csrf_token)
      .set("NUMBER", version.number)
      .set("REVISION", version.revision)
      .set("REASON", request.form().value_or(Parameters{}).get("reason"));
}

Response preview_page(Services const& services, Request const& request, std::string const& id,
                      std::optional<Problem> const& problem) {
  auto reading = services.database.read();
  auto const version = open_version(reading, id);
  if (!version) return absent(request);
  web::Document document{"aid/preview.html", request.locale};
  auto& view = document.root();
  fill_notice(view, request);
  if (problem) {
    auto errors = to_errors(*problem, request.locale);
    auto summary = view.section("ERRORS");
    summary.set("HEADING", tr(request.locale, problem->detail));
    for (auto const& error : errors)
      summary.section("ERROR").set("MESSAGE", error.message);
  }
  view.set("LABEL", version->content.label)
      .set("STATE", tr(request.locale, state_label(version->state)))
      .set("NUMBER", version->number);
  view.set_optional("PURPOSE", version->content.purpose);
  fill_gate(view, reading, request, *version, services.clock());
  view.section("AUTHORS").set("NAMES", names_of_writers(reading, request, *version));
  fill_moves(view, request, *version);
  if (auto const known = scheme(reading, id); known && known->shown > 0) {
    view.section("COMPARE").set("URL", fmt::format("{}/comparer?de={}&a={}",
                                                   web::localized(request.locale, scheme_path(id)),
                                                   known->shown, version->number));
  }
  fill_sheet(view, reading, request.locale, *version);
  if (!version->content.rules.empty()) {
    auto const check = check_rules(reading, id, version->content.rules, services.clock());
    if (check.compiles())
      fill_rules(view, reading, request.locale, id, check.rules.sheet, check.words->vocabulary);
  }
  auto page = frame(request, web::trf(request.locale, "Aperçu : {}", version->content.label));
  page.crumbs.push_back({version->content.label, ""});
  return web::render(request, page, document, problem ? http_status(problem->kind) : 200);
}

Response back_to(Request const& request, std::string const& path, std::string_view done) {
  return web::redirect(web::localized(request.locale, path) +
                       fmt::format("{}fait={}", path.contains('?') ? '&' : '?', done));
}

Response submit_begin(Services const& services, Request const& request) {
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  BeginScheme input;
  input.scheme = reader.text("scheme", 0, longest_text);
  input.from = parse_integer(reader.text("from", 0, longest_text)).value_or(0);
  input.label = reader.text("label", 0, longest_text);
  reader.refuse_unknown();
  auto const shown = [&](Problem const& problem) {
    auto const errors = to_errors(problem, request.locale);
    auto const status = http_status(problem.kind);
    return input.scheme.empty() ? desk_page(services, request, given, errors, status)
                                : takeover_page(services, request, input.scheme, errors, status);
  };
  if (!reader.ok()) return shown({ProblemKind::invalid, "", reader.errors()});
  auto const begun = store::guarded(
      [&] { return begin_scheme(services.database, services.clock(), request.principal, input); });
  if (!begun) return shown(begun.error());
  return back_to(request, editing_path(begun->scheme), "ouvert");
}

Response show_edit(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  bool const writing = [&] {
    auto reading = services.database.read();
    return open_version(reading, id).has_value();
  }();
  return writing ? edit_page(services, request, id, {}, {}, 200)
                 : takeover_page(services, request, id, {}, 200);
}

VersionRef read_version(web::FormReader& reader, std::string id) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  VersionRef version{.scheme = std::move(id)};
  version.number = reader.integer("number", 1, most).value_or(0);
  version.revision = reader.integer("revision", 1, most).value_or(0);
  return version;
}

std::string after_saving(Request const& request, std::string const& id, Part part, bool next) {
  auto const parts = scheme_parts();
  auto found = std::ranges::find(parts, part, &PartNames::part);
  if (next && std::next(found) != parts.end()) ++found;
  return part_url(request, id, *found);
}

Response submit_part(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  auto const part = part_named(reader.text("partie", 1, longest_text));
  bool const next = reader.text("suite", 0, longest_text) == "suivante";
  SaveScheme input{.version = read_version(reader, id), .content = {}};
  {
    auto reading = services.database.read();
    auto const stored = scheme_version(reading, id, input.version.number);
    if (!stored) return absent(request);
    input.content = read_part(reader, given, stored->content, part, green_pact_ambitions(reading));
  }
  reader.refuse_unknown();
  if (!reader.ok()) return edit_page(services, request, id, given, reader.errors(), 422);
  auto const saved = store::guarded(
      [&] { return save_scheme(services.database, services.clock(), request.principal, input); });
  if (!saved) {
    return edit_page(services, request, id, given, to_errors(saved.error(), request.locale),
                     http_status(saved.error().kind));
  }
  return web::redirect(after_saving(request, id, part, next) + "&fait=enregistre");
}

using Act = Result<SchemeVersion> (*)(store::Database&, Instant, web::Principal const&,
                                      VersionRef const&);

Response submit_act(Services const& services, Request const& request, Act act,
                    std::string_view done, bool to_public) {
  auto const& id = request.capture("id");
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  auto const version = read_version(reader, id);
  reader.refuse_unknown();
  if (!reader.ok())
    return preview_page(services, request, id,
                        Problem{ProblemKind::invalid, "Rien n’a été changé.", reader.errors()});
  auto const moved_on = store::guarded(
      [&] { return act(services.database, services.clock(), request.principal, version); });
  if (!moved_on) return preview_page(services, request, id, moved_on.error());
  return back_to(request, to_public ? scheme_path(id) : preview_path(id), done);
}

Response submit_withdrawal(Services const& services, Request const& request) {
  auto const& id = request.capture("id");
  auto const given = request.form().value_or(Parameters{});
  web::FormReader reader{given, request.locale};
  WithdrawScheme input{.version = read_version(reader, id), .reason = {}};
  input.reason = reader.text("reason", 0, longest_text);
  reader.refuse_unknown();
  auto const shown = [&](Problem const& problem) {
    bool const writing = [&] {
      auto reading = services.database.read();
      return open_version(reading, id).has_value();
    }();
    return writing ? preview_page(services, request, id, problem)
                   : takeover_page(services, request, id, to_errors(problem, request.locale),
                                   http_status(problem.kind));
  };
  if (!reader.ok()) return shown({ProblemKind::invalid, "Rien n’a été retiré.", reader.errors()});
  auto const withdrawn = store::guarded([&] {
    return withdraw_scheme(services.database, services.clock(), request.principal, input);
  });
  if (!withdrawn) return shown(withdrawn.error());
  return back_to(request, desk_path, "retire");
}

}  // namespace

void add_officer_pages(web::Router& router, Services const& services) {
  auto const with = [&services](Response (*handler)(Services const&, Request const&)) {
    return [services, handler](Request const& request) { return handler(services, request); };
  };
  std::string const desk = desk_path;
  router.page(
      desk,
      [services](Request const& request) { return desk_page(services, request, {}, {}, 200); },
      edit_schemes);
  router.form(desk, with(submit_begin), edit_schemes);
  router.page(desk + "/{id...}", with(show_edit), edit_schemes);
  router.form(desk + "/{id...}", with(submit_part), edit_schemes);
  router.page(
      desk + "/apercu/{id...}",
      [services](Request const& request) {
        return preview_page(services, request, request.capture("id"), {});
      },
      edit_schemes);
  router.form(
      desk + "/proposer/{id...}",
      [services](Request const& request) {
        return submit_act(services, request, propose_scheme, "propose", false);
      },
      edit_schemes);
  router.form(
      desk + "/publier/{id...}",
      [services](Request const& request) {
        return submit_act(services, request, publish_scheme, "publie", true);
      },
      publish_schemes);
  router.form(desk + "/retirer/{id...}", with(submit_withdrawal), edit_schemes);
}

}  // namespace pacte::aid
