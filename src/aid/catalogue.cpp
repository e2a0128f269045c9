#include "aid/catalogue.hpp"

#include "aid/alert_link.hpp"
#include "aid/facets.hpp"
#include "aid/pages.hpp"
#include "aid/permissions.hpp"
#include "aid/record.hpp"
#include "aid/rule_view.hpp"
#include "aid/rules.hpp"
#include "aid/scheme_pages.hpp"
#include "aid/scheme_places.hpp"
#include "aid/scheme_search.hpp"
#include "aid/scheme_text.hpp"
#include "aid/scheme_view.hpp"
#include "source/store.hpp"
#include "web/page.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::Request;
using web::View;

constexpr std::size_t plans_to_filter_by = 40;
constexpr std::size_t values_to_filter_by = 60;

using Values = std::vector<std::pair<std::string, std::string>>;

// The choices of a field that some scheme has, in the order of the field.
Values choice_values(store::Session& session, Locale locale, char const* facet, char const* name) {
  auto const* field = scheme_field(name);
  std::set<std::string> used;
  for (auto const& [value, count] : facet_values(session, facet, values_to_filter_by))
    used.insert(value);
  Values values;
  for (auto const& choice : field->choices) {
    std::string const value{choice.value};
    if (used.contains(value)) values.emplace_back(value, web::tr(locale, choice.label));
  }
  return values;
}

Values plan_values(store::Session& session) {
  std::vector<std::string> ids;
  for (auto const& [id, count] : facet_values(session, "plan", plans_to_filter_by))
    ids.push_back(id);
  auto const known = source::summaries(session, ids);
  Values values;
  for (auto const& id : ids) {
    if (auto const found = known.find(id); found != known.end())
      values.emplace_back(id, found->second.label);
  }
  return values;
}

std::vector<source::CatalogueFilter> filters() {
  auto const having = [](char const* facet) {
    return [facet](store::Session& session, std::string const& value) {
      return schemes_with(session, {facet, value});
    };
  };
  return {
      {.name = "beneficiary_kind",
       .label = "Pour",
       .values =
           [](store::Session& session, Locale locale) {
             return choice_values(session, locale, "beneficiary_kind", "beneficiary_kinds");
           },
       .records = having("beneficiary_kind")},
      {.name = "form",
       .label = "Forme de l’aide",
       .values = [](store::Session& session,
                    Locale locale) { return choice_values(session, locale, "form", "forms"); },
       .records = having("form")},
      {.name = "plan",
       .label = "Plan servi",
       .values = [](store::Session& session, Locale) { return plan_values(session); },
       .records = having("plan")},
      {.name = "territory",
       .label = "Commune",
       .values = [](store::Session&, Locale) { return Values{}; },
       .records =
           [](store::Session& session, std::string const& value) {
             auto const commune = commune_named(session, value);
             return commune ? schemes_open_to(session, places_around(session, *commune, ""))
                            : std::vector<std::string>{};
           },
       .known = [](store::Session& session,
                   std::string const& value) { return commune_named(session, value).has_value(); }},
  };
}

// The form and the most of the aid, of those that say them.
std::map<std::string, std::vector<std::string>> row_notes(store::Session& session, Locale locale,
                                                          std::vector<std::string> const& ids) {
  std::map<std::string, std::vector<std::string>> notes;
  for (auto const& [id, content] : shown_contents(session, ids)) {
    auto& told = notes[id];
    auto const forms = lines_of(locale, *scheme_field("forms"), content, {});
    if (!forms.empty()) told.push_back(fmt::format("{}", fmt::join(forms, ", ")));
    if (content.ceiling) {
      told.push_back(
          web::trf(locale, "au plus {}", pacte::to_text(*content.ceiling, web::digits(locale))));
    } else if (content.rate) {
      told.push_back(web::trf(locale, "taux {}", to_text(*content.rate, web::digits(locale))));
    }
  }
  return notes;
}

// The notice at the head of what the documents say, and at its foot what they do not.
void add_to_item(RuleBookKeeper& rules, Instant now, store::Session& session, View& view,
                 Request const& request, Json const& record) {
  auto const known = scheme(session, text_or_empty(record, "id"));
  if (!known) return;
  auto const versions = scheme_versions(session, known->id);
  auto const shown = std::ranges::find(versions, known->shown, &SchemeVersion::number);
  if (shown == versions.end()) return;
  bool const ruled =
      shown->state == VersionState::described && rules.current(session)->find(known->id) != nullptr;
  fill_state(view, request, *shown, {.from_record = true, .ruled = ruled});
  auto const content = described_content(record);
  fill_brief(view, "NOTICE", request.locale, content);
  auto extra = view.include("EXTRA", "aid/unstated.html");
  fill_silences(extra, request.locale, content, fields_without_value(content), true);
  fill_calls_of(extra, session, request, known->id, now);
  auto const kinds = lines_of(request.locale, *scheme_field("beneficiary_kinds"), content, {});
  if (!kinds.empty())
    extra.section("KINDS").set("NAMES", fmt::format("{}", fmt::join(kinds, ", ")));
  if (ruled) fill_public_rules(extra, rules, session, request, known->id);
}

// Schemes that officers wrote and no document describes: they have no record to be listed by.
void add_to_list(store::Session& session, View& view, Request const& request) {
  auto const locale = request.locale;
  auto extra = view.include("EXTRA", "aid/list_head.html");
  extra.set("ALERT_URL", alert_url(request, "dispositifs"));
  auto const written = written_schemes(session, request.query);
  if (!written.empty()) {
    auto list = extra.section("WRITTEN");
    for (auto const& line : written) {
      list.section("SCHEME")
          .set("URL", web::localized(locale, scheme_path(line.id)))
          .set("LABEL", line.label)
          .set("STATE", web::tr(locale, state_label(parse_state(line.state))));
    }
  }
  if (request.principal.may(edit_schemes))
    extra.section("OFFICER").set("URL", web::localized(locale, "/administration/dispositifs"));
}

}  // namespace

source::Catalogue searched_schemes() {
  return {.kind = &instrument_kind(),
          .title = "Dispositifs",
          .intro =
              "Aides, contrats, fonds, labels et services que les documents décrivent. Les "
              "conditions sont celles du document cité, à sa date.",
          .counted_one = "{} dispositif",
          .counted_many = "{} dispositifs",
          .section = "dispositifs",
          .example = "occitanie/campus-hydrogene",
          .badge_class = "k-tool",
          .badge = "type",
          .status = "status",
          .lede = "beneficiaries",
          .facets = {"type", "status", "operator"},
          .filters = filters(),
          .columns = {"beneficiaries", "operator"},
          .item_page = false};
}

source::Catalogue scheme_catalogue(std::shared_ptr<RuleBookKeeper> rules, Clock clock) {
  auto catalogue = searched_schemes();
  catalogue.extra = [rules = std::move(rules), clock = std::move(clock)](
                        store::Session& session, View& view, Request const& request,
                        Json const& record) {
    add_to_item(*rules, clock(), session, view, request, record);
  };
  catalogue.list_extra = add_to_list;
  catalogue.row_notes = row_notes;
  return catalogue;
}

}  // namespace pacte::aid
