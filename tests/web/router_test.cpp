#include "web/router.hpp"

#include <gtest/gtest.h>

namespace pacte::web {
namespace {

Handler saying(std::string what) {
  return [what = std::move(what)](Request const&) { return html(what); };
}

std::string answer(Router const& router, Method method, std::string_view path) {
  auto const found = router.match(method, path);
  if (std::holds_alternative<NotFound>(found)) return "404";
  if (auto const* other = std::get_if<MethodNotAllowed>(&found)) return "405 " + other->allow;
  auto const& match = std::get<Match>(found);
  auto out = match.route->handler({}).body;
  for (auto const& [name, value] : match.captures)
    out += " " + name + "=" + value;
  return out;
}

Router sample() {
  Router router;
  router.page("/", saying("home"));
  router.page("/plans", saying("plans"));
  router.page("/plans/{id...}", saying("node"));
  router.page("/plans/carte", saying("map"));
  router.page("/propositions/{code}", saying("proposal"));
  router.page("/propositions/{code}/appuis", saying("supports"));
  router.form("/propositions/{code}", saying("edit"));
  router.form("/propositions/nouvelle", saying("create"));
  return router;
}

TEST(Router, LiteralWinsOverCapture) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::get, "/"), "home");
  EXPECT_EQ(answer(router, Method::get, "/plans"), "plans");
  EXPECT_EQ(answer(router, Method::get, "/plans/carte"), "map");
  EXPECT_EQ(answer(router, Method::get, "/plans/carte/x"), "node id=carte/x");
}

TEST(Router, CapturesOneSegmentOrTheRest) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::get, "/plans/srdeii/plan/29"), "node id=srdeii/plan/29");
  EXPECT_EQ(answer(router, Method::get, "/propositions/P07"), "proposal code=P07");
  EXPECT_EQ(answer(router, Method::get, "/propositions/P07/appuis"), "supports code=P07");
  EXPECT_EQ(answer(router, Method::get, "/propositions/P07/rien"), "404");
}

TEST(Router, EmptySegmentsAreNotCaptured) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::get, "/plans/"), "404");
  EXPECT_EQ(answer(router, Method::get, "/propositions/"), "404");
  EXPECT_EQ(answer(router, Method::get, "rien"), "404");
  EXPECT_EQ(answer(router, Method::get, ""), "404");
}

TEST(Router, HeadFallsBackOnGet) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::head, "/plans"), "plans");
  EXPECT_EQ(answer(router, Method::head, "/propositions/P07"), "proposal code=P07");
}

TEST(Router, OtherMethodsAreNamed) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::post, "/plans"), "405 GET, HEAD");
  EXPECT_EQ(answer(router, Method::del, "/propositions/P07"), "405 GET, HEAD, POST");
}

TEST(Router, ARouteWithoutTheMethodDoesNotHideAnother) {
  auto const router = sample();
  EXPECT_EQ(answer(router, Method::post, "/propositions/nouvelle"), "create");
  EXPECT_EQ(answer(router, Method::get, "/propositions/nouvelle"), "proposal code=nouvelle");
}

TEST(Router, RefusesTheSameRouteTwice) {
  auto router = sample();
  EXPECT_THROW(router.page("/plans", saying("x")), std::logic_error);
  EXPECT_THROW(router.page("plans", saying("x")), std::logic_error);
  EXPECT_THROW(router.page("/a/{b...}/c", saying("x")), std::logic_error);
}

}  // namespace
}  // namespace pacte::web
