#include "web/http_text.hpp"

#include <gtest/gtest.h>

#include "web/gzip.hpp"

namespace pacte::web {
namespace {

TEST(AcceptEncoding, ReadsNamesAndWeights) {
  EXPECT_TRUE(accepts_encoding("gzip, deflate, br", "gzip"));
  EXPECT_TRUE(accepts_encoding("GZIP;q=0.5", "gzip"));
  EXPECT_TRUE(accepts_encoding("br;q=1.0, *;q=0.1", "gzip"));
  EXPECT_FALSE(accepts_encoding("", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts_encoding("gzip; q=0.000, *", "gzip"));
  EXPECT_FALSE(accepts_encoding("*;q=0", "gzip"));
  EXPECT_FALSE(accepts_encoding("x-gzip", "gzip"));
}

TEST(IfNoneMatch, ComparesWeaklyInAList) {
  EXPECT_TRUE(names_etag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_etag("*", "\"b\""));
  EXPECT_FALSE(names_etag("\"ab\"", "\"b\""));
  EXPECT_FALSE(names_etag("", "\"b\""));
}

TEST(Fingerprint, TellsTextsApart) {
  EXPECT_EQ(fingerprint("abc"), fingerprint("abc"));
  EXPECT_NE(fingerprint("abc"), fingerprint("abd"));
  EXPECT_NE(fingerprint(""), fingerprint(std::string(1, '\0')));
}

TEST(Gzip, GivesTheSameEachTime) {
  std::string const text(5000, 'x');
  auto const once = gzip(text);
  EXPECT_LT(once.size(), 100U);
  EXPECT_EQ(once.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(gzip(text), once);
}

}  // namespace
}  // namespace pacte::web
