// The pages: what a visitor sees, what a link may do, what a mail program may post.
#include "alert_fixture.hpp"
#include "source/module.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::alert {
namespace {

class AlertPagesTest : public AlertTest {
 protected:
  void SetUp() override {
    AlertTest::SetUp();
    if (IsSkipped()) return;
    for (auto const& module : {source::source_module(), aid::aid_module(), alert_module()})
      web::load_views(module.name, module.views);
    server_ = serving(account());
  }

  void TearDown() override {
    server_.reset();
    AlertTest::TearDown();
  }

  std::unique_ptr<web::Server> serving(mail::Account const& account) {
    web::Router router;
    aid::aid_module().routes(router, services());
    add_routes(router, services(), account);
    return std::make_unique<web::Server>(web::ServerSettings{}, std::move(router),
                                         [](web::Request const&) { return web::Principal{}; });
  }

  web::Response get(std::string const& target) { return get_from(*server_, target); }

  static web::Response get_from(web::Server& server, std::string const& target) {
    web::Request request;
    request.target = target;
    request.headers["host"] = "localhost";
    return server.respond(std::move(request));
  }

  web::Response post(std::string const& target, std::string const& body, bool with_token = true) {
    web::Request request;
    request.method = web::Method::post;
    request.target = target;
    request.headers["host"] = "localhost";
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.remote = "192.0.2.9";
    request.body = body;
    if (with_token) {
      std::string const token(32, 'a');
      request.headers["cookie"] = "csrf=" + token;
      request.body += (body.empty() ? "csrf=" : "&csrf=") + token;
    }
    return server_->respond(std::move(request));
  }

 private:
  std::unique_ptr<web::Server> server_;
};

TEST_P(AlertPagesTest, theListsLeadToAnAlertOfTheirSearch) {
  EXPECT_THAT(get("/appels?q=v%C3%A9lo&kind=interest").body,
              HasSubstr("/alertes/nouvelle?sur=appels&amp;q=v%C3%A9lo&amp;kind=interest"));
  EXPECT_THAT(get("/en/dispositifs?form=loan").body,
              HasSubstr("/en/alertes/nouvelle?sur=dispositifs&amp;form=loan"));
  auto const page = get("/alertes/nouvelle?sur=appels&q=v%C3%A9lo&kind=interest").body;
  EXPECT_THAT(page, HasSubstr("Mots : vélo"));
  EXPECT_THAT(page, HasSubstr("Appel à manifestation d’intérêt"));
  EXPECT_THAT(page, HasSubstr("type=\"email\""));
  EXPECT_EQ(get("/alertes/nouvelle?sur=tout").status, 400);
  EXPECT_EQ(get("/appels?kind=lottery").status, 400);
}

TEST_P(AlertPagesTest, theListOfCallsIsSearched) {
  open_call("Appel vélo");
  open_call("Appel train");
  auto const found = get("/appels?q=v%C3%A9lo&form=loan").body;
  EXPECT_THAT(found, HasSubstr("Appel vélo"));
  EXPECT_THAT(found, Not(HasSubstr("Appel train")));
  EXPECT_THAT(get("/appels?form=grant").body, Not(HasSubstr("Appel vélo")));
  EXPECT_THAT(get("/appels?q=fonds").body, HasSubstr("Appel vélo")) << "by its scheme's name";
}

TEST_P(AlertPagesTest, aRefusedFormIsShownAgainWithItsSearch) {
  auto const refused = post("/alertes/nouvelle", "sur=appels&search=q%3Dv%25C3%25A9lo&email=ada");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("n’est pas complète"));
  EXPECT_THAT(refused.body, HasSubstr("Mots : vélo"));
  EXPECT_THAT(refused.body, HasSubstr("value=\"ada\""));
  EXPECT_EQ(post("/alertes/nouvelle", "sur=appels&search=&email=a%40b.fr&other=1").status, 400);
  EXPECT_EQ(post("/alertes/nouvelle", "sur=appels&search=&email=a%40b.fr", false).status, 403);
}

TEST_P(AlertPagesTest, lookingAtALinkDoesNothing) {
  auto const sent = post("/alertes/nouvelle", "sur=appels&search=q%3Dtrain&email=ada%40exemple.fr");
  EXPECT_EQ(sent.status, 303);
  run_jobs();
  auto const path = "/alertes/confirmation/" + token("confirmation");
  EXPECT_THAT(get(path).body, HasSubstr("<button class=\"btn\">Confirmer</button>"));
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert WHERE confirmed_at IS NOT NULL"), 0);
  EXPECT_EQ(post(path, "", false).status, 403);
  EXPECT_THAT(post(path, "").body, HasSubstr("Votre alerte est en place"));
  EXPECT_EQ(count("SELECT COUNT(*) FROM alert WHERE confirmed_at IS NOT NULL"), 1);
  EXPECT_EQ(get(path + "0").status, 404);
  auto const again = get(path).body;
  EXPECT_THAT(again, HasSubstr("Votre alerte est en place"));
  EXPECT_THAT(again, Not(HasSubstr("<button class=\"btn\">Confirmer</button>")));
  EXPECT_THAT(again, HasSubstr("/appels?q=train"));
}

TEST_P(AlertPagesTest, aMailProgramStopsInOnePost) {
  confirmed();
  auto const path = "/alertes/arret/" + token("arret");
  auto const asking = get(path);
  EXPECT_THAT(asking.body, HasSubstr("Votre adresse et votre recherche seront effacées"));
  EXPECT_THAT(asking.header("Cache-Control"), HasSubstr("no-store")) << "somebody's search";
  EXPECT_EQ(alerts(), 1);
  auto const done = post(path, "List-Unsubscribe=One-Click", false);
  EXPECT_EQ(done.status, 200) << "no redirection (RFC 8058)";
  EXPECT_EQ(alerts(), 0);
  EXPECT_EQ(post(path, "List-Unsubscribe=One-Click", false).status, 404);
}

TEST_P(AlertPagesTest, withoutMailServerThereAreTheFeeds) {
  auto const silent = serving({});
  auto const page = get_from(*silent, "/alertes/nouvelle?sur=appels").body;
  EXPECT_THAT(page, HasSubstr("n’envoie pas de courriel"));
  EXPECT_THAT(page, HasSubstr("/appels.ics"));
  EXPECT_THAT(page, HasSubstr("/appels.atom"));
  EXPECT_THAT(page, Not(HasSubstr("type=\"email\"")));
}

PACTE_ON_BOTH_DATABASES(AlertPagesTest);

}  // namespace
}  // namespace pacte::alert
