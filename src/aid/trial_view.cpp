#include "aid/trial_view.hpp"

#include <algorithm>

#include "aid/rule_words.hpp"
#include "base/text.hpp"
#include "rule/show.hpp"
#include "territory/justice_figures.hpp"
#include "territory/justice_view.hpp"

namespace pacte::aid {
namespace {

using web::Locale;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t most_shown = 200;

std::string count_text(std::size_t count, Locale locale) {
  return grouped(static_cast<std::int64_t>(count), web::digits(locale));
}

std::string signed_cents(std::int64_t cents) {
  if (cents == 0) return rule::show_cents(0);
  return (cents < 0 ? "−" : "+") + rule::show_cents(cents < 0 ? -cents : cents);
}

struct Counted {
  std::string_view label;  // French
  std::size_t count;
};

void fill_counts(View& view, std::initializer_list<Counted> counts, Locale locale) {
  for (auto const& [label, count] : counts) {
    view.section("COUNT").set("LABEL", tr(locale, label)).set("VALUE", count_text(count, locale));
  }
}

territory::Quantity euros(std::int64_t cents) {
  constexpr std::int64_t millionths_of_a_cent = 10'000;
  return cents * millionths_of_a_cent;
}

territory::Quantity people(std::size_t count) {
  return static_cast<std::int64_t>(count) * territory::unit_quantity;
}

territory::Quantity value_of(territory::MeasuredJustice const& measured,
                             territory::Key const& key) {
  auto const& groups = measured.report.groups;
  auto const found = std::ranges::find(groups, key, &territory::GroupShare::key);
  return found == groups.end() ? 0 : found->value;
}

// Of one territory.
struct Reached {
  territory::Quantity eligible = 0;
  territory::Quantity unknown = 0;
  territory::Quantity least = 0;
  territory::Quantity most = 0;

