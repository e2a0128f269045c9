#include "aid/trial_pages.hpp"

#include <algorithm>
#include <set>

#include "aid/call_facts.hpp"
#include "aid/call_store.hpp"
#include "aid/pages.hpp"
#include "aid/permissions.hpp"
#include "aid/rule_check.hpp"
#include "aid/store.hpp"
#include "aid/trial_view.hpp"
#include "base/text.hpp"
#include "territory/zoning_model.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Parameters;
using web::Request;
using web::Response;
using web::tr;

constexpr std::size_t longest_table = 900'000;  // characters; a request's body is limited too
constexpr std::size_t longest_name = 100;
constexpr auto template_path = "/administration/dispositifs/modele/";

struct Keepers {
  Services services;
  std::shared_ptr<RuleBookKeeper> rules;
  std::shared_ptr<PlacesKeeper> places;
};

// The rules that the public sees, and those of the draft.
struct Sides {
  std::string label;
  std::shared_ptr<RuleBook const> book;
  std::shared_ptr<Places const> places;
  RuleEntry const* shown = nullptr;
  std::optional<Call> call{};      // the nearest
  std::optional<RuleCheck> draft;  // only when it compiles

  [[nodiscard]] Call const* answered() const { return call ? &*call : nullptr; }
  [[nodiscard]] bool none() const { return shown == nullptr && !draft; }
  [[nodiscard]] rule::CheckedVocabulary const& words() const { return book->words(); }
};

std::optional<Sides> sides_of(Keepers const& keepers, store::Session& session,
                              std::string const& id) {
  auto const known = scheme(session, id);
  if (!known) return std::nullopt;
  auto const now = keepers.services.clock();
  Sides sides;
  sides.book = keepers.rules->current(session);
  sides.places = keepers.places->current(session, territory::iso_day(now));
  sides.shown = sides.book->find(id);
  auto nearest = nearest_calls(calls_of(session, id), now);
  if (nearest.contains(id)) sides.call = std::move(nearest.at(id));
  auto const draft = open_version(session, id);
  auto const version =
      draft ? draft : scheme_version(session, id, known->shown == 0 ? known->last : known->shown);
  sides.label = version ? version->content.label : id;
  if (draft && !draft->content.rules.empty()) {
    auto check = check_rules(session, id, draft->content.rules, now);
    if (check.compiles()) sides.draft = std::move(check);
  }
  return sides;
}

// Of the draft, then those of the published version that it no longer has.
std::vector<NamedFacts> written_cases(Sides const& sides, std::int64_t today) {
  std::vector<NamedFacts> all;
  auto const add = [&](rule::Sheet const& sheet) {
    for (auto const& test : sheet.cases) {
      if (std::ranges::find(all, test.title, &NamedFacts::name) != all.end()) continue;
      rule::Faults faults;
      auto facts = facts_of(test, sides.words().vocabulary, today, faults);
      if (faults.empty()) all.push_back({test.title, std::move(facts)});
    }
  };
  add(sides.draft->rules.sheet);
  add(sides.shown->rules.sheet);
  return all;
}

// What is asked of a file.
struct Trial {
  std::string csv;
  std::string what;  // "compare", "draft", "shown"
  territory::Level by = territory::Level::department;
  bool download = false;
};

std::expected<Trial, std::vector<FieldError>> read_trial(Request const& request,
                                                         Parameters const& given) {
  web::FormReader reader{given, request.locale};
  Trial trial;
  trial.csv = reader.text("csv", 1, longest_table);
  trial.what = reader.choice("what", {"compare", "draft", "shown"});
  if (reader.choice("by", {"department", "epci"}) == "epci") trial.by = territory::Level::epci;
  trial.download = !reader.text("download", 0, longest_name).empty();
  reader.refuse_unknown();
  if (!reader.ok()) return std::unexpected{reader.errors()};
  return trial;
}

