#include "identity/pages.hpp"

#include "identity_fixture.hpp"
#include "web/server.hpp"
#include "web/view.hpp"

namespace pacte::identity {
namespace {

class IdentityPagesTest : public IdentityTest {
 protected:
  void SetUp() override {
    IdentityTest::SetUp();
    if (IsSkipped()) return;
    web::load_views("identity", identity_module().views);
    web::Router router;
    auto shared = std::shared_ptr<Context const>{&context(), [](Context const*) {}};
    add_account_pages(router, shared, {{manage_people, "Un bureau", "/bureau"}});
    add_people_pages(router, shared);
    auto const table = std::make_shared<PermissionTable const>(identity_module().permissions);
    server_ = std::make_unique<web::Server>(web::ServerSettings{}, std::move(router),
                                            make_authenticator(database(), table, context().clock));
  }

  web::Response get(std::string const& target) {
    web::Request request;
    request.target = target;
    return send(std::move(request));
  }

  /// As a browser does: the form's token goes along.
  web::Response post(std::string const& target, std::string const& body) {
    web::Request request;
    request.method = web::Method::post;
    request.target = target;
    request.headers["content-type"] = "application/x-www-form-urlencoded";
    request.body = "csrf=" + csrf_ + (body.empty() ? "" : "&" + body);
    return send(std::move(request));
  }

  /// A new session in this browser.
  void sign_in_as(std::string const& email) {
    cookies_["pacte_session"] = open(email);
    csrf_ = principal(cookies_["pacte_session"]).csrf_token;
  }

  std::map<std::string, std::string> cookies_;
  std::string csrf_;

 private:
  web::Response send(web::Request request) {
    std::string cookies;
    for (auto const& [name, value] : cookies_)
      cookies += name + "=" + value + "; ";
    request.headers["host"] = "localhost";
    request.headers["cookie"] = cookies;
    request.headers["user-agent"] = "Firefox/130.0 (Linux)";
    request.remote = "192.0.2.9";
    auto response = server_->respond(std::move(request));
    for (auto const& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      auto const equals = value.find('=');
      auto const text = value.substr(equals + 1, value.find(';') - equals - 1);
      cookies_[value.substr(0, equals)] = text;
      if (value.substr(0, equals) == "csrf") csrf_ = text;
    }
    return response;
  }

