// May this aid be added to others? A page and an endpoint, which keep nothing.
#include "aid/cumulation_form.hpp"
#include "aid/cumulation_json.hpp"
#include "aid/pages.hpp"
#include "aid/paris_time.hpp"
#include "base/text.hpp"
#include "rule/calendar.hpp"
#include "source/parts.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Parameters;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;
using Errors = std::vector<FieldError>;

constexpr auto path = "/cumul";
// A form has 200 fields at most.
constexpr std::size_t most_account_rows = 16;
constexpr std::size_t most_other_rows = 5;

std::chrono::year_month_day today(Services const& services) {
  return parse_partial_date(in_paris(services.clock()).day)->first;
}

// ---- the form

class Form {
 public:
  Form(Locale locale, Parameters const& given, Errors const& errors)
      : locale_{locale}, given_{given}, errors_{errors} {}

  void input(View& in, std::string const& name, std::string_view label,
             std::string_view type = "text") const {
    auto field = started(in, name, label);
    field.section("INPUT").set("TYPE", type).set("VALUE", given_.get(name)).set("NAME", name);
  }

  template <class Value, std::size_t size>
  void select(View& in, std::string const& name, std::string_view label,
              std::array<Named<Value>, size> const& all) const {
    auto field = started(in, name, label);
    auto select = field.section("SELECT");
    select.set("NAME", name);
    auto const chosen = given_.get(name);
    for (auto const& one : all) {
      auto option = select.section("OPTION");
      option.set("VALUE", one.name).set("TEXT", tr(locale_, one.label));
      if (chosen == one.name) option.show("CHOSEN");
    }
  }

  // Two rows more than were filled in, and two at least.
  template <class Fill>
  void rows(View& in, std::string_view section, std::string_view rows, std::size_t most,
            Fill const& fill) const {
    auto const count = std::min(rows_given(given_, rows) + 2, most);
    for (std::size_t i = 1; i <= count; ++i) {
      auto row = in.section(section);
      row.set("NUMBER", static_cast<std::int64_t>(i));
      fill(row, fmt::format("{}-{}", rows, i));
    }
  }

  void aid(View& in, std::string const& at) const {
    input(in, at + "-granted", "Jour où elle est accordée", "date");
    select(in, at + "-shape", "Forme", aid_shapes);
    input(in, at + "-amount", "Montant, en euros");
    input(in, at + "-months", "Durée du prêt ou de la garantie, en mois");
    select(in, at + "-rule", "Règlement", de_minimis_rules);
  }

 private:
  View started(View& in, std::string const& name, std::string_view label) const {
    auto field = in.include("FIELD", "aid/cumulation_field.html");
    field.set("NAME", name).set("LABEL", tr(locale_, label));
    auto const error = std::ranges::find(errors_, name, &FieldError::field);
    if (error != errors_.end())
      field.section("ERROR").set("NAME", name).set("MESSAGE", error->message);
    return field;
  }

  Locale locale_;
  Parameters const& given_;
  Errors const& errors_;
};

void fill_form(View& view, Locale locale, Parameters const& given, Errors const& errors) {
  Form const form{locale, given, errors};
  auto asked = view.section("ASKED");
  form.aid(asked, "asked");
  form.rows(view, "ACCOUNT", "account", most_account_rows, [&](View& row, std::string const& at) {
    form.aid(row, at);
    form.input(row, at + "-siren", "SIREN, si ce n’est pas le demandeur");
    form.input(row, at + "-reference", "Nom de l’aide");
  });
  auto applicant = view.section("APPLICANT");
  form.input(applicant, "applicant", "SIREN du demandeur");
  form.rows(view, "LINKS", "links", most_other_rows, [&](View& row, std::string const& at) {
    form.input(row, at + "-parent", "SIREN de celle qui tient");
    form.select(row, at + "-control", "Comment", controls);
    form.input(row, at + "-child", "SIREN de celle qui est tenue");
  });
  auto costs = view.section("COSTS");
  form.input(costs, "costs-eligible", "Dépenses éligibles, en euros");
  form.input(costs, "costs-regime-name", "Régime de l’aide demandée");
  form.input(costs, "costs-regime-most_share", "Taux maximal, en %");
  form.input(costs, "costs-regime-most_amount", "Montant maximal, en euros");
  form.rows(view, "OTHERS", "costs-others", most_other_rows, [&](View& row, std::string const& at) {
    form.input(row, at + "-giver", "Qui la donne");
    form.input(row, at + "-amount", "Équivalent-subvention, en euros");
    form.input(row, at + "-regime-name", "Régime");
    form.input(row, at + "-regime-most_share", "Taux maximal, en %");
  });
}

