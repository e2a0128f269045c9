#include <algorithm>
#include <span>

#include "base/text.hpp"
#include "diagnostic/comparison_rules.hpp"
#include "diagnostic/page_support.hpp"
#include "diagnostic/pages.hpp"
#include "diagnostic/radar.hpp"
#include "diagnostic/store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::diagnostic {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t most_remarks = 5;
constexpr std::size_t first_steps = 5;  // of the weakest axes; the others are folded

std::string level_label(Level const* level, Locale locale) {
  return level == nullptr ? tr(locale, "sans objet") : in(locale, level->label);
}

std::string points_text(std::int64_t earned, std::int64_t possible) {
  return fmt::format("{} / {}", earned, possible);
}

// ---- one result

std::string radar_of(Definition const& definition, Assessment const& result, Locale locale) {
  RadarSpec spec{.title = trf(locale, "{} : résultat par axe", in(locale, definition.title)),
                 .rings = rings_of(definition)};
  for (auto const& axis : result.axes) {
    RadarAxis one{.label = in(locale, axis.axis->label), .value_text = "–"};
    if (axis.possible > 0) {
      one.value_text = percent_text(percent_of(axis.earned, axis.possible));
      one.share = drawn(axis.earned, axis.possible);
    }
    spec.description += fmt::format("{} {}. ", one.label, one.value_text);
    spec.axes.push_back(std::move(one));
  }
  return radar_svg(spec);
}

void fill_axes(View& view, Assessment const& result, Locale locale) {
  for (auto const& axis : result.axes) {
    auto row = view.section("AXIS");
    row.set("LABEL", in(locale, axis.axis->label));
    row.set("LEVEL", level_label(axis.level, locale));
    row.set("POINTS", points_text(axis.earned, axis.possible));
    row.set("PERCENT", axis.possible == 0 ? std::string{"–"}
                                          : percent_text(percent_of(axis.earned, axis.possible)));
    if (axis.level != nullptr) {
      row.set("TEXT", in(locale, axis.axis->level_texts.at(axis.level->key)));
    }
    if (axis.open > 0) {
      row.section("OPEN").set("POINTS", axis.open);
    }
  }
}

// Each answer with what it is worth.
void fill_answers(View& view, Assessment const& result, Filling const& filling, Locale locale) {
  auto const& answers = filling.answers;
  for (auto const& axis : result.axes) {
    auto table = view.section("DETAIL");
    table.set("LABEL", in(locale, axis.axis->label));
    for (auto const& score : axis.questions) {
      auto line = table.section("LINE");
      line.set("QUESTION", in(locale, score.question->label));
      auto const found = answers.find(score.question->key);
      line.set("ANSWER", found == answers.end()
                             ? tr(locale, "sans réponse")
                             : answer_text(*score.question, found->second, locale));
      line.set("POINTS",
               score.possible == 0 ? std::string{"–"} : points_text(score.earned, score.possible));
      line.set_optional("EVIDENCE", in(locale, score.question->evidence));
      auto const note = filling.notes.find(score.question->key);
      if (note == filling.notes.end()) continue;
      bool const address = note->second.starts_with("https://") && !note->second.contains(' ');
      line.section(address ? "NOTE_LINK" : "NOTE").set("TEXT", note->second);
    }
  }
}

void fill_remarks(View& view, char const* section, std::vector<Remark> const& remarks,
                  Locale locale) {
  if (remarks.empty()) return;
  auto list = view.section(section);
  for (auto const& [axis, score] :
       std::span{remarks}.first(std::min(remarks.size(), most_remarks))) {
    list.section("REMARK")
        .set("QUESTION", in(locale, score.question->label))
        .set("AXIS", in(locale, axis->label))
        .set("POINTS", points_text(score.earned, score.possible));
  }
}

void fill_steps(View& view, store::Session& session, Assessment const& result, Locale locale) {
  if (result.next_steps.empty()) return;
  std::vector<std::string> ids;
  for (auto const* step : result.next_steps)
    ids.push_back(step->scheme);
  auto const known = source::summaries(session, ids);
  auto steps = result.next_steps;
  // A scheme may have left the corpus since.
  std::erase_if(steps, [&](NextStep const* step) { return !known.contains(step->scheme); });
  if (steps.empty()) return;
  auto list = view.section("STEPS");
  auto const add = [&](View row, NextStep const& step) {
    auto const axis = std::ranges::find_if(
        result.axes, [&](AxisScore const& one) { return one.axis->key == step.axis; });
    row.set("URL", source::page_url(locale, source::Kind::instrument, step.scheme))
        .set("SCHEME", known.at(step.scheme).label)
        .set("AXIS", in(locale, axis->axis->label))
        .set("WHY", in(locale, step.why));
  };
  auto const first = std::span{steps}.first(std::min(steps.size(), first_steps));
  for (auto const* step : first)
    add(list.section("STEP"), *step);
  auto const others = std::span{steps}.subspan(first.size());
  if (others.empty()) return;
  auto rest = list.section("OTHERS");
  auto const count = static_cast<std::int64_t>(others.size());
  rest.set("OTHERS_LABEL", fmt::format(fmt::runtime(web::trn(locale, "{} autre dispositif",
                                                             "{} autres dispositifs", count)),
                                       count));
  for (auto const* step : others)
    add(rest.section("STEP"), *step);
}