void fill_options(web::View& view, Sides const& sides, Parameters const& given,
                  web::Locale locale) {
  auto const add = [&](std::string_view value, std::string_view label) {
    auto option = view.section("WHAT");
    option.set("VALUE", value).set("LABEL", tr(locale, label));
    if (given.get("what") == value) option.show("CHOSEN");
  };
  if (sides.draft && sides.shown != nullptr)
    add("compare", "comparer le brouillon à ce qui est publié");
  if (sides.draft) add("draft", "appliquer les règles du brouillon");
  if (sides.shown != nullptr) add("shown", "appliquer les règles publiées");
  view.show(given.get("by") == "epci" ? "BY_EPCI" : "BY_DEPARTMENT");
}

web::Document trial_document(Keepers const& keepers, Request const& request, Sides const& sides,
                             Parameters const& given, std::vector<FieldError> const& errors) {
  auto const& id = request.capture("id");
  web::Document document{"aid/trial.html", request.locale};
  auto& view = document.root();
  web::fill_form(view, request, given, errors);
  view.set("LABEL", sides.label)
      .set("EDIT", web::localized(request.locale, editing_path(id)) + "?partie=regles");
  if (sides.none()) {
    view.show("NO_RULES");
    return document;
  }
  view.show("READY");
  view.set("ACTION", web::localized(request.locale, trial_path(id)))
      .set("TEMPLATE", web::localized(request.locale, template_path + id));
  fill_options(view, sides, given, request.locale);
  if (sides.draft && sides.shown != nullptr) {
    auto const effects =
        effects_over(sides.shown->rules.program, sides.draft->rules.program, sides.places.get(),
                     written_cases(sides, rule_day(keepers.services.clock())));
    fill_effects(view, "CASE_EFFECTS",
                 tr(request.locale, "Sur les essais écrits dans les deux versions"), effects,
                 request.locale);
  } else if (sides.draft) {
    view.show("NOTHING_PUBLISHED");
  }
  return document;
}

Response page(Request const& request, Sides const& sides, web::Document const& document,
              int status) {
  return web::render(
      request,
      {.title = web::trf(request.locale, "Essayer les règles : {}", sides.label),
       .crumbs = {{tr(request.locale, "Dispositifs"), "/dispositifs"},
                  {tr(request.locale, "Écrire et publier"), "/administration/dispositifs"},
                  {sides.label, ""}},
       .section = "dispositifs",
       .indexed = false},
      document, status);
}

Response absent(Request const& request) {
  return web::error_page(request, 404, tr(request.locale, "Aucun dispositif n’a cette adresse."));
}

Response show(Keepers const& keepers, Request const& request) {
  auto reading = keepers.services.database.read();
  auto const sides = sides_of(keepers, reading, request.capture("id"));
  if (!sides) return absent(request);
  auto const document = trial_document(keepers, request, *sides, {}, {});
  return page(request, *sides, document, 200);
}

std::vector<FieldError> told(std::vector<CaseFault> const& faults) {
  std::vector<FieldError> errors;
  for (auto const& fault : faults)
    errors.push_back({"csv", to_text(fault)});
  return errors;
}

std::string name_of(CaseLine const& line) {
  auto const name = std::ranges::find(line.header, "nom");
  auto made = fmt::format("ligne {}", line.line);
  if (name != line.header.end())
    made += " : " + line.cells[static_cast<std::size_t>(name - line.header.begin())];
  return made;
}

class Submission {
 public:
  Submission(Keepers const& keepers, Request const& request, Sides const& sides,
             Parameters const& given)
      : keepers_{keepers},
        request_{request},
        sides_{sides},
        given_{given},
        today_{rule_day(keepers.services.clock())} {}

  Response run() {
    auto const trial = read_trial(request_, given_);
    if (!trial) return refused(trial.error());
    bool const possible = (trial->what == "shown" || sides_.draft) &&
                          (trial->what == "draft" || sides_.shown != nullptr);
    if (!possible) {
      return refused({{"what", tr(request_.locale,
                                  "Ces règles n’y sont pas, ou ne se lisent pas : choisissez-en "
                                  "d’autres.")}});
    }
    return trial->what == "compare" ? compare(*trial) : apply(*trial);
  }

 private:
  Response refused(std::vector<FieldError> const& errors) {
    auto const document = trial_document(keepers_, request_, sides_, given_, errors);
    return page(request_, sides_, document, 422);
  }