// ---- the result

std::string rules_text(Locale locale, std::vector<DeMinimisRule> const& rules) {
  std::vector<std::string> texts;
  for (auto const rule : rules) {
    texts.push_back(
        tr(locale, std::ranges::find(de_minimis_rules, rule, &Named<DeMinimisRule>::value)->label));
  }
  return fmt::format("{}", fmt::join(texts, " + "));
}

std::string shown_day(Locale locale, std::chrono::year_month_day day) {
  auto const days = std::chrono::sys_days{day}.time_since_epoch().count();
  return source::date_text(locale, rule::to_day_text(days));
}

class ResultView {
 public:
  ResultView(View& view, Locale locale) : view_{view}, locale_{locale} {}

  void fill(Cumulation const& made) {
    verdict(made);
    if (made.de_minimis) de_minimis(*made.de_minimis, made.undertaking);
    left_out(made);
    if (made.intensity) intensity(*made.intensity);
  }

 private:
  std::string euros(Euros amount) const { return to_text(amount, web::digits(locale_)); }

  void verdict(Cumulation const& made) {
    if (!made.de_minimis) {
      view_.show("VERDICT_UNKNOWN");
      return;
    }
    auto most = made.de_minimis->most;
    bool allowed = made.de_minimis->allowed;
    if (made.intensity) {
      most = std::min(most, made.intensity->most);
      allowed = allowed && made.intensity->allowed;
    }
    view_.section(allowed ? "VERDICT_YES" : "VERDICT_NO")
        .set("MOST", euros(most))
        .set("ASKED", euros(*made.asked.equivalent));
  }

  void de_minimis(DeMinimisCheck const& check, SingleUndertaking const& undertaking) {
    auto part = view_.section("DE_MINIMIS");
    if (undertaking.members.size() > 1) {
      part.section("UNDERTAKING")
          .set("MEMBERS", fmt::format("{}", fmt::join(undertaking.members, ", ")));
    }
    for (auto const& limit : check.limits) {
      auto shown = part.section("LIMIT");
      shown.set("RULES", rules_text(locale_, limit.rules)).set("CEILING", euros(limit.ceiling));
      shown.set("FROM", shown_day(locale_, limit.from)).set("TO", shown_day(locale_, limit.to));
      shown.set("TOTAL", euros(limit.total)).set("LEFT", euros(limit.left));
      if (limit.counted.empty()) continue;
      auto counted = shown.section("COUNTED");
      for (auto const& grant : limit.counted) {
        auto row = counted.section("GRANT");
        row.set("DAY", shown_day(locale_, grant.granted));
        row.set("EQUIVALENT", euros(grant.equivalent)).set_optional("REFERENCE", grant.reference);
      }
    }
  }

  void left_out(Cumulation const& made) {
    std::vector<std::string> texts;
    for (auto const& one : made.account) {
      if (one.of_undertaking) continue;
      texts.push_back(
          trf(locale_, "{} du {} : l’entreprise {} n’est liée au demandeur par aucun lien déclaré.",
              euros(one.aid.amount), shown_day(locale_, one.aid.granted), one.aid.siren));
    }
    if (texts.empty()) return;
    auto part = view_.section("LEFT_OUT");
    for (auto const& text : texts)
      part.section("AID").set("TEXT", text);
  }