void fill_parameters(View& view, Definition const& definition, Locale locale) {
  for (auto const& one : definition.parameters) {
    auto row = view.section("PARAMETER");
    row.set("LABEL", in(locale, one.label)).set("VALUE", one.value);
    if (one.to_be_set) row.show("TO_BE_SET");
  }
}

void fill_head(View& view, OpenedLink const& opened, Assessment const& result, Locale locale) {
  auto const& definition = opened.definition;
  view.set("TITLE", in(locale, definition.title));
  view.set("LEVEL", level_label(result.level, locale));
  if (result.level != nullptr) view.set("LEVEL_TEXT", in(locale, result.level->text));
  if (result.percent) view.section("OVERALL").set("PERCENT", percent_text(*result.percent));
  view.set("DAY", source::date_text(locale, day_text(opened.filling.day)));
  view.set("VERSION", definition.version);
  if (result.short_module) view.show("SHORT");
  if (result.answered < result.asked && result.highest) {
    view.section("UNANSWERED")
        .set("COUNT", static_cast<std::int64_t>(result.asked - result.answered))
        .set("HIGHEST", percent_text(*result.highest));
  }
}

void fill_keeping(View& view, Context const& context, Request const& request,
                  Definition const& definition, std::string const& link) {
  auto const locale = request.locale;
  auto const path = web::localized(locale, diagnostic_path(definition.key));
  view.set("LINK", link).set("URL", request.origin + result_url(locale, definition.key, link));
  view.set("COMPARE", path + "/comparer")
      .set("AGAIN", path)
      .set("CSRF", request.principal.csrf_token);
  if (request.principal.person) {
    view.section("ACCOUNT")
        .set("KEEP", path + "/garder")
        .set("OWN_URL", web::localized(locale, own_path));
  } else {
    view.section("NO_ACCOUNT")
        .set("SIGN_IN", web::localized(locale, "/connexion") + "?retour=" +
                            web::percent_encode(result_url(locale, definition.key, link)));
  }
  auto reading = context.database.read();
  auto const now = current_diagnostic(reading, definition.key);
  if (now && now->id != definition.id) view.section("OLDER").set("VERSION", now->version);
}

// What was typed to compare a result with another, and why it cannot be.
struct CompareFault {
  std::string typed;
  std::string message;
};

Response result_of(Context const& context, Request const& request, OpenedLink const& opened,
                   std::string const& link, std::optional<CompareFault> const& fault);

Response result_page(Context const& context, Request const& request) {
  auto const locale = request.locale;
  auto const link = request.query.get("r");
  auto const opened = [&] {
    auto reading = context.database.read();
    return open_link(reading, link);
  }();
  if (!opened) return broken_link(request, opened.error());
  auto const& definition = opened->definition;
  if (definition.key != request.capture("key")) {
    return web::redirect(result_url(locale, definition.key, web::percent_encode(link)));
  }
  return result_of(context, request, *opened, link, {});
}

Response result_of(Context const& context, Request const& request, OpenedLink const& opened,
                   std::string const& link, std::optional<CompareFault> const& fault) {
  auto const locale = request.locale;
  auto const& definition = opened.definition;
  auto const result = assess(definition, opened.filling.answers);
  web::Document content{"diagnostic/result.html", locale};
  auto& view = content.root();
  if (fault) {
    view.set("TYPED", fault->typed);
    view.section("COMPARE_FAULT").set("MESSAGE", tr(locale, fault->message));
  }
  fill_head(view, opened, result, locale);
  view.set_trusted_html("RADAR", radar_of(definition, result, locale));
  fill_axes(view, result, locale);
  fill_answers(view, result, opened.filling, locale);
  fill_remarks(view, "STRENGTHS", result.strengths, locale);
  fill_remarks(view, "WEAKNESSES", result.weaknesses, locale);
  {
    auto reading = context.database.read();
    fill_steps(view, reading, result, locale);
  }
  fill_parameters(view, definition, locale);
  fill_keeping(view, context, request, definition, link);
  auto const title = trf(locale, "{} : votre résultat", in(locale, definition.title));
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Diagnostics"), list_path},
                                 {in(locale, definition.title), diagnostic_path(definition.key)},
                                 {tr(locale, "Résultat"), ""}},
                      .section = "diagnostics",
                      .indexed = false},
                     content, fault ? 422 : 200);
}

// ---- the progress between two

std::string share_text(std::int64_t earned, std::int64_t possible) {
  return possible == 0 ? std::string{"–"} : percent_text(percent_of(earned, possible));
}

