#include "web/page_memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "web/server.hpp"

namespace pacte::web {
namespace {

TEST(PageMemory, GivesBackWhatWasKeptForTheSameRevision) {
  PageMemory memory{10'000};
  memory.keep("a", 3, html("un"));
  ASSERT_TRUE(memory.find("a", 3));
  EXPECT_EQ(memory.find("a", 3)->body, "un");
  EXPECT_FALSE(memory.find("b", 3));
  EXPECT_FALSE(memory.find("a", 4));
}

TEST(PageMemory, ForgetsEarlierRevisions) {
  PageMemory memory{10'000};
  memory.keep("a", 3, html("un"));
  memory.keep("b", 4, html("deux"));
  EXPECT_FALSE(memory.find("a", 3));
  EXPECT_FALSE(memory.find("a", 4));
  EXPECT_TRUE(memory.find("b", 4));
  memory.keep("c", 3, html("made slowly, from data that have changed since"));
  EXPECT_FALSE(memory.find("c", 3));
  EXPECT_TRUE(memory.find("b", 4));
}

TEST(PageMemory, DropsWhatWasUsedLongestAgo) {
  PageMemory memory{12'000};
  std::string const page(1'000, 'x');
  for (char const key : {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'}) {
    memory.keep(std::string(1, key), 1, html(page));
    EXPECT_TRUE(memory.find("a", 1)) << key;
  }
  EXPECT_FALSE(memory.find("b", 1));
  EXPECT_TRUE(memory.find("j", 1));
}

TEST(PageMemory, DoesNotKeepWhatWouldFillIt) {
  PageMemory memory{10'000};
  memory.keep("a", 1, html(std::string(2'000, 'x')));
  EXPECT_FALSE(memory.find("a", 1));
}

class RememberingServer : public ::testing::Test {
 protected:
  Response get(std::string target, std::map<std::string, std::string> headers = {},
               Method method = Method::get) {
    Request request;
    request.method = method;
    request.target = std::move(target);
    request.headers = std::move(headers);
    return server_.respond(std::move(request));
  }

  Router routes() {
    Router router;
    auto const page = [this](Request const& request) {
      ++made_;
      auto response = html(fmt::format("{} {}", request.query.get("q"), std::string(2'000, 'x')));
      response.cacheable = true;
      return response;
    };
    router.page("/page", page);
    router.page("/recherche", [page](Request const& request) {
      auto response = page(request);
      response.lasting = false;
      return response;
    });
    router.page("/formulaire", [this](Request const& request) {
      ++made_;
      auto response = html("<input value=\"" + request.principal.csrf_token + "\">");
      response.cacheable = true;
      return response;
    });
    return router;
  }

  static Principal recognise(Request const& request) {
    Principal who;
    if (request.cookies.contains("session")) who.person = "p1";
    return who;
  }

  int made_ = 0;
  std::int64_t revision_ = 1;
  Server server_{{}, routes(), recognise, [this] { return revision_; }};
};

TEST_F(RememberingServer, MakesAPageOnceForEachRevision) {
  auto const first = get("/page?q=a");
  auto const second = get("/page?q=a");
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("ETag"), first.header("ETag"));
  EXPECT_EQ(second.header("Content-Security-Policy"), first.header("Content-Security-Policy"));
  EXPECT_NE(second.header("X-Request-Id"), first.header("X-Request-Id"));
  ++revision_;
  get("/page?q=a");
  EXPECT_EQ(made_, 2);
}

TEST_F(RememberingServer, TellsAddressesHostsAndEncodingsApart) {
  auto const plain = get("/page?q=a");
  EXPECT_NE(get("/page?q=b").body, plain.body);
  get("/page?q=a", {{"host", "autre.example"}});
  EXPECT_EQ(made_, 3);
  auto const packed = get("/page?q=a", {{"accept-encoding", "gzip"}});
  EXPECT_EQ(made_, 4);
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(get("/page?q=a", {{"accept-encoding", "gzip"}}).body, packed.body);
  EXPECT_EQ(get("/page?q=a").body, plain.body);
  EXPECT_EQ(made_, 4);
}

TEST_F(RememberingServer, AnswersConditionsAndHeadFromMemory) {
  auto const first = get("/page");
  auto const known = get("/page", {{"if-none-match", first.header("ETag")}});
  EXPECT_EQ(known.status, 304);
  EXPECT_TRUE(known.body.empty());
  auto const head = get("/page", {}, Method::head);
  EXPECT_TRUE(head.body.empty());
  EXPECT_EQ(head.header("Content-Length"), std::to_string(first.body.size()));
  EXPECT_EQ(get("/page").body, first.body);
  EXPECT_EQ(made_, 1);
}

TEST_F(RememberingServer, NeverServesAPageToOrFromSomebodySignedIn) {
  get("/page", {{"cookie", "session=1"}});
  auto const visitor = get("/page");
  EXPECT_EQ(made_, 2);
  auto const person = get("/page", {{"cookie", "session=1"}});
  EXPECT_EQ(made_, 3);
  EXPECT_EQ(person.header("Cache-Control"), "private, no-store");
  EXPECT_EQ(visitor.header("Cache-Control"), "public, max-age=0, must-revalidate");
}

TEST_F(RememberingServer, DoesNotKeepTheFormTokenOfAVisitor) {
  EXPECT_NE(get("/formulaire").body, get("/formulaire").body);
  EXPECT_EQ(made_, 2);
}

TEST_F(RememberingServer, DoesNotKeepWhatComesFromTheIndex) {
  get("/recherche?q=a");
  get("/recherche?q=a");
  EXPECT_EQ(made_, 2);
}

}  // namespace
}  // namespace pacte::web
