#include <algorithm>

#include "aid/pages.hpp"
#include "simulation/advisers.hpp"
#include "simulation/explanation_view.hpp"
#include "simulation/link.hpp"
#include "simulation/pages.hpp"
#include "source/parts.hpp"

namespace pacte::simulation {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::trf;
using web::View;

constexpr std::size_t digest_shown = 12;

std::string again_url(Locale locale, std::string const& link) {
  return web::localized(locale, simulator_path) + "?r=" + link;
}

void fill_answers(View& view, Sitting const& sitting, Words const& words) {
  auto const& facts = sitting.vocabulary().facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    auto const fact = static_cast<int>(i);
    if (!sitting.read.facts.known(fact)) continue;
    view.section("ANSWER")
        .set("LABEL", in(words.locale, facts[i].question))
        .set("VALUE", words.answer(fact));
  }
  for (auto const& name : sitting.answers.passed) {
    auto const fact = sitting.vocabulary().find(name);
    if (!fact || sitting.read.facts.known(*fact)) continue;
    view.section("ANSWER")
        .set("LABEL", in(words.locale, sitting.fact(*fact).question))
        .set("VALUE", tr(words.locale, "question passée"));
  }
}

void fill_versions(View& view, Sitting const& sitting, Locale locale) {
  view.set("RULES", sitting.book->digest().substr(0, digest_shown));
  for (auto const& judged : sitting.simulation.schemes) {
    view.section("VERSION")
        .set("TITLE", in(locale, judged.candidate.program->title))
        .set("NUMBER", judged.candidate.version);
  }
}

void fill_keeping(View& view, Request const& request, std::string const& link) {
  auto const locale = request.locale;
  view.set("LINK", link).set("URL", request.origin + result_url(locale, link));
  view.set("AGAIN", again_url(locale, link)).set("CSRF", request.principal.csrf_token);
  if (request.principal.person) {
    view.section("ACCOUNT")
        .set("KEEP", web::localized(locale, std::string{simulator_path} + "/garder"))
        .set("OWN_URL", web::localized(locale, own_path));
  } else {
    view.section("NO_ACCOUNT")
        .set("SIGN_IN", web::localized(locale, "/connexion") +
                            "?retour=" + web::percent_encode(result_url(locale, link)));
  }
}

// What every page of a result says of it.
void fill_common(View& view, Sitting const& sitting, Link const& link, Locale locale) {
  view.set("DAY", source::date_text(locale, sitting.day));
  if (link.day != sitting.day) {
    view.section("EARLIER").set("DAY_GIVEN", source::date_text(locale, link.day));
  }
  for (auto const& fault : sitting.read.faults) {
    auto row = view.section("FAULT");
    auto const known = sitting.vocabulary().find(fault.field);
    if (known) row.set_optional("LABEL", in(locale, sitting.fact(*known).question));
    row.set("MESSAGE", fault.message);
  }
}

Response whole(Context const& context, store::Session& session, Request const& request,
               Sitting const& sitting, Link const& link, std::string const& token) {
  auto const locale = request.locale;
  web::Document content{"simulation/result.html", locale};
  auto& view = content.root();
  Words const words{.facts = sitting.read.facts, .locale = locale, .place = place_names(session)};
  fill_common(view, sitting, link, locale);
  fill_answers(view, sitting, words);
  fill_verdicts(view, context, session, sitting, locale,
                {.link = token, .advisers = true, .named = true, .grounds = true});
  fill_versions(view, sitting, locale);
  fill_keeping(view, request, token);
  auto const title = tr(locale, "Vos aides : le résultat");
  return web::render(request,
                     {.title = title,
                      .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                                 {tr(locale, "Simulateur"), simulator_path},
                                 {tr(locale, "Résultat"), ""}},
                      .section = "simulateur",
                      .indexed = false},
                     content);
}

// Where what may be granted is held against other aids: its amount, and its base when it is known.
void fill_cumulation_link(View& view, Judged const& judged, Locale locale) {
  if (!judged.amount || judged.amount->most.value_or(0) == 0) return;
  auto const& program = *judged.candidate.program;
  std::optional<Euros> eligible;
  for (auto const& line : program.lines) {
    if (line.scheme != -1 || line.kind != rule::LineKind::base) continue;
    auto const base = rule::value_of(program, judged.registers, line);
    if (base.least == base.most) eligible = Euros{base.most};
  }
  view.section("CUMUL").set(
      "URL", web::localized(locale, aid::cumulation_path(judged.candidate.scheme,
                                                         Euros{*judged.amount->most}, eligible)));
}

