#include "base/json.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace pacte {
namespace {

Json any_json(std::mt19937& random, int depth) {
  switch (random() % (depth > 0 ? 8U : 6U)) {
    case 0: return nullptr;
    case 1: return random() % 2 == 0;
    case 2: return static_cast<std::int64_t>(random() * random());
    case 3:
      return std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 600) - 300);
    case 4: return "é\"\\\n\t/\u2028👍" + std::to_string(random() % 100);
    case 5: return -static_cast<double>(random() % 1000) / 10;
    case 6: {
      auto list = Json::array();
      for (auto i = random() % 4; i > 0; --i)
        list.push_back(any_json(random, depth - 1));
      return list;
    }
    default: {
      auto object = Json::object();
      for (auto i = random() % 4; i > 0; --i) {
        object["clé " + std::to_string(random() % 50)] = any_json(random, depth - 1);
      }
      return object;
    }
  }
}

std::string nested(int depth, std::string const& inside = "") {
  return std::string(static_cast<std::size_t>(depth), '[') + inside +
         std::string(static_cast<std::size_t>(depth), ']');
}

TEST(Line, hasTheLayoutOfTheCorpus) {
  Json const value{{"b", 1}, {"a", {1.5, "é", nullptr}}, {"vide", Json::object()}};
  EXPECT_EQ(to_line(value), R"({"b": 1, "a": [1.5, "é", null], "vide": {}})");
}

TEST(Line, isReadBackAsItWas) {
  std::mt19937 random{1};
  for (int i = 0; i < 3'000; ++i) {
    auto const value = any_json(random, 4);
    auto const line = to_line(value);
    ASSERT_EQ(line.find('\n'), std::string::npos);
    auto const back = parse_json(line);
    ASSERT_TRUE(back) << line;
    ASSERT_EQ(*back, value) << line;
    ASSERT_EQ(to_line(*back), line);
  }
}

TEST(ParseJson, saysWhereReadingStopped) {
  EXPECT_EQ(parse_json("{\"a\": }").error(), "JSON illisible à l’octet 7");
  EXPECT_EQ(parse_json("\"\xFF\"").error(), "texte qui n’est pas de l’UTF-8 valide à l’octet 2");
  for (auto const* text : {"", "{", "[1,]", "{'a': 1}", "01", "1 2", "nul", "\"\\ud800\"", "NaN"}) {
    EXPECT_FALSE(parse_json(text)) << text;
  }
}

TEST(ParseJson, refusesANumberTooLargeToHold) {
  EXPECT_FALSE(parse_json("1e999"));
}

TEST(ParseJson, refusesAKeyTwiceInOneObjectAlone) {
  EXPECT_EQ(parse_json(R"({"a": 1, "b": {"a": 2}, "a": 3})").error(),
            "champ « a » présent deux fois");
  EXPECT_FALSE(parse_json(R"({"é": 1, "\u00e9": 2})"));
  EXPECT_TRUE(parse_json(R"([{"a": 1}, {"a": {"a": 2}}])"));
}

TEST(ParseJson, refusesNestingDeeperThan32) {
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_TRUE(parse_json(nested(32, "1")));
  EXPECT_FALSE(parse_json(nested(33)));
  EXPECT_FALSE(parse_json(nested(33, "1")));
  EXPECT_FALSE(parse_json(nested(100'000)));
}

TEST(TextOrEmpty, isEmptyForWhatIsNoText) {
  Json const object{{"a", "x"}, {"b", nullptr}, {"c", 1}};
  EXPECT_EQ(text_or_empty(object, "a"), "x");
  EXPECT_EQ(text_or_empty(object, "b"), "");
  EXPECT_EQ(text_or_empty(object, "c"), "");
  EXPECT_EQ(text_or_empty(object, "d"), "");
  EXPECT_EQ(text_or_empty(Json::array(), "a"), "");
}

}  // namespace
}  // namespace pacte
