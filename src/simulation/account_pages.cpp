#include <algorithm>

#include "identity/permissions.hpp"
#include "simulation/link.hpp"
#include "simulation/operations/delete_simulation.hpp"
#include "simulation/operations/keep_simulation.hpp"
#include "simulation/page_support.hpp"
#include "simulation/pages.hpp"
#include "simulation/store.hpp"
#include "source/parts.hpp"
#include "store/failure.hpp"
#include "web/form.hpp"

namespace pacte::simulation {
namespace {

using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t longest_id = 100;

std::int64_t count(Sitting const& sitting, rule::Verdict verdict) {
  return std::ranges::count_if(sitting.simulation.schemes, [&](Judged const& judged) {
    return judged.explanation.outcome.verdict == verdict;
  });
}

void fill_kept(View& view, Context const& context, store::Session& session, Request const& request,
               KeptSimulation const& kept, std::string const& key) {
  auto const locale = request.locale;
  auto const sitting = sit(context, session, answers_in(kept.answers), locale);
  auto const link = make_link({.day = kept.day, .answers = sitting.answers}, key);
  auto row = view.section("SIMULATION");
  auto const day = source::date_text(locale, kept.day);
  auto const answers = static_cast<std::int64_t>(sitting.answers.facts.size());
  row.set("ID", kept.id).set("DAY", day);
  if (link) row.set("URL", result_url(locale, *link));
  row.set(
      "ANSWERS",
      fmt::format(fmt::runtime(web::trn(locale, "{} réponse", "{} réponses", answers)), answers));
  row.set("YES", count(sitting, rule::Verdict::eligible));
  row.set("MAYBE", count(sitting, rule::Verdict::unknown));
  row.set("CSRF", request.principal.csrf_token);
  row.set("DELETE", web::localized(locale, std::string{own_path} + "/effacement"));
  row.set("DELETE_LABEL", trf(locale, "Effacer la simulation du {}", day));
}

Response own_page(Context const& context, Request const& request,
                  std::vector<FieldError> const& errors, int status) {
  auto const locale = request.locale;
  auto const key = link_key(context);
  auto reading = context.database.read();
  auto const all = simulations_of(reading, request.principal.person.value_or(""));
  web::Document content{"simulation/own.html", locale};
  auto& view = content.root();
  web::fill_form(view, request, {}, errors);
  auto const done = request.query.get("fait");
  if (errors.empty() && done == "garde") view.show("KEPT");
  if (errors.empty() && done == "efface") view.show("DELETED");
  if (all.empty()) view.section("NOTHING").set("SIMULATOR", web::localized(locale, simulator_path));
  for (auto const& kept : all)
    fill_kept(view, context, reading, request, kept, key);
  auto const title = tr(locale, "Mes simulations");
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Mon compte"), "/compte"}, {title, ""}},
                      .indexed = false},
                     content, status);
}

Response answer(Context const& context, Request const& request, std::optional<Problem> problem,
                std::string_view done) {
  if (!problem) {
    return web::redirect(fmt::format("{}?fait={}", web::localized(request.locale, own_path), done));
  }
  auto errors = problem->fields;
  if (errors.empty()) errors.push_back({"", problem->detail});
  for (auto& error : errors)
    error.message = tr(request.locale, error.message);
  return own_page(context, request, errors, http_status(problem->kind));
}

template <class T> std::optional<Problem> problem_of(Result<T> const& result) {
  return result ? std::nullopt : std::optional{result.error()};
}

Response submit_keep(Context const& context, Request const& request) {
  auto const link = web::only_field(request, "link", longest_link);
  if (!link) return answer(context, request, link.error(), "");
  auto const kept =
      store::guarded([&] { return keep_simulation(context, request.principal, {.link = *link}); });
  return answer(context, request, problem_of(kept), "garde");
}

Response submit_delete(Context const& context, Request const& request) {
  auto const id = web::only_field(request, "simulation", longest_id);
  if (!id) return answer(context, request, id.error(), "");
  auto const gone = store::guarded(
      [&] { return delete_simulation(context, request.principal, {.simulation = *id}); });
  return answer(context, request, problem_of(gone), "efface");
}

}  // namespace

void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Response (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  router.page(
      own_path, [context](Request const& request) { return own_page(*context, request, {}, 200); },
      identity::own_account);
  router.form(std::string{simulator_path} + "/garder", with(submit_keep), identity::own_account);
  router.form(std::string{own_path} + "/effacement", with(submit_delete), identity::own_account);
}

}  // namespace pacte::simulation
