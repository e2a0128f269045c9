#include "web/http_text.hpp"

#include <gtest/gtest.h>
#define ZLIB_CONST
#include <zlib.h>

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

std::string gunzip(std::string_view packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(10 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef z_const*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return text;
}

TEST(Gzip, PacksAStreamPartByPart) {
  // Little to gain: much of it is held back until the end.
  std::string whole;
  for (std::uint32_t i = 0; i < 1'000'000; ++i)
    whole += static_cast<char>((i * 2'654'435'761U) >> 13U);
  std::size_t at = 0;
  auto const parts = gzip(Producer{[&](std::string& part) {
    part = whole.substr(at, 1 + (at % 3'000));
    at += part.size();
    return at < whole.size();
  }});
  std::string packed;
  for (bool more = true; more;)
    more = parts(packed);
  EXPECT_EQ(gunzip(packed), whole);

  auto const nothing = gzip(Producer{[](std::string&) { return false; }});
  packed.clear();
  EXPECT_FALSE(nothing(packed));
  EXPECT_EQ(gunzip(packed), "");
}

}  // namespace
}  // namespace pacte::web
