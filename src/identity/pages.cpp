#include "identity/pages.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "identity/authenticator.hpp"
#include "identity/forms.hpp"
#include "identity/operations/export_own_data.hpp"
#include "identity/operations/sign_out.hpp"
#include "identity/page_support.hpp"
#include "identity/permissions.hpp"
#include "identity/rules.hpp"
#include "identity/store.hpp"
#include "web/form.hpp"
#include "web/page.hpp"

namespace pacte::identity {
namespace {

using web::tr;

web::Response to_account(web::Request const& request, std::string_view done) {
  auto const query = done.empty() ? std::string{} : fmt::format("?fait={}", done);
  return web::redirect(web::localized(request.locale, "/compte") + query);
}

web::Response sign_in_page(web::Request const& request, std::string_view email,
                           std::string_view back, std::vector<FieldError> const& errors,
                           int status) {
  web::Document document{"identity/sign_in.html", request.locale};
  web::Parameters kept;
  kept.add("email", std::string{email});
  web::fill_form(document.root(), request, kept, errors);
  if (is_local_path(back)) document.root().set_optional("RETOUR", back);
  web::Page page;
  page.title = tr(request.locale, "Se connecter");
  page.crumbs = {{page.title, ""}};
  page.indexed = false;
  return web::render(request, page, document, status);
}

web::Response show_sign_in(web::Request const& request) {
  if (request.principal.person) return to_account(request, "");
  return sign_in_page(request, "", request.query.get("retour"), {}, 200);
}

// The form is shown again: 401 would ask the browser for a kind of authentication it has not.
int form_status(Problem const& problem) {
  constexpr int unprocessable = 422;
  return problem.kind == ProblemKind::unauthenticated ? unprocessable : http_status(problem.kind);
}

web::Response submit_sign_in(Context const& context, web::Request const& request) {
  auto const opened = submitted(request, read_sign_in, [&](SignIn input) {
    input.remote = request.remote;
    input.user_agent = request.header("user-agent");
    input.former_token = session_token(request);
    return sign_in(context, input);
  });
  auto const given = request.form().value_or(web::Parameters{});
  auto const back = given.get("retour");
  if (!opened) {
    return sign_in_page(request, given.get("email"), back,
                        to_errors(opened.error(), request.locale), form_status(opened.error()));
  }
  auto answer = is_local_path(back) ? web::redirect(back) : to_account(request, "");
  answer.with("Set-Cookie", session_cookie(request, opened->token));
  return answer;
}

web::Response submit_sign_out(Context const& context, web::Request const& request) {
  auto const closed = submitted(
      request, read_nothing, [&](Nothing) { return sign_out(context, {session_token(request)}); });
  // A session that was closed already is what was asked for.
  if (!closed && closed.error().kind != ProblemKind::unauthenticated) {
    return web::error_page(request, http_status(closed.error().kind),
                           tr(request.locale, closed.error().detail));
  }
  auto answer = web::redirect(web::localized(request.locale, "/"));
  answer.with("Set-Cookie", no_session_cookie(request));
  return answer;
}

std::string notice(web::Request const& request) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> notices{{
      {"session", "La session est fermée."},
      {"sessions", "Les autres sessions sont fermées."},
      {"mot-de-passe", "Le mot de passe est changé, et vos autres sessions sont fermées."},
  }};
  auto const done = request.query.get("fait");
  for (auto const& [key, text] : notices) {
    if (key == done) return tr(request.locale, text);
  }
  return {};
}

std::string agent_label(Agent const& agent, web::Locale locale) {
  if (agent.browser.empty() && agent.system.empty()) return tr(locale, "Navigateur inconnu");
  if (agent.browser.empty()) return agent.system;
  if (agent.system.empty()) return agent.browser;
  return web::trf(locale, "{} sur {}", agent.browser, agent.system);
}

void fill_person(web::View& view, Person const& person, web::Locale locale) {
  std::string roles;
  for (auto const role : person.roles) {
    if (!roles.empty()) roles += ", ";
    roles += tr(locale, names_of(role).label);
  }
  view.set("NAME", person.name).set("ADDRESS", person.email).set("ROLES", roles);
  if (roles.empty()) view.show("NO_ROLE");
  view.set("CREATED", shown(person.created_at, locale));
  view.set("CREATED_ISO", to_iso(person.created_at));
}

void fill_sessions(web::View& view, std::vector<OpenSession> const& sessions,
                   std::string const& own_token, web::Locale locale) {
  auto const own = sha256_hex(own_token);
  for (auto const& open : sessions) {
    auto const agent = agent_label(open.agent, locale);
    auto row = view.section("SESSION");
    row.set("AGENT", agent).set("SEEN", shown(open.last_seen, locale));
    row.set("SEEN_ISO", to_iso(open.last_seen));
    if (open.token_hash == own) {
      row.show("CURRENT");
    } else {
      row.section("OTHER")
          .set("ID", open.id.value)
          .set("CLOSE_LABEL", web::trf(locale, "Fermer la session « {} »", agent));
    }
  }
  if (sessions.size() > 1) view.show("OTHERS");
}

web::Response account_page(Context const& context, web::Request const& request,
                           std::vector<FieldError> const& errors, int status,
                           std::span<Desk const> desks = {}) {
  std::optional<Person> person;
  std::vector<OpenSession> sessions;
  {
    auto reading = context.database.read();
    PersonId const id{request.principal.person.value_or("")};
    person = person_by_id(reading, id);
    sessions = sessions_of(reading, id, context.clock());
  }
  if (!person || !person->active()) {
    return web::redirect(web::localized(request.locale, "/connexion"));
  }
  web::Document document{"identity/account.html", request.locale};
  auto& view = document.root();
  web::fill_form(view, request, {}, errors);
  fill_person(view, *person, request.locale);
  fill_sessions(view, sessions, session_token(request), request.locale);
  if (auto const text = notice(request); !text.empty() && errors.empty()) {
    view.section("NOTICE").set("MESSAGE", text);
  }
  if (request.principal.may(manage_people)) view.show("MANAGER");
  for (auto const& desk : desks) {
    if (request.principal.may(desk.permission)) {
      view.section("DESK")
          .set("URL", web::localized(request.locale, desk.path))
          .set("LABEL", tr(request.locale, desk.label));
    }
  }
  web::Page page;
  page.title = tr(request.locale, "Mon compte");
  page.crumbs = {{page.title, ""}};
  page.indexed = false;
  return web::render(request, page, document, status);
}

web::Response refused(Context const& context, web::Request const& request, Problem const& problem) {
  return account_page(context, request, to_errors(problem, request.locale), form_status(problem));
}

web::Response submit_sessions(Context const& context, web::Request const& request) {
  bool one = false;
  auto const closed = submitted(request, read_revoke_session, [&](RevokeSession input) {
    one = input.session.has_value();
    input.token = session_token(request);
    return revoke_session(context, request.principal, input);
  });
  if (!closed) return refused(context, request, closed.error());
  return to_account(request, one ? "session" : "sessions");
}

web::Response submit_password(Context const& context, web::Request const& request) {
  auto const changed = submitted(request, read_change_password, [&](ChangePassword input) {
    input.remote = request.remote;
    input.token = session_token(request);
    return change_password(context, request.principal, input);
  });
  if (!changed) return refused(context, request, changed.error());
  return to_account(request, "mot-de-passe");
}

web::Response submit_export(Context const& context, web::Request const& request) {
  auto const data = submitted(request, read_nothing,
                              [&](Nothing) { return export_own_data(context, request.principal); });
  if (!data) return refused(context, request, data.error());
  constexpr int indentation = 2;
  auto answer = web::json(data->dump(indentation) + "\n");
  answer.with("Content-Disposition", "attachment; filename=\"pacte-mes-donnees.json\"");
  return answer;
}

web::Response submit_erasure(Context const& context, web::Request const& request) {
  auto const erased = submitted(request, read_erase_oneself, [&](ErasePerson input) {
    input.person.value = request.principal.person.value_or("");
    input.remote = request.remote;
    return erase_person(context, request.principal, input);
  });
  if (!erased) return refused(context, request, erased.error());
  auto answer = web::redirect(web::localized(request.locale, "/"));
  answer.with("Set-Cookie", no_session_cookie(request));
  return answer;
}

}  // namespace

void add_account_pages(web::Router& router, std::shared_ptr<Context const> const& context,
                       std::vector<Desk> const& desks) {
  auto const with = [&context](web::Response (*handler)(Context const&, web::Request const&)) {
    return [context, handler](web::Request const& request) { return handler(*context, request); };
  };
  router.page("/connexion", show_sign_in);
  router.form("/connexion", with(submit_sign_in));
  router.form("/deconnexion", with(submit_sign_out));
  router.page(
      "/compte",
      [context, desks](web::Request const& request) {
        return account_page(*context, request, {}, 200, desks);
      },
      own_account);
  router.form("/compte/sessions", with(submit_sessions), own_account);
  router.form("/compte/mot-de-passe", with(submit_password), own_account);
  router.form("/compte/donnees", with(submit_export), own_account);
  router.form("/compte/effacement", with(submit_erasure), own_account);
}

}  // namespace pacte::identity
