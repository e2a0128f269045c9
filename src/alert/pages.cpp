#include "alert/pages.hpp"

#include "alert/criteria.hpp"
#include "alert/operations/confirm_alert.hpp"
#include "alert/operations/delete_alert.hpp"
#include "alert/operations/save_alert.hpp"
#include "alert/rules.hpp"
#include "alert/store.hpp"
#include "base/text.hpp"
#include "identity/page_support.hpp"
#include "store/failure.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::alert {
namespace {

using web::Locale;
using web::Request;
using web::Response;
using web::tr;
using web::View;

constexpr auto ask_path = "/alertes/nouvelle";
constexpr auto sent_path = "/alertes/envoyee";
constexpr auto confirm_path = "/alertes/confirmation/";
constexpr auto stop_path = "/alertes/arret/";

Response page(Request const& request, std::string title, web::Document const& content,
              int status = 200) {
  auto response =
      web::render(request,
                  {.title = title,
                   .crumbs = {{tr(request.locale, "Dispositifs"), "/dispositifs"}, {title, ""}},
                   .section = "dispositifs",
                   .indexed = false},
                  content, status);
  response.cacheable = false;  // somebody's search, that nobody else may be given
  return response;
}

// One sentence or two, and where to go on.
Response message_page(Request const& request, std::string const& title, std::string const& text,
                      About about, std::string const& query, int status = 200) {
  web::Document document{"alert/message.html", request.locale};
  document.root()
      .set("TITLE", title)
      .set("TEXT", text)
      .set("LIST", web::localized(request.locale, list_path(about, query)));
  return page(request, title, document, status);
}

Response problem_page(Request const& request, Problem const& problem) {
  return web::error_page(request, http_status(problem.kind), tr(request.locale, problem.detail));
}

void fill_criteria(Context const& context, View& view, Locale locale, About about,
                   std::string const& query) {
  auto reading = context.database.read();
  auto const lines = criteria_lines(reading, locale, about, query);
  view.set("ABOUT", about == About::calls ? tr(locale, "Parmi les appels")
                                          : tr(locale, "Parmi les dispositifs et leurs appels"));
  if (lines.empty()) view.show("EVERYTHING");
  for (auto const& line : lines)
    view.section("CRITERION").set("TEXT", line);
}

// What a visitor asks for: by the address of the page, then by its form.
struct Asked {
  About about = About::calls;
  std::string query;
};

std::optional<Asked> asked(std::string const& list, web::Parameters const& parameters) {
  auto const about = parse_about(list);
  if (!about) return std::nullopt;
  auto query = kept_query(*about, parameters);
  if (!query) return std::nullopt;
  return Asked{*about, *std::move(query)};
}

Response not_readable(Request const& request) {
  return web::error_page(request, 400, tr(request.locale, "Un des critères n’est pas lisible."));
}

Response ask_page(Context const& context, Request const& request, Asked const& wanted,
                  web::Parameters const& given, std::vector<FieldError> const& errors, int status) {
  auto const locale = request.locale;
  web::Document document{"alert/ask.html", locale};
  auto& view = document.root();
  fill_criteria(context, view, locale, wanted.about, wanted.query);
  view.set("LIST", web::localized(locale, list_path(wanted.about, wanted.query)));
  if (context.sender.configured()) {
    auto form = view.section("FORM");
    web::fill_form(form, request, given, errors);
    form.set("ACTION", web::localized(locale, ask_path))
        .set("SUR", about_name(wanted.about))
        .set("SEARCH", wanted.query);
  } else {
    view.show("NO_MAIL");
  }
  return page(request, tr(locale, "Être prévenu"), document, status);
}

Response show_ask(Context const& context, Request const& request) {
  auto const wanted = asked(request.query.get("sur"), request.query);
  if (!wanted) return not_readable(request);
  return ask_page(context, request, *wanted, {}, {}, 200);
}

Response submit_ask(Context const& context, Request const& request) {
  auto const given = request.form().value_or(web::Parameters{});
  constexpr std::size_t longest_search = 8'000;
  constexpr std::size_t longest_email = 254;
  web::FormReader reader{given, request.locale};
  auto const list = reader.text("sur", 1, longest_email);
  auto const search = reader.text("search", 0, longest_search);
  auto const email = reader.text("email", 0, longest_email);
  reader.refuse_unknown();
  auto const parameters = web::Parameters::parse(search);
  auto const wanted = parameters ? asked(list, *parameters) : std::nullopt;
  if (!wanted || !reader.ok()) return not_readable(request);
  auto const saved = store::guarded([&] {
    return save_alert(context, request.principal,
                      {.email = email,
                       .about = wanted->about,
                       .parameters = *parameters,
                       .locale = request.locale,
                       .remote = request.remote});
  });
  if (saved) {
    return web::redirect(web::localized(request.locale, sent_path) +
                         "?sur=" + std::string{about_name(wanted->about)});
  }
  return ask_page(context, request, *wanted, given,
                  identity::to_errors(saved.error(), request.locale),
                  http_status(saved.error().kind));
}

Response show_sent(Context const&, Request const& request) {
  auto const locale = request.locale;
  return message_page(
      request, tr(locale, "Un courriel vous attend"),
      tr(locale,
         "Ouvrez le lien qu’il contient, dans les deux jours, pour confirmer votre alerte. S’il "
         "n’arrive pas, regardez parmi les indésirables, puis recommencez."),
      parse_about(request.query.get("sur")).value_or(About::calls), "");
}

Response confirmed_page(Request const& request, Alert const& alert) {
  auto const locale = request.locale;
  return message_page(
      request, tr(locale, "Votre alerte est en place"),
      tr(locale,
         "Un courriel par jour au plus, et seulement s’il y a du nouveau : un appel qui paraît, "
         "s’ouvre ou se clôt dans la semaine, un dispositif nouveau ou modifié. Chaque courriel a "
         "un lien pour arrêter."),
      alert.about, alert.query);
}

// A page with one button: mail scanners follow links, they press nothing.
Response act_page(Context const& context, Request const& request, Alert const& alert,
                  TokenUse use) {
  auto const locale = request.locale;
  bool const confirming = use == TokenUse::confirm;
  auto const title =
      confirming ? tr(locale, "Confirmer cette alerte") : tr(locale, "Arrêter cette alerte");
  web::Document document{"alert/act.html", locale};
  auto& view = document.root();
  fill_criteria(context, view, locale, alert.about, alert.query);
  view.set("TITLE", title)
      .set("ACTION", web::localized(locale, (confirming ? confirm_path : stop_path) +
                                                request.capture("token")));
  auto form = view.section(confirming ? "CONFIRM" : "STOP");
  form.set("CSRF", request.principal.csrf_token);
  return page(request, title, document);
}

Response show_act(Context const& context, Request const& request, TokenUse use) {
  auto const alert = [&] {
    auto reading = context.database.read();
    return alert_by_token(reading, sha256_hex(request.capture("token")), use);
  }();
  if (alert && use == TokenUse::confirm && alert->confirmed_at)
    return confirmed_page(request, *alert);
  if (alert) return act_page(context, request, *alert, use);
  return web::error_page(
      request, 404,
      tr(request.locale,
         "Ce lien ne mène à aucune alerte : elle est arrêtée ou effacée, ou il est incomplet."));
}

Response submit_confirm(Context const& context, Request const& request) {
  auto const done =
      store::guarded([&] { return confirm_alert(context, request.capture("token")); });
  if (!done) return problem_page(request, done.error());
  return confirmed_page(request, *done);
}

// Without a session's token: a mail program posts here too (RFC 8058), and the link's own token is
// what gives the right. No redirection, which such programs would not follow.
Response submit_stop(Context const& context, Request const& request) {
  auto const done = store::guarded([&] { return delete_alert(context, request.capture("token")); });
  if (!done) return problem_page(request, done.error());
  auto const locale = request.locale;
  return message_page(request, tr(locale, "L’alerte est arrêtée"),
                      tr(locale, "Votre adresse et votre recherche sont effacées."), done->about,
                      done->query);
}

}  // namespace

void add_pages(web::Router& router, std::shared_ptr<Context const> const& context) {
  auto const with = [&context](Response (*handler)(Context const&, Request const&)) {
    return [context, handler](Request const& request) { return handler(*context, request); };
  };
  auto const act = [&context](TokenUse use) {
    return [context, use](Request const& request) { return show_act(*context, request, use); };
  };
  router.page(ask_path, with(show_ask));
  router.form(ask_path, with(submit_ask));
  router.page(sent_path, with(show_sent));
  router.page(std::string{confirm_path} + "{token}", act(TokenUse::confirm));
  router.form(std::string{confirm_path} + "{token}", with(submit_confirm));
  router.page(std::string{stop_path} + "{token}", act(TokenUse::stop));
  router.add({.method = web::Method::post,
              .pattern = std::string{stop_path} + "{token}",
              .handler = with(submit_stop),
              .api = true});
}

}  // namespace pacte::alert