std::string radar_of(Definition const& definition, Comparison const& comparison, Locale locale) {
  RadarSpec spec{.title = trf(locale, "{} : avant et après", in(locale, definition.title)),
                 .rings = rings_of(definition)};
  for (auto const& one : comparison.axes) {
    RadarAxis axis{.label = in(locale, one.axis->label), .value_text = "–"};
    if (auto const progress = one.progress()) {
      axis.value_text = progress_text(*progress, locale);
      axis.before = drawn(one.earned_before, one.possible_before);
      axis.share = drawn(one.earned_after, one.possible_after);
    }
    spec.description += fmt::format("{} {}. ", axis.label, axis.value_text);
    spec.axes.push_back(std::move(axis));
  }
  return radar_svg(spec);
}

void fill_left_out(View& row, char const* section, std::vector<Question const*> const& questions,
                   Locale locale) {
  if (questions.empty()) return;
  auto list = row.section(section);
  for (auto const* question : questions)
    list.section("QUESTION").set("LABEL", in(locale, question->label));
}

void fill_progress(View& view, Comparison const& comparison, Locale locale) {
  for (auto const& one : comparison.axes) {
    auto row = view.section("AXIS");
    row.set("LABEL", in(locale, one.axis->label));
    row.set("BEFORE", share_text(one.earned_before, one.possible_before));
    row.set("AFTER", share_text(one.earned_after, one.possible_after));
    auto const progress = one.progress();
    row.set("PROGRESS", progress ? progress_text(*progress, locale) : tr(locale, "pas comparable"));
    if (one.comparable == Comparability::partly) row.show("PARTLY");
    if (one.comparable == Comparability::whole) continue;
    auto note = view.section("LEFT_OUT");
    note.set("LABEL", in(locale, one.axis->label));
    fill_left_out(note, "ONLY_BEFORE", one.only_before, locale);
    fill_left_out(note, "ONLY_AFTER", one.only_after, locale);
    fill_left_out(note, "CHANGED", one.changed, locale);
  }
}

void fill_both(View& view, char const* section, OpenedLink const& opened, Assessment const& result,
               std::string const& link, Locale locale) {
  auto one = view.section(section);
  one.set("DAY", source::date_text(locale, day_text(opened.filling.day)));
  one.set("LEVEL", level_label(result.level, locale));
  one.set("PERCENT", result.percent ? percent_text(*result.percent) : std::string{"–"});
  one.set("URL", result_url(locale, opened.definition.key, web::percent_encode(link)));
}

Response comparison_of(Request const& request, OpenedLink const& before, OpenedLink const& after,
                       std::string const& before_link, std::string const& after_link) {
  auto const locale = request.locale;
  auto const first = assess(before.definition, before.filling.answers);
  auto const second = assess(after.definition, after.filling.answers);
  auto const comparison = compare(before.definition, first, after.definition, second);
  web::Document content{"diagnostic/comparison.html", locale};
  auto& view = content.root();
  auto const& definition = after.definition;
  view.set("TITLE", in(locale, definition.title));
  fill_both(view, "FIRST", before, first, before_link, locale);
  fill_both(view, "SECOND", after, second, after_link, locale);
  if (comparison.progress) {
    view.section("OVERALL").set("PROGRESS", progress_text(*comparison.progress, locale));
  }
  if (!comparison.same_version) {
    view.section("VERSIONS")
        .set("BEFORE", before.definition.version)
        .set("AFTER", after.definition.version);
  }
  if (!comparison.same_module) view.show("MODULES");
  view.set_trusted_html("RADAR", radar_of(definition, comparison, locale));
  fill_progress(view, comparison, locale);
  auto const title = trf(locale, "{} : progrès", in(locale, definition.title));
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Diagnostics"), list_path},
                                 {in(locale, definition.title), diagnostic_path(definition.key)},
                                 {tr(locale, "Progrès"), ""}},
                      .section = "diagnostics",
                      .indexed = false},
                     content);
}

Response comparison_page(Context const& context, Request const& request) {
  auto before_link = request.query.get("avant");
  auto after_link = request.query.get("apres");
  auto [before, after] = [&] {
    auto reading = context.database.read();
    return std::pair{open_link(reading, before_link), open_link(reading, after_link)};
  }();
  if (!after) return broken_link(request, after.error());
  // The result that is being compared stays on the page.
  if (!before) {
    return result_of(context, request, *after, after_link,
                     CompareFault{before_link, before.error().detail});
  }
  if (before->definition.key != after->definition.key) {
    return result_of(context, request, *after, after_link,
                     CompareFault{before_link,
                                  "Ces deux résultats viennent de deux diagnostics différents : "
                                  "ils ne se comparent pas."});
  }
  if (after->filling.day < before->filling.day) {
    std::swap(before, after);
    std::swap(before_link, after_link);
  }
  return comparison_of(request, *before, *after, before_link, after_link);
}

}  // namespace

void add_result_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Response (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  router.page("/diagnostics/{key}/resultat", with(result_page));
  router.page("/diagnostics/{key}/comparer", with(comparison_page));
}

}  // namespace pacte::diagnostic
