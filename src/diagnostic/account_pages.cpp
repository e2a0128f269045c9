#include <ranges>

#include "diagnostic/operations/delete_assessment.hpp"
#include "diagnostic/operations/keep_assessment.hpp"
#include "diagnostic/page_support.hpp"
#include "diagnostic/pages.hpp"
#include "diagnostic/store.hpp"
#include "identity/permissions.hpp"
#include "source/parts.hpp"
#include "store/failure.hpp"
#include "web/form.hpp"

namespace pacte::diagnostic {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr std::size_t longest_id = 100;

// An assessment of the account, with all that showing it takes.
struct OwnResult {
  KeptAssessment kept;
  Definition definition;
  std::string link;
};

std::vector<OwnResult> own_results(Context const& context, std::string const& person) {
  auto reading = context.database.read();
  std::vector<OwnResult> all;
  for (auto& kept : assessments_of(reading, person)) {
    auto definition = diagnostic_version(reading, kept.version);
    if (!definition) continue;
    auto answers = read_answers(*definition, kept.answers, Locale::fr).value_or(Answers{});
    auto link = link_to(reading, *definition,
                        {.version = kept.version,
                         .day = read_day(kept.day),
                         .answers = std::move(answers),
                         .notes = kept.notes});
    all.push_back({std::move(kept), *std::move(definition), std::move(link)});
  }
  return all;
}

// The day of a result; with its rank when others of the same diagnostic have the same day.
std::string day_label(std::vector<OwnResult> const& results, OwnResult const& one, Locale locale) {
  std::int64_t same = 0;
  std::int64_t rank = 0;
  // The latest comes first.
  for (auto const& other : std::views::reverse(results)) {
    if (other.kept.day != one.kept.day || other.definition.key != one.definition.key) continue;
    ++same;
    if (&other == &one) rank = same;
  }
  auto const day = source::date_text(locale, one.kept.day);
  return same < 2 ? day : web::trf(locale, "{}, n° {}", day, rank);
}

void fill_results(View& view, std::vector<OwnResult> const& results, Request const& request) {
  auto const locale = request.locale;
  for (auto const& one : results) {
    auto const& [kept, definition, link] = one;
    auto const day = day_label(results, one, locale);
    auto const answers = read_answers(definition, kept.answers, locale).value_or(Answers{});
    auto const result = assess(definition, answers);
    auto row = view.section("RESULT");
    row.set("ID", kept.id).set("TITLE", in(locale, definition.title));
    row.set("URL", result_url(locale, definition.key, link));
    row.set("DAY", day).set("VERSION", definition.version);
    row.set("LEVEL", result.level == nullptr ? "–" : in(locale, result.level->label));
    row.set("PERCENT", result.percent ? percent_text(*result.percent) : std::string{"–"});
    row.set("CSRF", request.principal.csrf_token);
    row.set("DELETE", web::localized(locale, std::string{own_path} + "/effacement"));
    row.set("DELETE_LABEL",
            web::trf(locale, "Effacer le résultat du {} : {}", day, in(locale, definition.title)));
  }
}

// Of each diagnostic with two results at least: a form that compares two of them.
void fill_comparisons(View& view, std::vector<OwnResult> const& results, Locale locale) {
  std::map<std::string, std::vector<OwnResult const*>> by_key;
  for (auto const& one : results)
    by_key[one.definition.key].push_back(&one);
  for (auto const& [key, list] : by_key) {
    if (list.size() < 2) continue;
    auto form = view.section("COMPARE");
    form.set("KEY", key).set("TITLE", in(locale, list.front()->definition.title));
    form.set("ACTION", web::localized(locale, diagnostic_path(key) + "/comparer"));
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto const day = day_label(results, *list[i], locale);
      auto before = form.section("BEFORE");
      before.set("LINK", list[i]->link).set("DAY", day);
      if (i + 1 == list.size()) before.show("CHOSEN");
      form.section("AFTER").set("LINK", list[i]->link).set("DAY", day);
    }
  }
}

Response own_page(Context const& context, Request const& request,
                  std::vector<FieldError> const& errors, int status) {
  auto const locale = request.locale;
  auto const results = own_results(context, request.principal.person.value_or(""));
  web::Document content{"diagnostic/own.html", locale};
  auto& view = content.root();
  web::fill_form(view, request, {}, errors);
  auto const done = request.query.get("fait");
  if (errors.empty() && done == "garde") view.show("KEPT");
  if (errors.empty() && done == "efface") view.show("DELETED");
  if (results.empty()) {
    view.section("NOTHING").set("LIST", web::localized(locale, list_path));
  }
  fill_results(view, results, request);
  fill_comparisons(view, results, locale);
  auto const title = tr(locale, "Mes diagnostics");
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Mon compte"), "/compte"}, {title, ""}},
                      .indexed = false},
                     content, status);
}

Response show_own(Context const& context, Request const& request) {
  return own_page(context, request, {}, 200);
}

Response answer(Context const& context, Request const& request, std::optional<Problem> problem,
                std::string_view done) {
  if (problem) {
    auto errors = problem->fields;
    if (errors.empty()) errors.push_back({"", problem->detail});
    for (auto& error : errors)
      error.message = tr(request.locale, error.message);
    return own_page(context, request, errors, http_status(problem->kind));
  }
  return web::redirect(fmt::format("{}?fait={}", web::localized(request.locale, own_path), done));
}

Response submit_keep(Context const& context, Request const& request) {
  auto const link = web::only_field(request, "link", longest_link);
  if (!link) return answer(context, request, link.error(), "");
  auto const kept =
      store::guarded([&] { return keep_assessment(context, request.principal, {.link = *link}); });
  return answer(context, request, kept ? std::nullopt : std::optional{kept.error()}, "garde");
}

Response submit_delete(Context const& context, Request const& request) {
  auto const id = web::only_field(request, "assessment", longest_id);
  if (!id) return answer(context, request, id.error(), "");
  auto const gone = store::guarded(
      [&] { return delete_assessment(context, request.principal, {.assessment = *id}); });
  return answer(context, request, gone ? std::nullopt : std::optional{gone.error()}, "efface");
}

}  // namespace

void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Response (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  router.page(own_path, with(show_own), identity::own_account);
  router.form("/diagnostics/{key}/garder", with(submit_keep), identity::own_account);
  router.form(std::string{own_path} + "/effacement", with(submit_delete), identity::own_account);
}

}  // namespace pacte::diagnostic