  Response compare(Trial const& trial) {
    EffectMeter meter{sides_.shown->rules.program, sides_.draft->rules.program,
                      sides_.places.get()};
    auto const add = [&](CaseLine const& line) {
      meter.add(name_of(line), with_call(line.facts, sides_.answered(), today_));
    };
    auto const table = read_cases(trial.csv, sides_.words(), sides_.places.get(), today_, add);
    if (!table) return refused(told(table.error()));
    auto document = trial_document(keepers_, request_, sides_, given_, {});
    fill_table(document.root(), *table, request_.locale);
    fill_effects(document.root(), "FILE_EFFECTS", tr(request_.locale, "Sur votre tableau"),
                 meter.effects(), request_.locale);
    return page(request_, sides_, document, table->good == 0 ? 422 : 200);
  }

  Response apply(Trial const& trial) {
    auto const& program =
        trial.what == "draft" ? sides_.draft->rules.program : sides_.shown->rules.program;
    auto const made = run_over(trial.csv, program, sides_.words(), sides_.places.get(), today_,
                               trial.download, sides_.answered());
    if (!made) return refused(told(made.error()));
    bool const nothing = made->table.good == 0;
    if (trial.download && !nothing) {
      Response response{.body = made->lines};
      response.with("Content-Type", "text/csv; charset=utf-8; header=present")
          .with("Content-Disposition", "attachment; filename=\"resultats.csv\"");
      return response;
    }
    auto& database = keepers_.services.database;
    auto const reach = measure_reach(database, made->report, trial.by, request_.locale);
    auto document = trial_document(keepers_, request_, sides_, given_, {});
    fill_table(document.root(), made->table, request_.locale);
    auto part = fill_run(document.root(), made->report, program, sides_.words().vocabulary,
                         request_.locale);
    if (reach) {
      auto reading = database.read();
      fill_reach(part, reading, request_, *reach, made->report);
    }
    return page(request_, sides_, document, nothing ? 422 : 200);
  }

  Keepers const& keepers_;
  Request const& request_;
  Sides const& sides_;
  Parameters const& given_;
  std::int64_t today_;
};

Response submit(Keepers const& keepers, Request const& request) {
  auto const sides = [&] {
    auto reading = keepers.services.database.read();
    return sides_of(keepers, reading, request.capture("id"));
  }();
  if (!sides) return absent(request);
  auto const given = request.form().value_or(Parameters{});
  return Submission{keepers, request, *sides, given}.run();
}

// An empty table with the columns that these rules need.
Response table_template(Keepers const& keepers, Request const& request) {
  auto reading = keepers.services.database.read();
  auto const sides = sides_of(keepers, reading, request.capture("id"));
  if (!sides || sides->none()) return absent(request);
  std::set<int> facts;
  auto const add = [&](std::vector<int> const& all) { facts.insert(all.begin(), all.end()); };
  if (sides->draft) add(sides->draft->rules.program.facts);
  if (sides->shown != nullptr) add(sides->shown->rules.program.facts);
  Response response{.body = case_template(sides->words().vocabulary, {facts.begin(), facts.end()})};
  response.with("Content-Type", "text/csv; charset=utf-8; header=present")
      .with("Content-Disposition", "attachment; filename=\"modele.csv\"");
  return response;
}

}  // namespace

void add_trial_pages(web::Router& router, Services const& services,
                     std::shared_ptr<RuleBookKeeper> const& rules,
                     std::shared_ptr<PlacesKeeper> const& places) {
  auto const keepers = std::make_shared<Keepers const>(Keepers{services, rules, places});
  auto const with = [keepers](Response (*handler)(Keepers const&, Request const&)) {
    return [keepers, handler](Request const& request) { return handler(*keepers, request); };
  };
  router.page(trial_path("{id...}"), with(show), edit_schemes);
  router.form(trial_path("{id...}"), with(submit), edit_schemes);
  router.page(std::string{template_path} + "{id...}", with(table_template), edit_schemes);
}

}  // namespace pacte::aid
