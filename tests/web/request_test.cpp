#include "web/request.hpp"

#include <gtest/gtest.h>

namespace pacte::web {
namespace {

using namespace std::string_literals;

TEST(PercentCodec, KeepsUnreservedAndEscapesTheRest) {
  EXPECT_EQ(percent_encode("a-b_c.d~9"), "a-b_c.d~9");
  EXPECT_EQ(percent_encode("é /?&=+%"), "%C3%A9%20%2F%3F%26%3D%2B%25");
  EXPECT_EQ(percent_encode_path("/plans/a b"), "/plans/a%20b");
}

TEST(PercentCodec, DecodesWhatItEncodes) {
  auto const text = "l’État à 100 % : «\u202foui\u202f» + #"s;
  EXPECT_EQ(percent_decode(percent_encode(text)), text);
  EXPECT_EQ(percent_decode("a+b"), "a+b");
}

TEST(PercentCodec, RefusesBrokenEscapesBadUtf8AndNul) {
  for (auto const* bad : {"%", "%4", "%zz", "a%2", "%FF", "%C3", "%00", "%C0%AF", "%ED%A0%80"}) {
    EXPECT_FALSE(percent_decode(bad)) << bad;
  }
}

TEST(Parameters, ReadsPairsInOrder) {
  auto const given = Parameters::parse("a=1&b=deux+mots&a=%C3%A9&c&=x");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->get("a"), "1");
  EXPECT_EQ(given->all("a"), (std::vector<std::string>{"1", "é"}));
  EXPECT_EQ(given->get("b"), "deux mots");
  EXPECT_EQ(given->find("c"), "");
  EXPECT_EQ(given->find("d"), std::nullopt);
  EXPECT_EQ(given->find(""), "x");
}

TEST(Parameters, EmptyTextHasNoPair) {
  auto const given = Parameters::parse("");
  ASSERT_TRUE(given);
  EXPECT_TRUE(given->pairs().empty());
}

TEST(Parameters, RefusesBadPairsAndTooMany) {
  EXPECT_FALSE(Parameters::parse("a=%FF"));
  EXPECT_FALSE(Parameters::parse("a%00=1"));
  EXPECT_FALSE(Parameters::parse("a=1&b=2&c=3", 2));
  EXPECT_TRUE(Parameters::parse("a=1&b=2", 2));
}

TEST(Parameters, EncodeGoesBack) {
  auto const given = Parameters::parse("q=a%26b&x=1+2");
  ASSERT_TRUE(given);
  EXPECT_EQ(given->encode(), "q=a%26b&x=1%202");
  EXPECT_EQ(Parameters::parse(given->encode())->pairs(), given->pairs());
}

TEST(Request, FormNeedsItsMediaType) {
  Request request;
  request.body = "a=1";
  EXPECT_FALSE(request.form());
  request.headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8";
  ASSERT_TRUE(request.form());
  EXPECT_EQ(request.form()->get("a"), "1");
  request.headers["content-type"] = "multipart/form-data; boundary=x";
  EXPECT_FALSE(request.form());
}

TEST(Request, CaptureThatIsNotThereIsEmpty) {
  Request const request;
  EXPECT_EQ(request.capture("id"), "");
  EXPECT_EQ(request.header("host"), "");
}

TEST(Responses, HaveTheirTypes) {
  EXPECT_EQ(html("x").header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(json("{}", 201).status, 201);
  auto const moved = redirect("/ailleurs", 308);
  EXPECT_EQ(moved.status, 308);
  EXPECT_EQ(moved.header("Location"), "/ailleurs");
}

}  // namespace
}  // namespace pacte::web