  std::unique_ptr<web::Server> server_;
};

TEST_P(IdentityPagesTest, signsInGoesWhereItWasGoingAndSignsOut) {
  EXPECT_EQ(get("/connexion?retour=/plans%3Fx=1").status, 200);
  auto const entered =
      post("/connexion", "email=bob@exemple.fr&password=" + web::percent_encode(good_password) +
                             "&retour=/plans%3Fx=1");
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(entered.header("Location"), "/plans?x=1");
  csrf_ = principal(cookies_["pacte_session"]).csrf_token;
  EXPECT_NE(get("/compte").body.find("bob@exemple.fr"), std::string::npos);
  auto const left = post("/deconnexion", "");
  EXPECT_EQ(left.header("Location"), "/");
  EXPECT_EQ(cookies_["pacte_session"], "");
  EXPECT_EQ(get("/compte").status, 303);
}

TEST_P(IdentityPagesTest, theAccountLeadsToTheDeskOfWhoHasTheRight) {
  auto const account_of = [&](std::string const& email) {
    cookies_.clear();
    get("/connexion");
    post("/connexion",
         "email=" + web::percent_encode(email) + "&password=" + web::percent_encode(good_password));
    return get("/compte").body;
  };
  EXPECT_NE(account_of("ada@exemple.fr").find("href=\"/bureau\">Un bureau"), std::string::npos);
  EXPECT_EQ(account_of("bob@exemple.fr").find("/bureau"), std::string::npos);
}

TEST_P(IdentityPagesTest, showsTheFormAgainWithTheEmailAndWithoutThePassword) {
  get("/connexion");
  auto const again = post("/connexion", "email=bob@exemple.fr&password=jamais+montr%C3%A9+%22%3E");
  EXPECT_EQ(again.status, 422);
  EXPECT_NE(again.body.find("value=\"bob@exemple.fr\""), std::string::npos);
  EXPECT_NE(again.body.find("role=\"alert\""), std::string::npos);
  EXPECT_EQ(again.body.find("jamais montr"), std::string::npos);
  auto const empty = post("/connexion", "email=&password=");
  EXPECT_NE(empty.body.find("id=\"email-error\""), std::string::npos);
  EXPECT_NE(empty.body.find("id=\"password-error\""), std::string::npos);
}

TEST_P(IdentityPagesTest, neverSendsElsewhere) {
  EXPECT_EQ(get("/connexion?retour=https://ailleurs.fr").body.find("name=\"retour\""),
            std::string::npos);
  for (auto const* back : {"//ailleurs.fr", "https://ailleurs.fr", "/%5Cailleurs.fr"}) {
    cookies_.clear();
    get("/connexion");
    auto const entered =
        post("/connexion", "email=bob@exemple.fr&password=" + web::percent_encode(good_password) +
                               "&retour=" + back);
    EXPECT_EQ(entered.header("Location"), "/compte") << back;
  }
}

TEST_P(IdentityPagesTest, refusesAFormWithoutItsToken) {
  sign_in_as("bob@exemple.fr");
  csrf_ = "wrong";
  EXPECT_EQ(post("/deconnexion", "").status, 403);
  EXPECT_EQ(principal(cookies_["pacte_session"]).person, bob.value);
}

TEST_P(IdentityPagesTest, slowsDownWithoutSayingMore) {
  get("/connexion");
  for (int i = 0; i < 5; ++i)
    post("/connexion", "email=bob@exemple.fr&password=x");
  EXPECT_EQ(post("/connexion", "email=bob@exemple.fr&password=x").status, 429);
}

TEST_P(IdentityPagesTest, theAccountChangesItsPasswordAndItsSessions) {
  open("bob@exemple.fr");
  sign_in_as("bob@exemple.fr");
  EXPECT_NE(get("/compte").body.find("Firefox sur Linux"), std::string::npos);
  EXPECT_EQ(post("/compte/sessions", "").header("Location"), "/compte?fait=sessions");
  EXPECT_EQ(open_sessions(bob), 1U);
  EXPECT_EQ(post("/compte/sessions", "session=nope").status, 404);
  auto const weak = post("/compte/mot-de-passe", "current=x&replacement=court");
  EXPECT_EQ(weak.status, 422);
  EXPECT_NE(weak.body.find("id=\"replacement-error\""), std::string::npos);
  EXPECT_EQ(post("/compte/mot-de-passe", "current=" + web::percent_encode(good_password) +
                                             "&replacement=" + web::percent_encode(other_password))
                .header("Location"),
            "/compte?fait=mot-de-passe");
  EXPECT_NE(get("/compte?fait=mot-de-passe").body.find("role=\"status\""), std::string::npos);
}

TEST_P(IdentityPagesTest, theAccountGivesItsDataAndErasesItself) {
  sign_in_as("bob@exemple.fr");
  auto const data = post("/compte/donnees", "");
  EXPECT_EQ(data.status, 200);
  EXPECT_TRUE(data.header("Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(parse_json(data.body).value()["person"]["email"], "bob@exemple.fr");
  EXPECT_EQ(post("/compte/effacement", "password=wrong").status, 422);
  EXPECT_EQ(post("/compte/effacement", "password=" + web::percent_encode(good_password))
                .header("Location"),
            "/");
  EXPECT_TRUE(person(bob).erased_at);
}

TEST_P(IdentityPagesTest, onlyManagersSeeTheList) {
  EXPECT_EQ(get("/administration/personnes").status, 303);
  sign_in_as("bob@exemple.fr");
  EXPECT_EQ(get("/administration/personnes").status, 403);
  EXPECT_EQ(
      post("/administration/personnes/roles/ajout", "person=" + bob.value + "&role=administrator")
          .status,
      403);
  EXPECT_TRUE(person(bob).roles.empty());
}

TEST_P(IdentityPagesTest, managersOpenAccountsAndGiveRoles) {
  sign_in_as("ada@exemple.fr");
  EXPECT_NE(get("/administration/personnes").body.find("bob@exemple.fr"), std::string::npos);
  auto const added = post("/administration/personnes",
                          "name=%3Cb%3EEve&email=eve@exemple.fr&roles=officer&password=" +
                              web::percent_encode(good_password));
  EXPECT_EQ(added.header("Location"), "/administration/personnes?fait=compte");
  auto const list = get("/administration/personnes?fait=compte").body;
  EXPECT_NE(list.find("&lt;b&gt;Eve"), std::string::npos);
  EXPECT_EQ(list.find("<b>Eve"), std::string::npos);
  EXPECT_EQ(post("/administration/personnes", "name=&email=eve@exemple.fr&roles=&password=").status,
            422);
  auto const of_bob = "person=" + bob.value;
  EXPECT_EQ(post("/administration/personnes/roles/ajout", of_bob + "&role=editor").status, 303);
  EXPECT_EQ(person(bob).roles, std::set{Role::editor});
  EXPECT_EQ(post("/administration/personnes/roles/retrait", of_bob + "&role=editor").status, 303);
  EXPECT_EQ(post("/administration/personnes/roles/retrait", of_bob + "&role=editor").status, 409);
  EXPECT_EQ(post("/administration/personnes/effacement", of_bob).status, 303);
  EXPECT_TRUE(person(bob).erased_at);
}

TEST_P(IdentityPagesTest, speaksEnglishUnderItsPrefix) {
  for (auto const& text : web::untranslated_texts()) {
    EXPECT_FALSE(text.starts_with("identity/")) << text;
  }
  sign_in_as("ada@exemple.fr");
  EXPECT_NE(get("/en/compte").body.find("<html lang=\"en\""), std::string::npos);
  EXPECT_EQ(post("/en/compte/sessions", "").header("Location"), "/en/compte?fait=sessions");
}

PACTE_ON_BOTH_DATABASES(IdentityPagesTest);

}  // namespace
}  // namespace pacte::identity