  [[nodiscard]] bool nobody() const { return eligible == 0 && unknown == 0; }
  void take(Reached const& part) {
    eligible -= part.eligible;
    unknown -= part.unknown;
    least -= part.least;
    most -= part.most;
  }
};

void fill_reached(View& row, std::string_view name, Reached const& reached, Locale locale) {
  row.set("NAME", name)
      .set("ELIGIBLE", territory::amount(reached.eligible, locale))
      .set("UNKNOWN", territory::amount(reached.unknown, locale))
      .set("LEAST", territory::amount(reached.least, locale) + " €")
      .set("MOST", territory::amount(reached.most, locale) + " €");
}

}  // namespace

void fill_effects(View& view, char const* include, std::string_view title, Effects const& effects,
                  Locale locale) {
  auto part = view.include(include, "aid/effects.html");
  part.set("TITLE", title);
  fill_counts(part,
              {{"cas comparés", effects.compared},
               {"décidés autrement", effects.changed},
               {"admis désormais", effects.admitted},
               {"refusés désormais", effects.refused},
               {"incertains désormais", effects.uncertain},
               {"autre montant", effects.amounts}},
              locale);
  part.set("COST_BEFORE", to_text(effects.cost_before))
      .set("COST_AFTER", to_text(effects.cost_after))
      .set("DIFFERENCE", signed_cents(effects.difference));
  if (effects.open > 0) {
    part.section("OPEN")
        .set("COUNT", count_text(effects.open, locale))
        .set("BEFORE", to_text(effects.open_before))
        .set("AFTER", to_text(effects.open_after));
  }
  if (effects.changed == 0) {
    part.show("NOTHING");
    return;
  }
  auto table = part.section("CHANGES");
  auto const shown = std::min(effects.cases.size(), most_shown);
  for (std::size_t i = 0; i < shown; ++i) {
    auto const& one = effects.cases[i];
    table.section("CHANGE")
        .set("NAME", one.name)
        .set("BEFORE", to_text(one.before))
        .set("AFTER", to_text(one.after))
        .set("WHY", fmt::format("{}", fmt::join(one.reasons, " ; ")));
  }
  if (shown < effects.changed) {
    table.section("MORE").set(
        "TEXT", trf(locale, "Les {} premiers sont montrés, sur {}.", shown, effects.changed));
  }
}

View fill_run(View& view, RunReport const& report, rule::Program const& program,
              rule::Vocabulary const& words, Locale locale) {
  auto part = view.include("RUN", "aid/run.html");
  fill_counts(part,
              {{"éligibles", report.eligible},
               {"non éligibles", report.ineligible},
               {"on ne peut pas le dire", report.unknown}},
              locale);
  part.set("COST", to_text(report.cost));
  if (!report.refusals.empty()) {
    auto table = part.section("REFUSALS");
    for (auto const& [index, count] : report.refusals) {
      table.section("REFUSAL")
          .set("LABEL", label_of(program.lines[index], locale))
          .set("VALUE", count_text(count, locale));
    }
  }
  if (!report.missing.empty()) {
    auto table = part.section("MISSING");
    for (auto const& [index, count] : report.missing) {
      auto const& fact = words.facts[static_cast<std::size_t>(index)];
      table.section("FACT")
          .set("NAME", fact.name)
          .set("QUESTION", in_language(fact.question, locale))
          .set("VALUE", count_text(count, locale));
    }
  }
  return part;
}

void fill_table(View& view, CaseTable const& table, Locale locale) {
  for (auto const& notice : table.notices)
    view.section("TABLE_NOTICE").set("TEXT", notice);
  if (table.faults.empty()) return;
  auto bad = view.section("BAD_LINES");
  bad.set("SUMMARY", trf(locale, "laissées de côté : {} ; lues : {}", table.bad, table.good));
  for (auto const& fault : table.faults)
    bad.section("BAD_LINE").set("TEXT", to_text(fault));
}

std::optional<TerritorialReach> measure_reach(store::Database& database, RunReport const& report,
                                              territory::Level by, Locale locale) {
  // Beyond, millionths of euros would not fit.
  constexpr std::int64_t most_cents = 900'000'000'000'000;
  if (report.places.empty() || report.cost.most > most_cents) return std::nullopt;
  auto const measure = [&](auto const& value) {
    std::map<std::string, std::int64_t> values;
    for (auto const& [code, reach] : report.places)
      values["commune:" + code] = value(reach);
    TerritorialCount const count{
        .id = "", .label = "", .method = "", .values = [&](store::Session&) { return values; }};
    return territory::measure_justice(
        database, {.count = &count, .options = {.groups = by}, .locale = locale});
  };
  auto most = measure([](PlaceReach const& reach) { return euros(reach.cost.most); });
  auto least = measure([](PlaceReach const& reach) { return euros(reach.cost.least); });
  auto eligible = measure([](PlaceReach const& reach) { return people(reach.eligible); });
  auto unknown = measure([](PlaceReach const& reach) { return people(reach.unknown); });
  if (!most || !least || !eligible || !unknown) return std::nullopt;
  return TerritorialReach{by, *std::move(most), *std::move(least), *std::move(eligible),
                          *std::move(unknown)};
}

void fill_reach(View& run, store::Session& session, web::Request const& request,
                TerritorialReach const& reach, RunReport const& report) {
  auto const locale = request.locale;
  territory::PerPeople const scale{reach.most.report};
  auto part = run.section("PLACES");
  part.set("EACH", scale.unit(locale));
  for (auto const& notice : reach.most.notices)
    part.section("PLACE_NOTICE").set("TEXT", notice);
  Reached outside{people(report.eligible), people(report.unknown), euros(report.cost.least),
                  euros(report.cost.most)};
  for (auto const& group : reach.most.report.groups) {
    Reached const here{value_of(reach.eligible, group.key), value_of(reach.unknown, group.key),
                       value_of(reach.least, group.key), group.value};
    if (here.nobody()) continue;
    outside.take(here);
    auto row = part.section("PLACE");
    fill_reached(row, group.name, here, locale);
    row.set("POPULATION", grouped(group.population, web::digits(locale)))
        .set("PER_INHABITANT",
             scale.text(territory::per_inhabitant(group.value, group.population), locale));
  }
  if (!outside.nobody()) {
    auto row = part.section("PLACE");
    fill_reached(row, tr(locale, "Hors du référentiel, ou sans lieu"), outside, locale);
    row.set("POPULATION", "–").set("PER_INHABITANT", "–");
  }
  territory::fill_justice_map(run, session, request, reach.most, reach.by);
}

}  // namespace pacte::aid