  void intensity(IntensityCheck const& check) {
    auto part = view_.section("INTENSITY");
    if (check.ceiling) {
      part.section("CEILING_GIVEN")
          .set("CEILING", euros(*check.ceiling))
          .set("CEILING_OF", check.ceiling_of);
    } else {
      part.show("NO_CEILING");
    }
    part.set("ALREADY", euros(check.already)).set("MOST", euros(check.most));
  }

  View& view_;
  Locale locale_;
};

// ---- the page

struct Shown {
  Parameters given;
  Errors errors{};
  std::optional<Cumulation> made{};
  int status = 200;
};

Response page(Request const& request, Shown const& shown) {
  auto const locale = request.locale;
  web::Document content{"aid/cumulation.html", locale};
  auto& view = content.root();
  view.set("ACTION", web::localized(locale, path)).set("CSRF", request.principal.csrf_token);
  if (!shown.errors.empty()) {
    auto summary = view.section("ERRORS");
    for (auto const& error : shown.errors)
      summary.section("ERROR").set("FIELD", error.field).set("MESSAGE", error.message);
  }
  if (shown.made) {
    auto result = view.section("RESULT");
    ResultView{result, locale}.fill(*shown.made);
  }
  fill_form(view, locale, shown.given, shown.errors);
  view.show("MORE");
  auto const title = tr(locale, "Cumul des aides");
  return web::render(
      request,
      {.title = title,
       .description = tr(locale,
                         "Vérifier le compte de minimis d’une entreprise et la part publique de "
                         "ses dépenses, règle par règle."),
       .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"}, {title, ""}},
       .section = "dispositifs",
       .canonical = path},
      content, shown.status);
}

Response answer(Services const& services, Request const& request) {
  auto given = request.form();
  if (!given)
    return web::error_page(request, 400, tr(request.locale, "Ce formulaire est illisible."));
  if (given->find("more")) return page(request, {*given});
  web::FormReader reader{*given, request.locale};
  auto const declared = read_cumulation(reader, *given, today(services));
  if (!reader.ok()) {
    auto errors = reader.errors();
    for (auto& error : errors)
      error.message = tr(request.locale, error.message);
    return page(request, {*given, std::move(errors), {}, 422});
  }
  return page(request, {*given, {}, check_cumulation(declared)});
}

// ---- the endpoint

Result<Response> compute(Services const& services, Request const& request) {
  auto const json = parse_json(request.body);
  if (!json) return fail(ProblemKind::malformed, json.error());
  auto const given = to_fields(*json);
  if (!given) return std::unexpected{given.error()};
  web::FormReader reader{*given, request.locale};
  auto const declared = read_cumulation(reader, *given, today(services));
  if (!reader.ok()) {
    auto errors = reader.errors();
    for (auto& error : errors)
      error.field = pointer_of(error.field);
    return fail(ProblemKind::invalid, "Ce qui est déclaré n’est pas ce qui est attendu.",
                std::move(errors));
  }
  return web::json(to_line(to_json(check_cumulation(declared))));
}

}  // namespace

Json cumulation_schemas() {
  return {{"CumulationDeclared", declared_schema()}, {"Cumulation", cumulation_schema()}};
}

void add_cumulation(web::Router& router, Services const& services) {
  router.page(path, [services](Request const& request) { return page(request, {Parameters{}}); });
  router.form(path, [services](Request const& request) { return answer(services, request); });
  router.endpoint(
      {.method = web::Method::post,
       .path = "/api/v1/cumulations",
       .operation = "check_cumulation",
       .summary = "Compte de minimis et part publique d’après ce qui est déclaré ; rien "
                  "n’est gardé",
       .tag = "Dispositifs",
       .request_schema = {{"$ref", "#/components/schemas/CumulationDeclared"}},
       .response_schema = {{"$ref", "#/components/schemas/Cumulation"}},
       .handler = [services](Request const& request) { return compute(services, request); }});
}

}  // namespace pacte::aid