Response explained(Context const& context, store::Session& session, Request const& request,
                   Sitting const& sitting, Link const& link, std::string const& token,
                   Judged const& judged) {
  auto const locale = request.locale;
  web::Document content{"simulation/explanation.html", locale};
  auto& view = content.root();
  // A scheme that asks for its call has facts of its own.
  auto const& own = judged.candidate.facts;
  Words const words{
      .facts = own ? *own : sitting.read.facts, .locale = locale, .place = place_names(session)};
  auto const scheme = in(locale, judged.candidate.program->title);
  auto const& outcome = judged.explanation.outcome;
  view.set("SCHEME", scheme)
      .set("SCHEME_URL",
           source::page_url(locale, source::Kind::instrument, judged.candidate.scheme));
  view.set("VERDICT", tr(locale, verdict_text(outcome.verdict)));
  if (judged.amount) view.set_optional("AMOUNT", amount_text(*judged.amount, locale));
  view.set("VERSION", judged.candidate.version);
  view.set("RESULT_URL", result_url(locale, token)).set("AGAIN", again_url(locale, token));
  fill_cumulation_link(view, judged, locale);
  fill_common(view, sitting, link, locale);
  if (auto const adviser = Advisers{context, session, sitting}.of(judged))
    fill_adviser(view, *adviser);
  fill_explanation(view, session, sitting, judged, words, token);
  return web::render(request,
                     {.title = trf(locale, "{} : pourquoi ?", scheme),
                      .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                                 {tr(locale, "Simulateur"), simulator_path},
                                 {tr(locale, "Pourquoi ?"), ""}},
                      .section = "simulateur",
                      .indexed = false},
                     content);
}

Response answer(Context const& context, Request const& request) {
  auto const locale = request.locale;
  auto const key = link_key(context);
  auto const token = request.query.get("r");
  auto const link = open_link(token, key);
  if (!link) return broken_link(request, link.error());
  auto reading = context.database.read();
  auto const sitting = sit(context, reading, link->answers, locale);
  auto const scheme = request.query.find("dispositif");
  if (!scheme) return whole(context, reading, request, sitting, *link, token);
  auto const& schemes = sitting.simulation.schemes;
  auto const found = std::ranges::find_if(
      schemes, [&](Judged const& judged) { return judged.candidate.scheme == *scheme; });
  if (found == schemes.end()) {
    return web::error_page(
        request, 404,
        tr(locale, "Ce dispositif n’a pas de règles : rien ne peut en être calculé."));
  }
  return explained(context, reading, request, sitting, *link, token, *found);
}

Response result_page(Context const& context, Request const& request) {
  auto response = answer(context, request);
  response.cacheable = false;  // it says what somebody answered
  return response;
}

Response embed_page(Request const& request) {
  auto const locale = request.locale;
  web::Document content{"simulation/embed.html", locale};
  auto& view = content.root();
  auto const address = request.origin + web::localized(locale, frame_path);
  auto const title = tr(locale, "Quelles aides pour moi ?");
  view.set("SNIPPET", fmt::format("<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"900\" "
                                  "loading=\"lazy\"></iframe>",
                                  address, title));
  view.set("ADDRESS", address).set("FRAME", web::localized(locale, frame_path));
  auto const heading = tr(locale, "Mettre le simulateur sur votre site");
  auto response =
      web::render(request,
                  {.title = heading,
                   .description = tr(locale,
                                     "Un cadre à recopier dans une page : mêmes questions, mêmes "
                                     "résultats, sans témoin de connexion."),
                   .crumbs = {{tr(locale, "Dispositifs"), "/dispositifs"},
                              {tr(locale, "Simulateur"), simulator_path},
                              {heading, ""}},
                   .section = "simulateur"},
                  content);
  response.cacheable = true;
  return response;
}

}  // namespace

void add_result_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  router.page(result_path,
              [context](Request const& request) { return result_page(*context, request); });
  router.page(embed_path, embed_page);
}

}  // namespace pacte::simulation
