#include "diagnostic/pages.hpp"

#include <algorithm>

#include "diagnostic/form_answers.hpp"
#include "diagnostic/page_support.hpp"
#include "diagnostic/store.hpp"
#include "source/parts.hpp"
#include "source/store.hpp"

namespace pacte::diagnostic {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto profile_step = "profil";

// ---- the list

std::int64_t count_questions(Definition const& definition, bool short_only) {
  std::int64_t count = 0;
  for (auto const& axis : definition.axes) {
    for (auto const& question : axis.questions)
      count += !short_only || question.in_short ? 1 : 0;
  }
  return count;
}

Response list_page(Context const& context, Request const& request) {
  auto const locale = request.locale;
  auto const all = [&] {
    auto reading = context.database.read();
    return current_diagnostics(reading);
  }();
  web::Document content{"diagnostic/diagnostics.html", locale};
  auto& view = content.root();
  if (all.empty()) view.show("NOTHING");
  for (auto const& one : all) {
    auto row = view.section("DIAGNOSTIC");
    row.set("URL", web::localized(locale, diagnostic_path(one.key)));
    row.set("TITLE", in(locale, one.title)).set("SUMMARY", in(locale, one.summary));
    row.set("QUESTIONS", count_questions(one, false));
    row.set("AXES", static_cast<std::int64_t>(one.axes.size()));
    if (one.small_firm) row.section("SHORT").set("QUESTIONS", count_questions(one, true));
  }
  view.set("OWN_URL", web::localized(locale, own_path));
  auto const title = tr(locale, "Diagnostics");
  auto response = web::render(
      request,
      {.title = title,
       .description = tr(locale,
                         "Se situer en quelques questions, sans compte, et savoir quelles aides "
                         "répondent à ce qui manque."),
       .crumbs = {{title, ""}},
       .section = "diagnostics",
       .canonical = list_path,
       .json = "/api/v1/diagnostics"},
      content);
  response.cacheable = true;
  return response;
}

// ---- the questionnaire

std::string step_name(Step const& step) {
  return step.axis == nullptr ? profile_step : step.axis->key;
}

void fill_choices(View& ask, Question const& question, std::vector<std::string> const& sent,
                  Locale locale) {
  bool const one = question.kind == QuestionKind::single || question.kind == QuestionKind::yes_no;
  auto const type = one ? "radio" : "checkbox";
  auto const add = [&](std::string const& value, std::string const& label) {
    auto choice = ask.section("CHOICE");
    choice.set("TYPE", type).set("VALUE", value).set("LABEL", label);
    if (std::ranges::find(sent, value) != sent.end()) choice.show("CHOSEN");
  };
  if (question.kind != QuestionKind::number) {
    for (auto const& option : question.options)
      add(option.key, in(locale, option.label));
  }
  if (question.may_not_apply) add(std::string{answer_not_applicable}, tr(locale, "Sans objet"));
}

void fill_number(View& ask, Question const& question, std::vector<std::string> const& sent,
                 bool required, Locale locale) {
  auto number = ask.section("NUMBER");
  number.set("NAME", "q." + question.key).set_optional("UNIT", in(locale, question.unit));
  auto const typed = std::ranges::find_if(
      sent, [](std::string const& value) { return value != answer_not_applicable; });
  if (typed != sent.end()) number.set("VALUE", *typed);
  if (required) number.show("REQUIRED");
}

bool is_required(Definition const& definition, Question const& question) {
  return definition.small_firm && definition.small_firm->question == question.key;
}

void fill_question(View ask, Definition const& definition, Question const& question,
                   FormAnswers const& read, Locale locale) {
  static std::vector<std::string> const none;
  auto const found = read.sent.find(question.key);
  auto const& sent = found == read.sent.end() ? none : found->second;
  ask.set("KEY", question.key).set("NAME", "q." + question.key);
  ask.set("LABEL", in(locale, question.label));
  ask.set_optional("HELP", in(locale, question.help));
  if (!question.evidence.fr.empty()) {
    auto evidence = ask.section("EVIDENCE");
    evidence.set("TEXT", in(locale, question.evidence)).set("NAME", "p." + question.key);
    if (auto const note = read.notes.find(question.key); note != read.notes.end())
      evidence.set("NOTE", note->second).show("NOTED");
  }
  if (question.kind == QuestionKind::multiple) ask.show("SEVERAL");
  if (question.kind == QuestionKind::number) {
    fill_number(ask, question, sent, is_required(definition, question), locale);
  }
  fill_choices(ask, question, sent, locale);
  // A radio button once chosen cannot be taken back otherwise.
  if (question.kind == QuestionKind::single || question.kind == QuestionKind::yes_no) {
    ask.show("SKIP");
  }
  if (auto const error = read.errors.find(question.key); error != read.errors.end()) {
    ask.section("ERROR").set("MESSAGE", error->second);
  }
}

struct Shown {
  std::string step;
  bool more_questions = false;  // some appeared after the answers just given
};

void fill_errors(View& view, Step const& step, FormAnswers const& read, Locale locale) {
  std::vector<Question const*> wrong;
  for (auto const* question : step.questions) {
    if (read.errors.contains(question->key)) wrong.push_back(question);
  }
  if (wrong.empty()) return;
  auto summary = view.section("ERRORS");
  for (auto const* question : wrong) {
    summary.section("FAULT")
        .set("KEY", question->key)
        .set("LABEL", in(locale, question->label))
        .set("MESSAGE", read.errors.at(question->key));
  }
}

// Answers given on other pages go along, unseen.
void carry(View& view, Step const& step, FormAnswers const& read) {
  for (auto const& [key, values] : read.sent) {
    bool const here = std::ranges::any_of(
        step.questions, [&](Question const* question) { return question->key == key; });
    if (here) continue;
    for (auto const& value : values)
      view.section("CARRIED").set("NAME", "q." + key).set("VALUE", value);
  }
  for (auto const& [key, note] : read.notes) {
    bool const here = std::ranges::any_of(
        step.questions, [&](Question const* question) { return question->key == key; });
    if (!here) view.section("CARRIED").set("NAME", "p." + key).set("VALUE", note);
  }
}

void fill_intro(View& view, store::Session& session, Definition const& definition, Locale locale) {
  auto intro = view.section("INTRO");
  intro.set("TEXT", in(locale, definition.intro));
  std::vector<std::string> ids;
  for (auto const& one : definition.sources)
    ids.push_back(one.document);
  auto const known = source::summaries(session, ids);
  std::vector<source::Citation> citations;
  for (auto const& one : definition.sources) {
    auto const found = known.find(one.document);
    if (found == known.end()) continue;
    citations.push_back(
        {.document = one.document, .document_label = found->second.label, .lines = one.lines});
  }
  source::fill_source_list(intro, locale, citations);
}

std::string link_of(Context const& context, Definition const& definition, FormAnswers const& read) {
  auto reading = context.database.read();
  return link_to(reading, definition,
                 {.version = definition.id,
                  .day = std::chrono::floor<std::chrono::days>(context.clock()),
                  .answers = read.answers,
                  .notes = read.notes});
}

// The address of a step with the answers given: going back to it asks nothing of anyone.
Response to_step(Context const& context, Request const& request, Definition const& definition,
                 FormAnswers const& read, Shown const& shown) {
  web::Parameters query;
  query.add("r", link_of(context, definition, read));
  query.add("etape", shown.step);
  if (shown.more_questions) query.add("plus", "1");
  return web::redirect(web::localized(request.locale, diagnostic_path(definition.key)) + "?" +
                       query.encode());
}

// The same step with the same answers, for whoever changes the language on the way.
Request with_answers(Context const& context, Request const& request, Definition const& definition,
                     Step const& step, FormAnswers const& read) {
  auto again = request;
  again.query = {};
  again.query.add("r", link_of(context, definition, read));
  again.query.add("etape", step_name(step));
  return again;
}

Response step_page(Context const& context, Request const& request, Definition const& definition,
                   FormAnswers const& read, Shown const& shown) {
  auto const locale = request.locale;
  auto const steps = steps_of(definition, read.answers);
  auto found = std::ranges::find(steps, shown.step, step_name);
  if (found == steps.end()) found = steps.begin();
  auto const& step = *found;
  auto const place = found - steps.begin();
  web::Document content{"diagnostic/questionnaire.html", locale};
  auto& view = content.root();
  auto const title = in(locale, definition.title);
  view.set("KICKER", step.axis == nullptr ? tr(locale, "Diagnostics") : title)
      .set("CSRF", request.principal.csrf_token);
  view.set("ACTION", web::localized(locale, diagnostic_path(definition.key)));
  view.set("STEP", step_name(step));
  view.set("PLACE", place + 1).set("STEPS", static_cast<std::int64_t>(steps.size()));
  view.set("HEADING", step.axis == nullptr ? title : in(locale, step.axis->label));
  if (step.axis != nullptr) view.set_optional("AXIS_SUMMARY", in(locale, step.axis->summary));
  if (place == 0 && read.sent.empty()) {
    auto reading = context.database.read();
    fill_intro(view, reading, definition, locale);
  }
  if (is_short(definition, read.answers)) view.show("SHORT");
  if (shown.more_questions) view.show("MORE");
  fill_errors(view, step, read, locale);
  carry(view, step, read);
  for (auto const* question : step.questions)
    fill_question(view.section("ASK"), definition, *question, read, locale);
  if (place > 0) view.show("BACK");
  view.show(found + 1 == steps.end() ? "LAST" : "NOT_LAST");
  bool const faulty = std::ranges::any_of(
      step.questions, [&](Question const* q) { return read.errors.contains(q->key); });
  bool const begun = place > 0 || !read.sent.empty();
  return web::render(begun ? with_answers(context, request, definition, step, read) : request,
                     {.title = title,
                      .description = in(locale, definition.summary),
                      .crumbs = {{tr(locale, "Diagnostics"), list_path}, {title, ""}},
                      .section = "diagnostics",
                      .canonical = diagnostic_path(definition.key),
                      .json = "/api/v1/diagnostics/" + definition.key,
                      .indexed = !begun},
                     content, faulty ? 422 : 200);
}

Response unknown(Request const& request) {
  return web::error_page(request, 404,
                         tr(request.locale,
                            "Ce diagnostic n’existe pas, ou n’est plus proposé. La page « "
                            "Diagnostics » donne ceux qui le sont."));
}

std::optional<Definition> asked_for(Context const& context, Request const& request) {
  auto reading = context.database.read();
  return current_diagnostic(reading, request.capture("key"));
}

Response first_page(Context const& context, Request const& request) {
  auto const definition = asked_for(context, request);
  if (!definition) return unknown(request);
  auto const link = request.query.find("r");
  if (!link) return step_page(context, request, *definition, {}, {});
  auto const opened = [&] {
    auto reading = context.database.read();
    return open_link(reading, *link);
  }();
  if (!opened) return broken_link(request, opened.error());
  auto const& filling = opened->filling;
  auto const given = form_of(opened->definition, filling.answers, filling.notes);
  return step_page(context, request, *definition, read_form(*definition, given, request.locale),
                   {.step = request.query.get("etape"),
                    .more_questions = request.query.find("plus").has_value()});
}

Response to_result(Context const& context, Request const& request, Definition const& definition,
                   FormAnswers const& read) {
  return web::redirect(
      result_url(request.locale, definition.key, link_of(context, definition, read)));
}

// Where the button pressed leads.
Response move(Context const& context, Request const& request, Definition const& definition,
              FormAnswers read, web::Parameters const& given) {
  auto const steps = steps_of(definition, read.answers);
  auto const here = std::ranges::find(steps, given.get("step"), step_name);
  if (here == steps.end()) return step_page(context, request, definition, read, {});
  if (given.get("go") == "back") {
    auto const& before = here == steps.begin() ? *here : *std::prev(here);
    return to_step(context, request, definition, read, {.step = step_name(before)});
  }
  auto const seen = given.all("shown");
  bool appeared = false;
  bool faulty = false;
  for (auto const* question : here->questions) {
    appeared |= std::ranges::find(seen, question->key) == seen.end();
    if (is_required(definition, *question) && !read.answers.contains(question->key)) {
      read.errors.try_emplace(question->key,
                              tr(request.locale, "Cette réponse est nécessaire pour continuer."));
    }
    faulty |= read.errors.contains(question->key);
  }
  if (faulty) return step_page(context, request, definition, read, {.step = step_name(*here)});
  if (appeared) {
    return to_step(context, request, definition, read,
                   {.step = step_name(*here), .more_questions = true});
  }
  if (std::next(here) == steps.end()) {
    return to_result(context, request, definition, read);
  }
  return to_step(context, request, definition, read, {.step = step_name(*std::next(here))});
}

Response submit(Context const& context, Request const& request) {
  auto const definition = asked_for(context, request);
  if (!definition) return unknown(request);
  auto const given = request.form().value_or(web::Parameters{});
  auto read = read_form(*definition, given, request.locale);
  return move(context, request, *definition, std::move(read), given);
}

}  // namespace

void add_questionnaire_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Response (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  router.page(list_path, with(list_page));
  router.page("/diagnostics/{key}", with(first_page));
  router.form("/diagnostics/{key}", with(submit));
}

}  // namespace pacte::diagnostic
